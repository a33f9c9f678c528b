"""The page of `docs/` that lists the documents of the reading room."""

from unsigned_peace.data.documents import Document, documents, not_found

_INTRODUCTION = (
    "The papers that can be read in this course, the oldest first. Quoted words were read at the "
    "places named here. Everything else, head notes, questions, summaries and renderings marked "
    "*ours*, is in our own words. The files are in [`data/documents`](../data/documents)."
)
_AGREEMENTS = {
    "same": "Where two or more readings have the same words, they agree.",
    "differs": "The readings differ.",
    "one reading": "Each passage was read in one place only.",
    "no wording": "No wording was at hand: the summary is ours.",
}


def documents_page(written: str) -> str:
    """Write `docs/documents.md`, under the line `written`: one heading a document.

    >>> "### cairo-1943" in documents_page("")
    True
    """
    known = documents().values()
    parts = ["# Documents", written, _INTRODUCTION, _overview(list(known)), "## The documents"]
    for one in known:
        parts += [f"### {one.id}", _entry(one)]
    parts += ["## Not had", "Papers that we looked for and could not quote, and what was tried."]
    for missing in not_found():
        wanted = ", ".join(map(str, missing.wanted_for))
        line = f"- **{missing.title}** ({missing.date}; modules {wanted}). {missing.tried}"
        if missing.instead:
            line += f" Read instead: [{missing.instead}](#{missing.instead})."
        parts.append(line)
    return "\n\n".join(part for part in parts if part) + "\n"


def _overview(known: list[Document]) -> str:
    lines = ["| module | documents |", "| --- | --- |"]
    for module in range(6):
        here = [f"[{one.short_title}](#{one.id})" for one in known if module in one.modules]
        lines.append(f"| {module} ({len(here)}) | {' · '.join(here)} |")
    return "\n".join(lines)


def _entry(one: Document) -> str:
    to = f" To: {one.addressee}." if one.addressee else ""
    place = f", {one.place}" if one.place else ""
    lines = [
        f"**{one.title}**. {one.author}, {one.when}{place}.{to}",
        f"{one.provenance}",
        f"Here: {one.extent.rstrip('.')}. Right to quote: {one.right_to_quote}.",
        _AGREEMENTS[one.agreement]
        + (f" {one.differences}" if one.differences else "")
        + _once(one),
    ]
    for reading in one.read_at:
        title = f"[{reading.title}](<{reading.address}>)" if reading.address else reading.title
        only = f" (passage {', '.join(map(str, reading.passages))})" if reading.passages else ""
        note = f" {reading.note}" if reading.note else ""
        if reading.again:
            numbers = ", ".join(map(str, reading.again))
            note += f" A second reader compared passage {numbers} there, word for word."
        lines.append(f"Read at: {title}{only}.{note}")
    lines.append("Sources: " + ", ".join(f"[{s}](sources.md#{s})" for s in one.source_ids) + ".")
    return "  \n".join(lines)


def _once(one: Document) -> str:
    """Name the passages that rest on one reading where the document as a whole has more."""
    if one.agreement in {"one reading", "no wording"}:
        return ""
    quoted = [passage.number for passage in one.passages if passage.is_quoted]
    twice = {number for reading in one.read_at for number in reading.again}
    once = [str(n) for n in quoted if len(one.readings(n)) == 1 and n not in twice]
    return f" Read once only: passage {', '.join(once)}." if once else ""
