"""What jupyterquiz's scripts (version 2.9.6.4) do with the JSON that we write."""

import json

import pytest

from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.export import from_jupyterquiz, to_jupyterquiz
from unsigned_peace.quiz.model import Kind, Mistake, Option, Pair, Question, Quiz

TYPES = {"multiple_choice", "many_choice", "numeric", "string"}


def written(question):
    return json.loads(to_jupyterquiz(Quiz("z", "Quiz", "1", (question,)), cite=str))


def numeric_is_right(entry, typed):
    """Judge a number as `check_numeric` does: the first value or range that fits decides."""
    for answer in entry["answers"]:
        if "range" in answer and answer["range"][0] <= typed < answer["range"][1]:
            return answer["correct"]
        if answer.get("value") == typed:
            return answer["correct"]
    return False


@pytest.mark.parametrize("name", sorted(path.stem for path in banks.folder().glob("*.yml")))
def test_every_bank_is_written_and_can_be_read_again(name):
    bank = banks.load(name)
    entries = json.loads(to_jupyterquiz(bank))
    assert {entry["type"] for entry in entries} <= TYPES
    for entry in entries:
        right = [answer for answer in entry["answers"] if answer["correct"]]
        assert right
        assert entry["type"] != "multiple_choice" or len(right) == 1
    again = from_jupyterquiz(entries, notebook="again")
    assert len(again.bank.questions) == len(entries)
    assert not [note for note in again.notes if "left out" in note and "range" not in note]


def test_both_ends_of_a_tolerance_are_right():
    question = Question("q", Kind.NUMBER, "How many?", answer=49, tolerance=1)
    (entry,) = written(question)
    assert [numeric_is_right(entry, typed) for typed in (47.9, 48, 49, 50, 50.1)] == [
        *(False, True, True, True, False)
    ]


def test_an_expected_mistake_keeps_its_feedback():
    mistakes = (Mistake(48, "Without Japan."),)
    question = Question("q", Kind.NUMBER, "How many?", answer=49, mistakes=mistakes)
    (entry,) = written(question)
    assert entry["answers"][1] == {
        "type": "value",
        "value": 48,
        "correct": False,
        "feedback": "Without Japan.",
    }


def test_an_ordering_question_asks_for_each_place():
    items = (Option("a", "Yalta"), Option("b", "Potsdam"))
    entries = written(Question("q", Kind.ORDERING, "Order them.", items=items))
    by_item = {
        name: next(a["answer"] for a in entry["answers"] if a["correct"])
        for entry in entries
        for name in ("Yalta", "Potsdam")
        if name in entry["question"]
    }
    assert by_item == {"Yalta": "1", "Potsdam": "2"}


def test_a_matching_question_asks_for_each_line_with_all_choices():
    pairs = (Pair("a", "Malik", "USSR"), Pair("b", "Matsumoto", "Japan"))
    question = Question("q", Kind.MATCHING, "Who?", pairs=pairs, distractors=("China",))
    first, second = written(question)
    assert {answer["answer"] for answer in first["answers"]} == {"USSR", "Japan", "China"}
    assert "Matsumoto" in second["question"]
