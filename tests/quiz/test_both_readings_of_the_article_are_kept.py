"""The article is read as a whole twice: both answers are kept and stand side by side."""

from pathlib import Path

import pytest

from unsigned_peace import quiz
from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.two_readings import FIRST, NOT_YET, SECOND, _boxes, _ending, _questions
from unsigned_peace.shared.json_document import answers_path, utc_now

MODULE_1 = "01-san-francisco-1951"


def write(which: str, folder: Path, field: str, value: object) -> None:
    event = {"action": "note", "field": field, "value": value}
    quiz.own_words(which, folder).controller.handle(event)


def test_both_readings_ask_the_same() -> None:
    first, second = _questions(FIRST), _questions(SECOND)
    assert [_ending(one.id) for one in first] == [_ending(one.id) for one in second]
    assert [one.prompt for one in first] == [one.prompt for one in second]
    assert len(_boxes(FIRST)) == len(_boxes(SECOND)) == 3


def test_own_words_are_kept_with_the_answers_of_the_module(tmp_path: Path) -> None:
    write(FIRST, tmp_path, "first-voice", "A Russian author, P3.")
    kept = AnswerStore(answers_path(MODULE_1, tmp_path), MODULE_1)
    assert kept.answers.get("first-voice").value == "A Russian author, P3."
    ask = quiz.open_bank(MODULE_1, tmp_path)
    ask("first-reading").controller.handle(
        {"action": "draft", "question": "fr-voice", "value": "home"}
    )
    write(FIRST, tmp_path, "first-words", "clearly, of course")
    kept.refresh()
    assert kept.answers.get("fr-voice").value == "home", "a quiz in the same file loses nothing"
    assert kept.answers.get("first-words").value == "clearly, of course"


@pytest.mark.parametrize(
    ("field", "value"), [("first-voice", None), ("second-voice", "no"), ("fr-voice", "home")]
)
def test_an_event_without_sense_writes_nothing(tmp_path: Path, field: str, value: object) -> None:
    write(FIRST, tmp_path, field, value)
    assert not (tmp_path / "answers").exists()


def test_both_answers_stand_side_by_side_in_words(tmp_path: Path) -> None:
    write(FIRST, tmp_path, "first-limit", "P70.")
    write(SECOND, tmp_path, "second-limit", "P12 <already>.")
    for notebook, question, value in (
        (MODULE_1, "fr-voice", "state"),
        ("05-verdict", "sr-voice", "home"),
    ):
        store = AnswerStore(answers_path(notebook, tmp_path), notebook)
        answered = AnswerRecord().saved(value, utc_now())
        store.update(question, lambda _, answered=answered: answered)
    shown = quiz.both_readings(tmp_path)
    assert "First: P70.\n  Now: P12 <already>." in shown.text
    assert "First: The Soviet government" in shown.text
    assert "Now: A Russian author" in shown.text
    assert "P12 &lt;already&gt;." in shown.html
    assert "not answered the first reading" not in shown.text


def test_a_student_who_has_not_read_it_first_is_sent_to_module_1(tmp_path: Path) -> None:
    shown = quiz.both_readings(tmp_path)
    assert "it stands in module 1" in shown.html
    asked = len(_questions(FIRST)) + len(_boxes(FIRST))
    assert shown.text.count(f": {NOT_YET}") == 2 * asked


def test_there_are_two_readings_and_no_third(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="Known: first, second"):
        quiz.own_words("third", tmp_path)
