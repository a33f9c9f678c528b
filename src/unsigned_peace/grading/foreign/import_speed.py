"""Leave out, for this process, what takes a second to load and is never asked for.

jsonschema, with which nbformat checks notebooks, loads a checker of web addresses in foreign
letters where it finds one. That compiles a grammar for more than a second. No schema of notebooks
asks for it. jsonschema goes on without it, as on a machine that does not have it.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
