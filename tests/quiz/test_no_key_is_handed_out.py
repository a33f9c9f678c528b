import pytest
from hypothesis import given

from tests.quiz.quiz_strategies import banks, orderings
from unsigned_peace.quiz import bank
from unsigned_peace.quiz.keyless import keyless, strip
from unsigned_peace.quiz.model import Kind, Option, Question


def test_nothing_of_the_key_is_left_in_the_copy(practice):
    copy = bank.dump(keyless(practice))
    for secret in (
        *("true\n", "correct", "feedback", "hints", "mistakes", "accept", "answer", "source_ids"),
        *("EX-1", "Etorofu", "Did you count Japan?", "The United Nations met there.", "49"),
    ):
        assert secret not in copy.replace("keyless: true\n", "")
    assert "keyless: true" in copy


@given(banks())
def test_the_copy_depends_on_the_question_alone_and_copying_twice_changes_nothing(example):
    copy = keyless(example)
    assert not copy.keyed
    assert keyless(example) == copy == keyless(copy)


@given(banks())
def test_the_copy_asks_the_same_questions(example):
    for question, shown in zip(example.questions, keyless(example).questions, strict=True):
        assert (shown.id, shown.kind, shown.prompt, shown.points) == (
            *(question.id, question.kind, question.prompt, question.points),
        )
        assert {o.id for o in shown.options} == {o.id for o in question.options}
        assert {pair.left for pair in shown.pairs} == {pair.left for pair in question.pairs}
        assert set(shown.distractors) == {
            *question.distractors,
            *(pair.right for pair in question.pairs),
        }


@given(orderings())
def test_the_shown_order_is_not_the_right_one(question):
    shown = [item.id for item in strip(question).items]
    right = [item.id for item in question.items]
    assert shown != right
    assert sorted(shown) == sorted(right)


@pytest.mark.parametrize(
    ("kind", "shown"), [(Kind.SINGLE, ["7", "21", "alpha", "Beta"]), (Kind.PASSAGE, None)]
)
def test_options_stand_in_natural_order_but_a_passage_stays_as_written(kind, shown):
    written = ["Beta", "21", "alpha", "7"]
    options = tuple(Option(text, text, text == "Beta") for text in written)
    question = Question("q", kind, "?", options=options)
    assert [option.text for option in strip(question).options] == (shown or written)
