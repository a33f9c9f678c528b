"""Rules for single tables: columns that must agree with each other."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from unsigned_peace.data.ledger import TextRow, TextTable
from unsigned_peace.shared.problem import Problem

_TERRITORY = {
    "Habomai and Shikotan",
    "Kunashiri and Etorofu",
    "northern Kuriles",
    "southern Sakhalin",
}

# A rule looks at one row and names the column at fault, or returns None.
Rule = tuple[str, str, Callable[[dict[str, str]], bool]]


def _implies(column: str, value: str, other: str, wanted: set[str]) -> Callable[[dict], bool]:
    return lambda cells: cells[column] != value or cells[other] in wanted


def _together(column: str, value: str, *others: str) -> Callable[[dict], bool]:
    return lambda cells: all((cells[column] == value) == bool(cells[other]) for other in others)


# fmt: off
RULES: dict[str, tuple[Rule, ...]] = {
    "claims": (
        ("paragraph_end", "the last paragraph comes before the first",
         lambda c: int(c["paragraph"]) <= int(c["paragraph_end"])),
    ),
    "delegations": (
        ("attended", "it signed, so it attended",
         _implies("signed", "yes", "attended", {"yes"})),
        ("invited", "it attended, so it was invited",
         _implies("attended", "yes", "invited", {"yes"})),
        ("ratification", "it was not invited, so the ratification is 'not invited'",
         lambda c: (c["invited"] == "no") == (c["ratification"] == "not invited")),
        ("ratification", "only a state that signed can have ratified",
         lambda c: (c["signed"] == "yes") == (c["ratification"] in {"ratified", "signed only"})),
        ("ratified_on", "a date of ratification goes with 'ratified'",
         _together("ratification", "ratified", "ratified_on")),
        ("vote_on_rules", "only a delegation that came could vote",
         lambda c: c["attended"] == "yes" or c["vote_on_rules"] in {"absent", "not a voter"}),
    ),
    "drafts": (
        ("clause_text", "words of the clause go with the status 'quoted'",
         _together("clause_status", "quoted", "clause_text")),
    ),
    "polls": (
        ("field_end", "the field work ends before it starts",
         lambda c: c["field_start"] <= c["field_end"]),
    ),
    "positions": (
        ("issue_code", "the code is only for issues of territory",
         lambda c: not c["issue_code"] or c["issue"] in _TERRITORY),
        ("setting", "a secret row stands in an internal paper",
         _implies("is_secret", "yes", "setting", {"internal paper"})),
        ("is_secret", "a row from an internal paper is secret",
         _implies("setting", "internal paper", "is_secret", {"yes"})),
    ),
    "treaty_articles": (
        ("amendment", "number and text of the amendment go with 'yes'",
         _together("amended", "yes", "amendment", "amendment_number")),
    ),
}
# fmt: on


def problems(sheet: TextTable) -> Iterator[Problem]:
    """Find rows of one table whose columns contradict each other.

    Rows with a cell that does not even fit its column are left to the rules of the ledger.

    >>> from unsigned_peace.data import ledger, schema
    >>> list(problems(ledger.load(schema.folder())["delegations"]))
    []
    """
    for row in sheet:
        if any(column.fault(row.cells[column.name]) for column in sheet.table.columns):
            continue
        for column, message, holds in RULES.get(sheet.table.name, ()):
            if not holds(row.cells):
                yield sheet.problem(row, column, message)
    if sheet.table.name == "events":
        yield from _order(sheet)
    if sheet.table.name == "statements":
        yield from _ranks(sheet)


def _order(sheet: TextTable) -> Iterator[Problem]:
    for before, row in pairwise(sheet):
        if row.cells["date"] < before.cells["date"]:
            yield sheet.problem(row, "date", "events stand in the order of time")


def _ranks(sheet: TextTable) -> Iterator[Problem]:
    codes = sheet.table.column("reading_code").codes

    def rank(row: TextRow) -> str:
        code = row.cells["reading_code"]
        return str(codes.index(code)) if code in codes else ""

    for row in sheet:
        if rank(row) and row.cells["reading_rank"] != rank(row):
            message = f"reading_code {row.cells['reading_code']} has the rank {rank(row)}"
            yield sheet.problem(row, "reading_rank", message)
