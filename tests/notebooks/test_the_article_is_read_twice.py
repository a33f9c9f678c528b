"""The first reading and the second ask the same, and no verdict comes before the first."""

import json
from pathlib import Path

from unsigned_peace.quiz.bank import load
from unsigned_peace.quiz.model import Question

ROOT = Path(__file__).resolve().parents[2]


def questions(bank: str, quiz_id: str) -> tuple[Question, ...]:
    return next(one for one in load(bank).quizzes if one.id == quiz_id).questions


def test_both_readings_ask_the_same_questions() -> None:
    first = questions("01-san-francisco-1951", "first-reading")
    second = questions("05-verdict", "second-reading")
    assert [one.id.removeprefix("fr-") for one in first] == [
        one.id.removeprefix("sr-") for one in second
    ]
    assert [one.prompt for one in first] == [one.prompt for one in second]


def test_the_article_is_read_before_its_claims_and_without_verdicts() -> None:
    text = (ROOT / "notebooks/01-san-francisco-1951.ipynb").read_text(encoding="utf-8")
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(text)["cells"]}
    order = list(cells)
    assert order.index("fr-article") < order.index("fr-quiz") < order.index("s1-claims")
    assert "verdicts=False" in cells["fr-article"]
