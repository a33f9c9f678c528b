"""The maintainer's check: every problem of every table at once.

What the schema says (types, codes, keys) is checked by frictionless against `datapackage.json`.
What a schema cannot say is checked by `rules` and `consistency`; the documents of the reading
room, which are no tables, by `documents_check`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from unsigned_peace.data import (
    article_rules,
    consistency,
    documents,
    documents_check,
    rules,
    schema,
)
from unsigned_peace.data.sheet import Sheet, load
from unsigned_peace.data.sheet import problem as in_row
from unsigned_peace.shared.problem import Problem, print_problems


def check(place: Path | None = None) -> list[Problem]:
    """Check all tables and documents and return all problems, in the order of files and rows.

    Args:
        place: folder of the tables; the course's own if left out.

    Raises:
        ModuleNotFoundError: if frictionless is missing; it is for maintainers, not for students.

    >>> check()
    []

    """
    place = place or schema.folder()
    ledger = load(place)
    found = set(_schema_problems(place, ledger))
    for rule in rules.GENERAL:
        found.update(rule(ledger))
    found.update(article_rules.problems(ledger))
    for sheet in ledger.values():
        found.update(consistency.problems(sheet))
    described = [f"data/{sheet.table.path}" for sheet in ledger.values()]
    others = sorted({f"data/{file.name}" for file in place.glob("*.csv")} - set(described))
    message = "datapackage.json does not describe this file"
    found.update(Problem(file, "", message) for file in others)
    read = list(documents_check.problems(place, ledger))
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
    return print_problems(check(), command="check-data", sound=sound)


def _row(problem: Problem) -> int:
    found = re.match(r"row (\d+)", problem.place)
    return int(found[1]) if found else 0


def unused_sources(place: Path | None = None) -> list[str]:
    """List the sources that no row and no document cites. That is no fault: further reading.

    >>> "SEED" in unused_sources()
    False
    """
    place = place or schema.folder()
    ledger = load(place)
    cited = {s for sheet in ledger.values() for row in sheet for s in row.items("source_ids")}
    cited.update(s for one in documents.documents(place).values() for s in one.source_ids)
    known = [row.cells["source_id"] for row in ledger["sources"]]
    return [source_id for source_id in known if source_id not in cited]


def _frictionless() -> ModuleType:
    try:
        import frictionless  # noqa: PLC0415 - slow to import, and students do not have it
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "The check of the ledger needs frictionless, which only maintainers have. "
            "Install it with: pip install -r requirements-dev.lock"
        ) from error
    return frictionless


def _schema_problems(place: Path, ledger: dict[str, Sheet]) -> Iterator[Problem]:
    report = _frictionless().validate(str(place / "datapackage.json"))
    for task in report.tasks:
        sheet = ledger.get(task.name)
        for error in task.errors:
            # The key of one column is also unique: one report of the same fault is enough.
            if error.type == "primary-key" and len(sheet.table.key) == 1:
                continue
            yield in_row(
                task.place,
                getattr(error, "row_number", None) or 1,
                getattr(error, "field_name", None) or "",
                _plain(error, sheet),
            )


def _plain(error: object, sheet: Sheet) -> str:
    """Say what frictionless found in the words of the loader, where the loader has words for it."""
    column = sheet.table.column(getattr(error, "field_name", "") or "")
    if error.type in {"type-error", "constraint-error"}:
        try:
            column.parse(error.cell)
        except ValueError as reason:
            return str(reason)
        return f"{error.cell!r} breaks a rule: {error.note}"
    if error.type == "foreign-key":
        return f"names a row that does not exist, {error.note}"
    return error.note
