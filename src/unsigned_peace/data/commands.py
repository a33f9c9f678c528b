"""The sub-commands of the ledger: check-data and write-docs."""

import argparse
from pathlib import Path

from unsigned_peace.data import checks, pages
from unsigned_peace.shared.problem import print_problems


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-commands of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["check-data"]).run is check_data
    True
    """
    check = commands.add_parser("check-data", help="print every problem of the tables in data/")
    check.set_defaults(run=check_data)
    write = commands.add_parser("write-docs", help="write the pages of docs/ that come from data/")
    write.add_argument("--to", type=Path, default=Path("docs"), help="folder (default: docs)")
    write.set_defaults(run=write_docs)


def check_data(_: argparse.Namespace) -> int:
    """Print every problem of the ledger; return 1 if there is any.

    >>> check_data(argparse.Namespace())  # doctest: +ELLIPSIS
    The ledger is in order...
    0
    """
    unused = checks.unused_sources()
    sound = (
        "The ledger is in order.\n"
        f"Sources that no row cites ({len(unused)}, further reading): {', '.join(unused)}"
    )
    return print_problems(checks.check(), command="check-data", sound=sound)


def write_docs(arguments: argparse.Namespace) -> int:
    """Write the generated pages; return 1 if the folder is not there.

    >>> write_docs(argparse.Namespace(to=Path("no such folder")))
    There is no folder 'no such folder'. Run this in the folder of the course, or give --to.
    1
    """
    if not arguments.to.is_dir():
        print(
            f"There is no folder {str(arguments.to)!r}. "
            "Run this in the folder of the course, or give --to."
        )
        return 1
    for file in pages.write(arguments.to):
        print(f"Wrote {file}")
    return 0
