"""Rules for every table: what the data package says of a column, and what it cannot say."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from unsigned_peace.data.citations import GENERAL_KNOWLEDGE
from unsigned_peace.data.ledger import TextTable, TextTables
from unsigned_peace.shared.problem import Problem

# A remark on our own doubt belongs in `unverified` or `note`, never in a value.
_REMARK = re.compile(
    r"\(GK\)|\bGK\b|general knowledge|[,;] check\b|\bto be checked\b", re.IGNORECASE
)
_QUOTATIONS = 15  # more would print the article instead of examining it
_REMARKS_WELCOME = {"note", "source_ids", "coordinate_basis"}


def tidy_text(ledger: TextTables) -> Iterator[Problem]:
    """Find untidy text: stray spaces, line breaks, decomposed letters, remarks of doubt."""
    for sheet in ledger.values():
        for row in sheet:
            for column, text in row.cells.items():
                if text != text.strip() or "  " in text or "\n" in text:
                    yield sheet.problem(
                        row, column, "spaces at an end, double spaces or a line break"
                    )
                if not unicodedata.is_normalized("NFC", text):
                    yield sheet.problem(
                        row, column, "letters and accents are apart (write them as NFC)"
                    )
                welcome = column in _REMARKS_WELCOME or sheet.table.name == "sources"
                if not welcome and _REMARK.search(text):
                    message = (
                        f"the remark {_REMARK.search(text)[0]!r} belongs in unverified or note"
                    )
                    yield sheet.problem(row, column, message)


def cells(ledger: TextTables) -> Iterator[Problem]:
    """Find cells that do not fit their column."""
    for sheet in ledger.values():
        for column in sheet.table.columns:
            for row in sheet:
                if fault := column.fault(row.cells[column.name]):
                    yield sheet.problem(row, column.name, fault)


def keys(ledger: TextTables) -> Iterator[Problem]:
    """Find values that stand twice where each row must have its own."""
    for sheet in ledger.values():
        own = {(column.name,) for column in sheet.table.columns if column.unique}
        for columns in sorted(own | {sheet.table.key}):
            first: dict[tuple[str, ...], int] = {}
            for row in sheet:
                values = tuple(row.cells[column] for column in columns)
                if any(values) and first.setdefault(values, row.number) != row.number:
                    message = f"{', '.join(values)!r} stands in row {first[values]} already"
                    yield sheet.problem(row, ", ".join(columns), message)


def references(ledger: TextTables) -> Iterator[Problem]:
    """Find lists with empty or double elements, and values that name nothing."""
    for sheet in ledger.values():
        for column in sheet.table.columns:
            known = _known(ledger, sheet, column.references)
            if not column.is_list and known is None:
                continue
            for row in sheet:
                text = row.cells[column.name]
                items = row.items(column.name) if column.is_list else [text] if text else []
                if any(item != item.strip() or not item for item in items):
                    yield sheet.problem(row, column.name, "write lists as a;b;c, without spaces")
                if len(set(items)) < len(items):
                    yield sheet.problem(row, column.name, "an element stands twice")
                for item in items:
                    if known is not None and item not in known:
                        target = column.references.replace("columns", f"{sheet.table.name} columns")
                        yield sheet.problem(row, column.name, f"{item!r} is not in {target}")


def _known(ledger: TextTables, sheet: TextTable, references: str) -> set[str] | None:
    if references == "columns":
        return {column.name for column in sheet.table.columns}
    table, _, column = references.partition(".")
    return {row.cells[column] for row in ledger[table]} if table in ledger else None


def dates(ledger: TextTables) -> Iterator[Problem]:
    """Find dates that claim more than their precision says."""
    endings = {"month": "-01", "year": "-01-01"}
    for sheet in ledger.values():
        for column in sheet.table.columns:
            precision = f"{column.name}_precision"
            if not sheet.has(precision):
                continue
            for row in sheet:
                date, exact = row.cells[column.name], row.cells[precision]
                if bool(date) != bool(exact):
                    yield sheet.problem(row, precision, "a date and its precision go together")
                elif not date.endswith(endings.get(exact, "")):
                    message = f"with precision {exact} the date ends in {endings[exact]}"
                    yield sheet.problem(row, column.name, message)


def general_knowledge(ledger: TextTables) -> Iterator[Problem]:
    """Find rows that hide what rests on general knowledge, or that say so without need."""
    for sheet in ledger.values():
        if not sheet.has("unverified"):
            continue
        for row in sheet:
            cited, unverified = row.items("source_ids"), row.items("unverified")
            if unverified and GENERAL_KNOWLEDGE not in cited:
                yield sheet.problem(row, "source_ids", "unverified is filled, so GK belongs here")
            if GENERAL_KNOWLEDGE not in cited:
                continue
            if cited == [GENERAL_KNOWLEDGE]:
                if not unverified:
                    message = "GK is the only source: name the columns that rest on it"
                    yield sheet.problem(row, "unverified", message)
                if row.cells["confidence"] != "low":
                    message = "GK is the only source, so the confidence is low"
                    yield sheet.problem(row, "confidence", message)
            elif not unverified and "general knowledge" not in row.cells["note"]:
                message = "GK is a source: name the columns, or say in note what it adds"
                yield sheet.problem(row, "unverified", message)


def ids(ledger: TextTables) -> Iterator[Problem]:
    """Find gaps in the numbers of a table's ids."""
    for sheet in ledger.values():
        key = sheet.table.key[0]
        numbered = [(row, re.fullmatch(r"[A-Z]{3}-(\d+)", row.cells[key])) for row in sheet]
        if len(sheet.table.key) > 1 or not all(match for _, match in numbered):
            continue
        expected = set(range(1, len(numbered) + 1))
        for row, match in numbered:
            if int(match[1]) not in expected:
                message = (
                    f"ids run from 1 to {len(numbered)} without a gap; one is missing before this"
                )
                yield sheet.problem(row, key, message)


def duplicates(ledger: TextTables) -> Iterator[Problem]:
    """Find rows that say the same thing twice, and pack rows that went into two rows."""
    origins: dict[str, str] = {}
    for sheet in ledger.values():
        seen: dict[tuple[str, ...], int] = {}
        skip = {"origin"} if len(sheet.table.key) > 1 else {"origin", sheet.table.key[0]}
        for row in sheet:
            content = tuple(text for column, text in row.cells.items() if column not in skip)
            if content in seen:
                yield sheet.problem(row, "", f"says the same as row {seen[content]}")
            seen.setdefault(content, row.number)
            here = f"data/{sheet.table.path}, row {row.number}"
            for origin in row.items("origin"):
                if origin != "added" and origins.setdefault(origin, here) != here:
                    message = f"{origin} is already the origin of {origins[origin]}"
                    yield sheet.problem(row, "origin", message)


def article(ledger: TextTables) -> Iterator[Problem]:
    """Find paragraphs out of order, claims that a paragraph misses, and too many quotations."""
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


GENERAL: tuple[Callable[[TextTables], Iterator[Problem]], ...] = (
    cells,
    keys,
    tidy_text,
    references,
    dates,
    general_knowledge,
    ids,
    duplicates,
    article,
)
