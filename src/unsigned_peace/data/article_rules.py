"""Rules for the article: its paragraphs and its claims must point at each other."""

from collections.abc import Iterator

from unsigned_peace.data.rules import Ledger
from unsigned_peace.shared.problem import Problem

_QUOTATIONS = 15  # more would print the article instead of examining it


def problems(ledger: Ledger) -> Iterator[Problem]:
    """Find paragraphs out of order, claims that a paragraph misses, and too many quotations.

    >>> from unsigned_peace.data import schema, sheet
    >>> list(problems(sheet.load(schema.folder())))
    []
    """
    paragraphs, claims = ledger["article_paragraphs"], ledger["claims"]
    spans = {
        row.cells["claim_id"]: (int(row.cells["paragraph"]), int(row.cells["paragraph_end"]))
        for row in claims
        if row.cells["paragraph"].isdigit() and row.cells["paragraph_end"].isdigit()
    }
    quoted = 0
    for expected, row in enumerate(paragraphs, start=1):
        number = row.cells["paragraph"]
        if number != str(expected):
            yield paragraphs.problem(row, "paragraph", f"here paragraph {expected} should stand")
            return
        wanted = [claim for claim, (first, last) in spans.items() if first <= expected <= last]
        if row.items("claim_ids") != wanted:
            message = f"its claims are {';'.join(wanted) or 'none'} (see claims.csv)"
            yield paragraphs.problem(row, "claim_ids", message)
        quoted += bool(row.cells["quotation"])
        if row.cells["quotation"] and quoted > _QUOTATIONS:
            message = f"more than {_QUOTATIONS} paragraphs have a quotation"
            yield paragraphs.problem(row, "quotation", message)
    known = {int(row.cells["paragraph"]) for row in paragraphs}
    for row in claims:
        for column in ("paragraph", "paragraph_end"):
            text = row.cells[column]
            if text.isdigit() and int(text) not in known:
                yield claims.problem(row, column, "article_paragraphs.csv has no such paragraph")
