"""A row of the ledger in a sentence or two, and what else it says."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from unsigned_peace.data.schema import TableDescription
from unsigned_peace.shared.dates import date_words

RowCells = Mapping[str, str]

_TECHNICAL = {
    "source_ids", "confidence", "unverified", "origin", "module", "relevance",
    "date", "field_start", "field_end", "lat", "lon", "url", "coordinate_note",
}  # fmt: skip
_TECHNICAL_ENDINGS = ("_precision", "_code", "_rank", "_status", "_basis", "_ids")
_SHORT = 15
_ISLANDS = {
    "habomai": "Habomai",
    "shikotan": "Shikotan",
    "kunashir": "Kunashir / Kunashiri",
    "etorofu": "Etorofu / Iturup",
    "urup_and_north": "Urup and the islands north of it",
}


def of(table: TableDescription, cells: RowCells) -> str:
    """Say what a row says. A table without a form of its own gives its longest text.

    >>> from unsigned_peace.data.schema import package
    >>> of(package()["events"], {"title": "Strike", "description": "In port"})
    'Strike. In port.'
    """
    summarise = _FORMS.get(table.name)
    text = summarise(cells) if summarise else max(_texts(table, cells), key=len, default="")
    # A quotation in another script keeps the end that it has.
    closed = not text or text[-1] in ".?!'\"" or not text[-1].isascii()
    return text if closed else f"{text}."


def rest(table: TableDescription, cells: RowCells, summary: str) -> Iterator[tuple[str, str]]:
    """Yield what a row says beyond its summary: the name of the column, and the cell in words.

    >>> from unsigned_peace.data.schema import package
    >>> cells = {"title": "Talks begin in London", "place": "London"}
    >>> list(rest(package()["events"], cells, "Talks begin in London."))
    [('place', 'London')]
    """
    for name, text in cells.items():
        technical = name in _TECHNICAL or name.endswith(_TECHNICAL_ENDINGS)
        said = len(text) > _SHORT and text in summary  # a "yes" or "Japan" may mean another thing
        if not text or technical or name == table.key[0] or said:
            continue
        column = table.column(name)
        if column and column.is_list:
            yield name.replace("_", " "), text.replace(";", "; ")
        elif column and column.kind == "date":
            yield (
                name.replace("_", " "),
                date_words(date.fromisoformat(text), cells.get(f"{name}_precision", "day")),
            )
        else:
            yield name.replace("_", " "), text


def date_of(cells: RowCells) -> tuple[str, str]:
    """Return the date of a row in ISO form and in words; empty texts if it has none.

    >>> date_of({"date": "1956-08-01", "date_precision": "month"})
    ('1956-08-01', 'August 1956')
    """
    precision = cells.get("date_precision", "day")
    begin, end = cells.get("date") or cells.get("field_start") or "", cells.get("field_end") or ""
    words = dict.fromkeys(
        date_words(date.fromisoformat(one), precision) for one in (begin, end) if one
    )
    return begin, " to ".join(words)


def _texts(table: TableDescription, cells: RowCells) -> list[str]:
    return [text for name, text in rest(table, cells, "") if name != "note"]


def _joined(*names: str, between: str = ": ") -> Callable[[RowCells], str]:
    """Return a summary of the named cells, one after the other; an empty cell is left out."""
    return lambda cells: between.join(cells[name] for name in names if cells[name])


def _article(cells: RowCells) -> str:
    number = f"{'Article ' if cells['article'][0].isdigit() else ''}{cells['article']}"
    return f"{number}, {cells['subject']}: {cells['summary']}"


def _clause(cells: RowCells) -> str:
    return f'{cells["document"]}: "{cells["text"]}"'


def _delegation(cells: RowCells) -> str:
    did = [name for name in ("invited", "attended", "signed") if cells[name] == "yes"]
    if not did:
        return f"{cells['state']}: not invited"
    day = cells["ratified_on"] and date_words(
        date.fromisoformat(cells["ratified_on"]), cells["ratified_on_precision"]
    )
    return f"{cells['state']}: {', '.join(did)}; {cells['ratification']} {day}".strip()


def _detainees(cells: RowCells) -> str:
    number = f"{cells['qualifier']} {int(cells['number']):,} {cells['kind']}"
    return f"{cells['said_by']}: {number}. {cells['what_is_counted']}"


def _document(cells: RowCells) -> str:
    people = " to ".join(filter(None, (cells["sender"], cells["recipient"])))
    return f"{', '.join(filter(None, (people, cells['document_type'])))}: {cells['gist']}"


def _kurile_reading(cells: RowCells) -> str:
    answers: dict[str, list[str]] = {}
    for name, island in _ISLANDS.items():
        answers.setdefault(cells[name], []).append(island)
    said = "; ".join(f"{answer}: {', '.join(islands)}" for answer, islands in answers.items())
    return f"{cells['who']}, {cells['document']}. Part of the Kuriles? {said}"


def _person(cells: RowCells) -> str:
    roles = ("role_1955_56", "role_1951", "role_overall")
    role = next((cells[name] for name in roles if cells[name]), cells["state"])
    return f"{cells['english']}: {role}"


def _place(cells: RowCells) -> str:
    also = cells["also_called"].replace(";", ", ")
    parts = [cells["name_en"], f"also called {also}" if also else ""]
    if cells["area_km2"]:
        parts.append(f"{float(cells['area_km2']):,.10g} square km")
    if cells["civilians_1945"]:
        parts.append(f"{int(cells['civilians_1945']):,} civilians in 1945")
    return ", ".join(filter(None, parts))


def _poll(cells: RowCells) -> str:
    asked = f"{cells['institute']}, {cells['country']}: {cells['question']}"
    return f"{asked} {cells['answers']}".strip()


_FORMS: dict[str, Callable[[RowCells], str]] = {
    "boundaries": _joined("document", "territory", "line_or_rule"),
    "clauses": _clause,
    "declaration_articles": _joined("number", "subject", "summary", between=". "),
    "delegations": _delegation,
    "detainee_figures": _detainees,
    "drafts": _joined("drafter", "disposition"),
    "events": _joined("title", "description", between=". "),
    "frus_documents": _document,
    "glossary": _joined("english", "meaning"),
    "kurile_readings": _kurile_reading,
    "october_talks": _joined("title", "what_happened", between=". "),
    "people": _person,
    "places": _place,
    "polls": _poll,
    "positions": lambda cells: f"{cells['party']} on {cells['issue']}: {cells['position']}",
    "statements": _joined("speaker", "summary"),
    "treaty_articles": _article,
}
