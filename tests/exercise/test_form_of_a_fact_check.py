"""The form of a fact-check: what earns points, what does not, and what the student is told."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.problem_sets.capstone_students import CASE, CLAIM, NAME, STRONG, saved
from unsigned_peace.board.board_model import SURENESS, Board, Case, Evidence, Side
from unsigned_peace.board.rows import ledger
from unsigned_peace.exercise import factcheck
from unsigned_peace.exercise.answer_form import NotYetError
from unsigned_peace.exercise.factcheck.text_form import essay_in, of_text, words_in

BOARD = Board((CASE,))
BODY, _, LISTED = STRONG.essay.partition("## References")
ROWS = [key for key in ledger().rows if key[0] in {"events", "frus_documents"}]
PIECES = st.builds(
    lambda key, side, reasoning: Evidence(*key, side=side, reasoning=reasoning),
    st.sampled_from([*ROWS[:40], ("events", "no such row")]),
    st.sampled_from(Side),
    st.sampled_from(["", "So.", "The refusal came first, so his words cannot be its cause."]),
)
CASES = st.builds(
    Case,
    st.sampled_from([CLAIM, "CLM-999", ""]),
    st.lists(PIECES, max_size=6).map(tuple),
    st.sampled_from(["", "contradicted", "so so"]),
    st.sampled_from(["", *SURENESS]),
    st.sampled_from(["", "No minutes."]),
)


def lost(checks) -> dict[str, float]:
    """The points lost, by check."""
    return {
        check.name: round(check.points - check.earned, 2) for check in checks if check.share < 1
    }


@settings(deadline=None)
@given(st.lists(CASES, max_size=2), st.text())
def test_any_board_and_any_text_can_be_checked(cases: list[Case], text: str):
    board = Board(tuple(cases))
    for checks in (factcheck.of_board(board), factcheck.of_text(text, board)):
        for check in checks:
            assert 0 <= check.share <= 1
            assert bool(check.missing) == (check.share < 1)


def test_the_strong_sample_is_complete():
    assert lost(factcheck.of_board(BOARD)) == {}
    assert lost(factcheck.of_text(STRONG.essay, BOARD)) == {}


def only(*row_ids: str) -> Case:
    return replace(CASE, evidence=tuple(one for one in CASE.evidence if one.row_id in row_ids))


def with_reason(reasoning: str) -> Case:
    """The case with another reason for its first piece."""
    first, *rest = CASE.evidence
    return replace(CASE, evidence=(replace(first, reasoning=reasoning), *rest))


PIECES_OF_FOUR = "At least four pieces of evidence"
REASONS = "A reason for each piece"
SIDES, SOURCES = "Evidence on both sides", "Two independent sources"
VERDICT = "Judgement, how sure, limit"


@pytest.mark.parametrize(
    ("case", "loses"),
    [
        (only("FRD-46"), {PIECES_OF_FOUR: 4.5, SIDES: 5, SOURCES: 4, REASONS: 4.5}),
        (only("FRD-48"), {PIECES_OF_FOUR: 3, SOURCES: 4, REASONS: 3}),  # one paper on both sides
        (only("FRD-48", "FRD-61"), {PIECES_OF_FOUR: 1.5, REASONS: 1.5}),
        (with_reason(""), {REASONS: 1.2}),
        (with_reason("It is true."), {REASONS: 1.2}),
        (with_reason("The famous talk: if Japan concedes full Soviet sovereignty"), {REASONS: 1.2}),
        (replace(CASE, judgement=""), {VERDICT: 2}),
        (replace(CASE, judgement="half true"), {VERDICT: 2}),
        (replace(CASE, sureness=""), {VERDICT: 1}),
        (replace(CASE, limit=" "), {VERDICT: 2}),
        (Case(CLAIM, CASE.evidence), {VERDICT: 5}),
    ],
)
def test_what_is_missing_on_a_board_costs_its_points(case: Case, loses: dict[str, float]):
    assert lost(factcheck.of_board(Board((case,)))) == loses


def test_the_article_is_no_witness_in_its_own_case():
    """A row that cites the article alone does not count as a second source."""
    article = next(key for key, row in ledger().rows.items() if row.source_ids == ("SEED",))
    alone = replace(CASE.evidence[0], table=article[0], row_id=article[1], side=Side.CHALLENGE)
    case = replace(CASE, evidence=(CASE.evidence[0], alone))
    assert lost(factcheck.of_board(Board((case,))))[SOURCES] == 4


@pytest.mark.parametrize("case", [replace(CASE, claim_id="CLM-999"), Case(CLAIM)])
def test_a_verdict_on_nothing_earns_nothing(case: Case):
    worth = sum(check.earned for check in factcheck.of_board(Board((case,))))
    assert worth == (3 if case.claim_id == CLAIM else 0)


def test_the_claim_with_the_most_evidence_counts():
    begun = Case("CLM-121", CASE.evidence[:1], limit="Begun, and left.")
    assert factcheck.subject(Board((begun, CASE))) == CASE
    assert lost(factcheck.of_board(Board((begun, CASE)))) == {}


NAMED, REFERENCES = "The claim is named", "Complete references"
CITED, LENGTH = "Each piece is cited in the text", "600 to 900 words"
UNCITED = re.sub(r" \([^()]*F55[^()]*\)", "", BODY)


@pytest.mark.parametrize(
    ("essay", "loses"),
    [
        ("", {NAMED: 1, REFERENCES: 4, CITED: 3, LENGTH: 3}),
        ("word " * 700, {NAMED: 1, REFERENCES: 4, CITED: 3}),
        (STRONG.essay.replace(CLAIM, "the claim"), {NAMED: 1}),
        (f"{UNCITED}\n## References\n{LISTED}", {CITED: 3}),
        (STRONG.essay.replace("F55-102", "F55-10"), {REFERENCES: 1.33, CITED: 0.6}),
        (STRONG.essay.replace("- **SEED**: the article", ""), {}),  # its paragraphs are cited
        (f"{STRONG.essay}\n- **KREML-56**: a secret plan", {REFERENCES: 0.67}),
        (f"{BODY[:1900]}\n**References**\n{BODY[1900:]}{LISTED}", {CITED: 1.2, LENGTH: 3}),
        (BODY + STRONG.essay, {LENGTH: 3}),
    ],
)
def test_what_is_missing_in_a_text_costs_its_points(essay: str, loses: dict[str, float]):
    assert lost(factcheck.of_text(essay, BOARD)) == loses


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["\n", "](", "**", "# \n", "!", "- **A", "references!\n"])
def test_a_text_of_any_shape_is_checked_in_time_that_grows_with_it(shape: str):
    """Where it grew with the square, each of these took an hour and held up the class."""
    checks = factcheck.of_text(shape * 200_000, BOARD)
    assert lost(checks)[LENGTH] == 3


def test_words_are_counted_as_a_reader_counts_them():
    assert words_in("") == 0
    assert words_in("> ### A title\n\n| one | two |\n|---|---|\n* three - four (P61).") == 7
    assert words_in("see [the *record*](../docs/sources.md#F55-089), page 3") == 5
    assert words_in("内閣が先に拒否した。その後にダレスが語った。") > 4


def write(folder: Path, essay: str, board: str | None = None) -> None:
    cell = new_markdown_cell(essay, metadata={"nbgrader": {"grade_id": "essay"}})
    raw = new_notebook(cells=[new_markdown_cell("Title"), cell])
    raw.cells[1].source = essay.splitlines(keepends=True)  # as it lies on the disk
    (folder / f"{NAME}.ipynb").write_text(json.dumps(raw), encoding="utf-8")
    if board:
        (folder / "answers").mkdir()
        (folder / "answers" / f"{NAME}.board.json").write_text(board, encoding="utf-8")


def test_the_notebook_shows_a_complete_fact_check(tmp_path: Path, capsys):
    write(tmp_path, STRONG.essay, saved(CASE))
    factcheck.check_board(NAME, tmp_path)
    factcheck.check_text(NAME, tmp_path)
    shown = capsys.readouterr().out
    assert "Not yet" not in shown
    assert re.search(r"Together +29 of 29 points", shown)
    assert re.search(r"Together +11 of 11 points", shown)


def test_the_notebook_says_what_to_do_next(tmp_path: Path, capsys):
    write(tmp_path, "A few words.", saved(replace(only("FRD-48", "FRD-46"), limit="")))
    with pytest.raises(NotYetError, match="3 of 6 checks are not complete"):
        factcheck.check_board(NAME, tmp_path)
    with pytest.raises(NotYetError, match="4 of 4 checks are not complete"):
        factcheck.check_text(NAME, tmp_path)
    shown = capsys.readouterr().out
    for told in (
        "You have 3. Attach more.",
        "Give a limit.",
        "Name your claim by its id, CLM-151.",
        "Not named: SEED, F55-089, F55-087.",
        "Your text has 3 words. The list of references does not count.",
    ):
        assert told in shown


@pytest.mark.parametrize(
    ("board", "said"),
    [
        (None, "The board is empty"),
        ("{}", "it is not an evidence board"),
        (saved(CASE)[:-60], "is damaged"),
    ],
)
def test_the_notebook_says_why_a_board_cannot_be_read(tmp_path: Path, board, said: str):
    write(tmp_path, STRONG.essay, board)
    with pytest.raises(NotYetError, match=said):
        factcheck.check_board(NAME, tmp_path)


@pytest.mark.parametrize("content", ["", "[]", '{"cells": [{}]}', "{"])
def test_a_notebook_that_cannot_be_read_is_no_crash(tmp_path: Path, content: str):
    (tmp_path / f"{NAME}.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(NotYetError, match="Give the notebook its first name back"):
        factcheck.check_text(NAME, tmp_path)


@pytest.mark.parametrize("part", ["](", "[a](b", "references\n", "**A-", "!", " ", "_ "])
def test_a_class_does_not_wait_for_the_marks_of_an_endless_essay(part):
    cell = new_markdown_cell(part * 2_000_000, metadata={"nbgrader": {"grade_id": "essay"}})
    began = time.process_time()
    of_text(essay_in(new_notebook(cells=[cell])), BOARD)
    assert time.process_time() - began < 8
