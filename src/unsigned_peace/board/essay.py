"""The board as the outline of an essay, with its list of references, in Markdown.

Pure, except `export`, which writes a file and never writes over one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from unsigned_peace.board.board_model import Board, Case, Evidence, Side, by_weight
from unsigned_peace.board.cautions import of_case
from unsigned_peace.board.rows import Ledger, Row
from unsigned_peace.data import cite, known_sources
from unsigned_peace.data.citations import ARTICLE, GENERAL_KNOWLEDGE

_WEIGHTS = {1: "light", 2: "middle", 3: "heavy"}
_HEADINGS = {Side.SUPPORT: "Evidence for the claim", Side.CHALLENGE: "Evidence against the claim"}
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_STARTS_A_BLOCK = re.compile(r"^(\d*)([#>=+.)-]|\*(?= ))")
_MOST_COPIES = 1000


def outline(board: Board, ledger: Ledger) -> str:
    """Write the outline of an essay: a part for each case, then the references.

    >>> from unsigned_peace.board.rows import ledger
    >>> board = Board((Case("CLM-001", (Evidence("events", "EVT-001"),)),))
    >>> print(outline(board, ledger()).splitlines()[2])
    ## Claim CLM-001: paragraph 1 of the article
    """
    if not board.cases:
        return "# Outline\n\nThe board is empty.\n"
    parts = ["\n\n".join(_case(case, ledger)) for case in board.cases]
    return "\n\n".join(["# Outline", *parts, _references(board, ledger)]) + "\n"


def references(board: Board, ledger: Ledger) -> str:
    """Write the list of all sources of a board, each once, in the order of their citations.

    The article on trial is a source of every case. General knowledge is no source: that a row
    rests on it is said in the outline.

    >>> from unsigned_peace.board.rows import ledger
    >>> board = Board((Case("CLM-001", (Evidence("events", "EVT-001"),)),))
    >>> "P-CAIRO" in references(board, ledger())
    True
    """
    return _references(board, ledger) + "\n"


def source_ids(board: Board, ledger: Ledger) -> list[str]:
    """Return the ids of the sources that a board must cite, in the order of their citations.

    >>> from unsigned_peace.board.rows import ledger
    >>> source_ids(Board((Case("CLM-001", (Evidence("events", "EVT-001"),)),)), ledger())
    ['SEED', 'P-CAIRO']
    """
    rows = (ledger.row(one.table, one.row_id) for case in board.cases for one in case.evidence)
    cited = {name for row in rows if row for name in row.source_ids} - {GENERAL_KNOWLEDGE}
    if board.cases:
        cited.add(ARTICLE)
    return sorted(cited, key=lambda name: (cite(name, name).casefold(), name))


def export(text: str, folder: Path, name: str) -> Path:
    """Write a text as `<name>.md` into a folder, and return the file.

    A file that is there already may hold the student's own changes: it is never written over.
    The new one gets a number, such as `<name>-2.md`, unless the text is the same.

    Raises:
        OSError: if the folder cannot be written.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp())
    >>> [export(text, place, "05-outline").name for text in ("a", "b", "b")]
    ['05-outline.md', '05-outline-2.md', '05-outline-2.md']

    """
    content = text.encode("utf-8", "replace")
    for number in range(1, _MOST_COPIES):
        file = folder / (f"{name}.md" if number == 1 else f"{name}-{number}.md")
        try:
            with file.open("xb") as fresh:  # fails if the file is there, also for two windows
                fresh.write(content)
        except FileExistsError:
            if file.is_file() and file.read_bytes() == content:
                return file
        else:
            return file
    raise FileExistsError(f"There are {_MOST_COPIES - 1} files called {name}. Delete some of them.")


def _case(case: Case, ledger: Ledger) -> Iterator[str]:
    claim = ledger.claims.get(case.claim_id)
    yield f"## Claim {case.claim_id}" + (f": {claim.where} of the article" if claim else "")
    yield f"> {_plain(claim.text) if claim else 'There is no such claim.'}"
    for side, heading in _HEADINGS.items():
        yield f"### {heading}"
        pieces = by_weight(case.on(side))
        yield "\n".join(f"{n}. {_piece(one, ledger)}" for n, one in enumerate(pieces, 1)) or "None."
    yield "### Judgement"
    sure = f" I am {case.sureness}." if case.sureness else ""
    yield f"**{_plain(case.judgement).capitalize()}.**{sure}" if case.judgement else f"Open.{sure}"
    yield "### What the evidence cannot show"
    yield _own_words(case.limit) or "Open."
    left = "\n".join(f"- {_plain(caution.message)}" for caution in of_case(case, ledger))
    if left:
        yield "### Still to look at"
        yield left


def _piece(piece: Evidence, ledger: Ledger) -> str:
    row = ledger.row(piece.table, piece.row_id)
    lines = [f"**{_WEIGHTS.get(piece.weight, '?').capitalize()} ({piece.weight}).** {_what(row)}"]
    if piece.passage.strip():
        lines.append(f'Passage: "{_own_words(piece.passage)}"')
    lines.append(f"Reasoning: {_own_words(piece.reasoning) or 'none yet.'}")
    where = [piece.row_id, row.when if row else ""]
    cited = ", ".join(map(_source_name, row.source_ids)) if row else ""
    lines.append(f"Row: {', '.join(filter(None, where))}. Sources: {cited or 'none'}.{_doubt(row)}")
    return "\n   - ".join(lines)


def _source_name(source_id: str) -> str:
    return "general knowledge" if source_id == GENERAL_KNOWLEDGE else source_id


def _what(row: Row | None) -> str:
    return _plain(row.summary) if row else "This row is not in the ledger."


def _doubt(row: Row | None) -> str:
    if row is None:
        return ""
    unverified = f" Not verified: {', '.join(row.unverified)}." if row.unverified else ""
    return f" Confidence: {row.confidence}.{unverified}"


def _references(board: Board, ledger: Ledger) -> str:
    lines = [_reference(name) for name in source_ids(board, ledger)]
    return "\n".join(["## References", "", *(lines or ["None yet."])])


def _reference(source_id: str) -> str:
    known = known_sources().get(source_id)
    if not known:
        return f"- {_plain(source_id)}: not in the list of sources."
    address = f" <{known.url}>" if known.url.startswith("https://") else ""
    unseen = " Not seen by the makers of the course." if known.seen == "not seen" else ""
    return f"- **{source_id}**: {_plain(known.citation)}.{address}{unseen}"


def _plain(text: str) -> str:
    """Return a text of the ledger in which nothing is Markdown by chance."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _own_words(text: str) -> str:
    """Return a text of the student on one line; marks in it are meant, a heading is not."""
    return _STARTS_A_BLOCK.sub(r"\1\\\2", " ".join(text.split()))
