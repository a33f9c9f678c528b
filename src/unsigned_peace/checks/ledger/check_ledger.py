"""The maintainer's check of the ledger: every problem of every table and document at once."""

import re
from collections.abc import Iterator
from pathlib import Path

from unsigned_peace.checks.ledger import document_rules, ledger_rules, table_rules
from unsigned_peace.data import documents, schema
from unsigned_peace.data.ledger import load, problem
from unsigned_peace.data.schema import TableDescription, rows
from unsigned_peace.shared.problem import Problem, print_problems


def problems(place: Path | None = None) -> list[Problem]:
    """Check all tables and documents and return all problems, in the order of files and rows.

    Args:
        place: folder of the tables; the course's own if left out.

    >>> problems()
    []

    """
    place = place or schema.folder()
    ledger = load(place)
    found = {one for rule in ledger_rules.GENERAL for one in rule(ledger)}
    for sheet in ledger.values():
        found.update(_form(place, sheet.table))
        found.update(table_rules.problems(sheet))
    described = [f"data/{sheet.table.path}" for sheet in ledger.values()]
    others = sorted({f"data/{file.name}" for file in place.glob("*.csv")} - set(described))
    message = "datapackage.json does not describe this file"
    found.update(Problem(file, "", message) for file in others)
    read = list(document_rules.problems(place, ledger))
    found.update(read)
    order = described + others + sorted({problem.file for problem in read})
    return sorted(found, key=lambda p: (order.index(p.file), _row(p), p.place, p.message))


def check_data() -> int:
    """Print every problem of the ledger; return 1 if there is any.

    >>> check_data()  # doctest: +ELLIPSIS
    The ledger is in order...
    0
    """
    unused = unused_sources()
    sound = (
        "The ledger is in order.\n"
        f"Sources that no row cites ({len(unused)}, further reading): {', '.join(unused)}"
    )
    return print_problems(problems(), command="check-data", sound=sound)


def _row(problem: Problem) -> int:
    found = re.match(r"row (\d+)", problem.place)
    return int(found[1]) if found else 0


def unused_sources() -> list[str]:
    """List the sources that no row and no document cites. That is no fault: further reading.

    >>> "SEED" in unused_sources()
    False
    """
    ledger = load(schema.folder())
    cited = {s for sheet in ledger.values() for row in sheet for s in row.items("source_ids")}
    cited.update(s for one in documents().values() for s in one.source_ids)
    known = [row.cells["source_id"] for row in ledger["sources"]]
    return [source_id for source_id in known if source_id not in cited]


def _form(place: Path, table: TableDescription) -> Iterator[Problem]:
    """Find a header that is not the described one, and rows with too few or too many cells."""
    names = [column.name for column in table.columns]
    for number, cells in rows(place / table.path):
        if number == 1 and cells != names:
            yield problem(table.path, 1, "", f"the columns must be {', '.join(names)}")
        elif len(cells) != len(names):
            message = f"{len(cells)} cells, but the header has {len(names)}"
            yield problem(table.path, number, "", message)
