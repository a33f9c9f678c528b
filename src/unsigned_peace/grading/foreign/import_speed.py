"""Leave out, for this process, what takes a second to load and is never asked for."""

import sys


def leave_out_web_addresses() -> None:
    """Let jsonschema go without its checker of web addresses in foreign letters.

    jsonschema, with which nbformat checks notebooks, loads that checker where it finds one. It
    compiles a grammar for more than a second. No schema of notebooks asks for it. jsonschema 4.26
    goes on without it, as on a machine that does not have it. Gained: 2.3 seconds for each start.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
