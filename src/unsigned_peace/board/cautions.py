"""What is still weak about a case, in words that tell the student what to do next.

The tests are those of a historian's seminar: is there a second side, is there a second witness,
is each piece weighed, does the reasoning add something to the row. None of them judges whether
the verdict is right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from unsigned_peace.board.board_model import SURENESS, Case, Evidence, Key, Side
from unsigned_peace.board.rows import Ledger, Row
from unsigned_peace.board.search import words
from unsigned_peace.data import cite, known_sources
from unsigned_peace.data.citations import ARTICLE, GENERAL_KNOWLEDGE

LEAST_WORDS = 6
MOST_PIECES = 5
_ENOUGH_TO_COMPARE = 3
_RUN = 3  # so many words in a row as in the ledger are a copy, not chance
_COPIED_SHARE = 0.8
_SHORTEST_COPY = 10  # letters
_LETTERS_PER_WORD = 3  # roughly, in scripts without spaces
_FIRST_WITHOUT_SPACES = "\u0e00"


# For each code: what the student reads. The words in braces are filled in below.
MESSAGES = {
    "unknown claim": "There is no claim {claim_id}. Choose one from the list of claims.",
    "no evidence": "No evidence yet. Search the ledger and attach a row.",
    "one side": "All evidence is on the side of {side}. Look for the best {missing}. If you find "
    "none, write in the limit where you looked.",
    "too many": "{count} pieces of evidence. Choose the {most} that matter most: to choose is to "
    "judge.",
    "equal weights": "Every piece has weight {weight}. Are they equally near, independent and free "
    "of interest?",
    "only the article": "All evidence comes from the article itself. It cannot be a witness in its "
    "own case.",
    "one source": "Everything rests on one source: {sources}. Look for a second witness who does "
    "not repeat the first.",
    "shared source": "Every piece cites {sources}. Check that the other sources do not only repeat "
    "it: then you have one witness, not several.",
    "unknown row": "{piece}: the ledger has no such row. Remove it, and search again.",
    "no reasoning": "{piece}: no reasoning yet. Why does it speak for or against the claim?",
    "copied reasoning": "{piece}: the reasoning only repeats the row. Say what follows from it for "
    "the claim.",
    "short reasoning": "{piece}: the reasoning is very short. Write one full sentence.",
    "unverified": "{piece}: not verified: {columns}. Do not build on this.",
    "low confidence": "{piece}: the confidence of this row is low. Find a better source, or say so "
    "in the limit.",
    "no judgement": "No judgement yet. What is your verdict on the claim?",
    "unknown judgement": "{judgement!r} is not one of the verdicts: {verdicts}.",
    "no sureness": "You have not said how sure you are.",
    "no limit": "No limit yet. What can this evidence not show?",
}


@dataclass(frozen=True)
class Caution:
    """One thing to look at again.

    Attributes:
        claim_id: the case.
        code: what is the matter, in words that never change, such as `one side`.
        message: the same for the student, with what to do.
        key: the piece of evidence that is meant; None if it is the whole case.

    """

    claim_id: str
    code: str
    message: str
    key: Key | None = None


def of_case(case: Case, ledger: Ledger) -> list[Caution]:
    """Say what is weak about one case: first the whole, then each piece, then the verdict.

    >>> from unsigned_peace.board.rows import ledger
    >>> of_case(Case("CLM-001"), ledger())[0].code
    'no evidence'
    """
    if case.claim_id not in ledger.claims:
        return [_caution(case, "unknown claim", claim_id=case.claim_id)]
    if not case.evidence:
        return [_caution(case, "no evidence")]
    each = (_piece(case, piece, ledger) for piece in case.evidence)
    return [*_whole(case, ledger), *chain.from_iterable(each), *_verdict(case, ledger)]


def documents(row: Row) -> frozenset[str]:
    """Return the documents behind a row, by the id of the source.

    General knowledge is no document, and the copies of the article are one. Two other ids may
    still be two prints of one text: that is for the student to see.

    >>> from unsigned_peace.board.rows import ledger
    >>> sorted(documents(ledger().row("events", "EVT-001")))
    ['P-CAIRO']
    """
    return frozenset(map(_document, row.source_ids)) - {GENERAL_KNOWLEDGE}


def count_words(text: str) -> int:
    """Count words, roughly also where a script puts no spaces between them.

    >>> count_words("The cabinet refused first."), count_words("内閣が先に拒否した。")
    (4, 4)
    """
    together = sum(char >= _FIRST_WITHOUT_SPACES and char.isalpha() for char in text)
    return len(text.split()) + together // _LETTERS_PER_WORD


def is_copied(reasoning: str, row: Row) -> bool:
    """Tell whether a reasoning only repeats the row.

    >>> from unsigned_peace.board.rows import ledger
    >>> cairo = ledger().row("events", "EVT-001")
    >>> is_copied("The Kuriles are not named.", cairo)
    True
    >>> is_copied("The Kuriles are not named, so Cairo cannot settle who owns them.", cairo)
    False
    """
    said, known = words(reasoning), words(row.text)
    whole = "".join(said)
    if len(whole) >= _SHORTEST_COPY and whole in "".join(known):
        return True
    runs = set(_runs(known))
    copied = {
        place + step for place, run in enumerate(_runs(said)) if run in runs for step in range(_RUN)
    }
    return bool(copied) and len(copied) >= _COPIED_SHARE * len(said)


def _runs(text: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(text[place : place + _RUN]) for place in range(len(text) - _RUN + 1)]


def _document(source_id: str) -> str:
    known = known_sources().get(source_id)
    return ARTICLE if known and known.kind == "article" else source_id


def _caution(case: Case, code: str, key: Key | None = None, **words: object) -> Caution:
    return Caution(case.claim_id, code, MESSAGES[code].format(**words), key)


def _whole(case: Case, ledger: Ledger) -> Iterator[Caution]:
    for side in Side:
        if not case.on(side.other):
            yield _caution(case, "one side", side=side, missing=side.other)
    if len(case.evidence) > MOST_PIECES:
        yield _caution(case, "too many", count=len(case.evidence), most=MOST_PIECES)
    weights = {piece.weight for piece in case.evidence}
    if len(case.evidence) >= _ENOUGH_TO_COMPARE and len(weights) == 1:
        yield _caution(case, "equal weights", weight=weights.pop())
    rows = [row for row in (ledger.row(one.table, one.row_id) for one in case.evidence) if row]
    if rows:
        yield from _witnesses(case, [documents(row) for row in rows])


def _witnesses(case: Case, cited: Sequence[frozenset[str]]) -> Iterator[Caution]:
    together, shared = frozenset.union(*cited), frozenset.intersection(*cited)
    if together == {ARTICLE}:
        yield _caution(case, "only the article")
    elif len(together) == 1:
        yield _caution(case, "one source", sources=_named(together))
    elif shared and len(cited) > 1:
        yield _caution(case, "shared source", sources=_named(shared))


def _named(source_ids: frozenset[str]) -> str:
    return "; ".join(
        f"{name} ({cite(name, 'not in the list of sources')})" for name in sorted(source_ids)
    )


def _piece(case: Case, piece: Evidence, ledger: Ledger) -> Iterator[Caution]:
    row = ledger.row(piece.table, piece.row_id)
    named = partial(_caution, case, key=piece.key, piece=f"{piece.row_id} ({piece.side})")
    if row is None:
        yield named("unknown row")
        return
    reasoning = piece.reasoning.strip()
    if not reasoning:
        yield named("no reasoning")
    elif is_copied(reasoning, row):
        yield named("copied reasoning")
    elif count_words(reasoning) < LEAST_WORDS:
        yield named("short reasoning")
    if row.unverified:
        yield named("unverified", columns=", ".join(row.unverified))
    if row.confidence == "low":
        yield named("low confidence")


def _verdict(case: Case, ledger: Ledger) -> Iterator[Caution]:
    if not case.judgement:
        yield _caution(case, "no judgement")
    elif case.judgement not in ledger.verdicts:
        verdicts = ", ".join(ledger.verdicts)
        yield _caution(case, "unknown judgement", judgement=case.judgement, verdicts=verdicts)
    if case.sureness not in SURENESS:
        yield _caution(case, "no sureness")
    if not case.limit.strip():
        yield _caution(case, "no limit")
