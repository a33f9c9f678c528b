"""The site scores in JavaScript what JupyterLab scores in Python: with the same result, always."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.quiz.right_answers import right_answer
from unsigned_peace.explore.site.static_display import key
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.model import Kind, Question
from unsigned_peace.quiz.scoring import score
from unsigned_peace.quiz.verdicts import of_check
from unsigned_peace.shared.normalize import fold, names, number

ROOT = Path(__file__).resolve().parents[2]
BANKS = [*sorted(banks.folder().glob("*.yml")), *sorted((ROOT / "exercises").glob("*.quiz.yml"))]
QUESTIONS = [question for path in BANKS for question in banks.load(path).questions]
LETTERS = (
    "abcdefgiknorstuvwxyz ABEIKTS0123456789.,'’-−/&()  éōĀßςё ЁХрущевКШи"
    "国後島千島ガか゛ไทย๑๙๕๖１９٣½²µ\u200b\u00a0"
)
AS_TYPED = st.text(st.sampled_from(LETTERS), max_size=30)
ONE_OF_A_KIND = {question.kind: question for question in QUESTIONS}
Scorer = Callable[[dict[str, Any]], dict[str, Any]]
slow_start = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
# Each kind is tried with a hundred answers, and each question of a kind with some.
some = settings(slow_start, max_examples=12)


@pytest.fixture(scope="module")
def javascript() -> Iterator[Scorer]:
    """Ask the scorer of the site."""
    node = shutil.which("node") or pytest.fail("No node here. On Debian: sudo apt install npm")
    with subprocess.Popen(
        [node, str(ROOT / "js/tests/scorer.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:

        def ask(question: dict[str, Any]) -> dict[str, Any]:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


def answers(question: Question) -> st.SearchStrategy:
    """Answers to a question: what its form can send, and what nobody would."""
    odd = st.sampled_from([None, True, 0, -1.5, "", " ", [], {}, [1, None], {"x": 1}, "nan"])
    right = st.just(right_answer(question))
    ids = [one.id for one in (*question.options, *question.items)]
    some = [odd, right, AS_TYPED]
    if ids:
        some += [st.sampled_from(ids), st.lists(st.sampled_from(ids), max_size=len(ids) + 1)]
    if question.kind is Kind.MATCHING:
        texts = [*(pair.right for pair in question.pairs), *question.distractors]
        names_ = st.sampled_from([pair.id for pair in question.pairs])
        some.append(st.dictionaries(names_, st.sampled_from(texts)))
    if question.kind is Kind.NUMBER:
        some += [st.floats(allow_nan=False, allow_infinity=False), st.integers(-9999, 9999)]
        near = [question.answer, *(one.value for one in question.mistakes)]
        some.append(st.sampled_from([f" {value} states" for value in near] + near))
    if question.kind is Kind.TEXT:
        known = [*question.accept, *(str(one.value) for one in question.mistakes)]
        some.append(st.builds(_mistyped, st.sampled_from(known), st.integers(0, 30), AS_TYPED))
    return st.one_of(some)


def _mistyped(text: str, place: int, more: str) -> str:
    return text[:place] + more[:2] + text[place + 1 :]


def test_every_bank_is_compared() -> None:
    assert {question.kind for question in QUESTIONS} == set(Kind)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
@given(st.data())
@some
def test_an_answer_earns_and_hears_the_same(
    javascript: Scorer, question: Question, data: st.DataObject
) -> None:
    _compare(javascript, question, data)


@pytest.mark.parametrize("kind", Kind)
@given(st.data())
@slow_start
def test_each_kind_is_scored_alike(javascript: Scorer, kind: Kind, data: st.DataObject) -> None:
    _compare(javascript, ONE_OF_A_KIND[kind], data)


def _compare(javascript: Scorer, question: Question, data: st.DataObject) -> None:
    answer = data.draw(answers(question))
    python = score(question, answer)
    site = javascript({"key": key(question), "answer": answer, "hints": bool(question.hints)})
    said = of_check(question, AnswerRecord(checked=answer))
    assert site["fraction"] == pytest.approx(python.fraction, abs=1e-12)
    assert round(site["points"], 4) == pytest.approx(python.points, abs=1e-4)
    assert (site["right"], site["feedback"]) == (python.right, list(python.feedback))
    assert site["verdict"] == {name: said[name] for name in site["verdict"]}


@given(AS_TYPED)
@slow_start
def test_a_text_is_read_the_same(javascript: Scorer, text: str) -> None:
    site = javascript({"text": text})
    assert site == {"fold": fold(text), "names": names(text), "number": number(text)}
