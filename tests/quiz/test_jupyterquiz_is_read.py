"""Reading jupyterquiz JSON. The examples are our own, in the form of its schemas."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quiz.right_answers import right_answer
from unsigned_peace.quiz import scoring
from unsigned_peace.quiz.export import JupyterQuizError, from_jupyterquiz
from unsigned_peace.quiz.model import Kind, Mistake, Option

HOST = {
    "question": "Which city was the host?",
    "type": "multiple_choice",
    "answers": [
        {"answer": "San Francisco", "correct": True, "feedback": "Yes."},
        {"answer": "New York", "correct": False},
    ],
}
REFUSED = {
    "question": "Who did not sign?",
    "type": "many_choice",
    "answers": [
        {"answer": "Poland", "correct": True},
        {"answer": "Soviet Union", "correct": True},
        {"answer": "France", "correct": False, "feedback": "France signed."},
    ],
}
SIGNED = {
    "question": "How many states signed?",
    "type": "numeric",
    "answers": [
        {"type": "value", "value": 49, "correct": True, "feedback": "Japan included."},
        {"type": "value", "value": 48, "correct": False, "feedback": "Without Japan."},
        {"type": "range", "range": [0, 10], "correct": False, "feedback": "Far more."},
        {"type": "default", "feedback": "Count again."},
    ],
}
ISLAND = {
    "question": "Name the largest island.",
    "type": "string",
    "answers": [
        {"answer": "Etorofu", "correct": True, "match_case": True, "feedback": "In Japanese."},
        {"answer": "Iturup", "correct": True, "feedback": "In Russian."},
        {"answer": "Kunashir", "correct": False, "feedback": "The second largest."},
    ],
}


def read(*entries):
    return from_jupyterquiz(list(entries), notebook="01-sf")


def one(entry):
    return read(entry).bank.questions[0]


def problems(*entries):
    with pytest.raises(JupyterQuizError) as caught:
        read(*entries)
    return list(caught.value.problems)


def test_all_four_types_are_read():
    bank = read(HOST, REFUSED, SIGNED, ISLAND).bank
    assert [question.kind for question in bank.questions] == [
        Kind.SINGLE,
        Kind.MULTIPLE,
        Kind.NUMBER,
        Kind.TEXT,
    ]
    assert [question.id for question in bank.questions] == [
        *("01-sf-q01", "01-sf-q02", "01-sf-q03", "01-sf-q04")
    ]
    for question in bank.questions:
        assert scoring.score(question, right_answer(question)).right


def test_choices_keep_text_key_and_feedback():
    assert one(HOST).options == (
        Option("o1", "San Francisco", correct=True, feedback="Yes."),
        Option("o2", "New York", correct=False),
    )


def test_numbers_keep_the_answer_and_single_mistakes():
    question = one(SIGNED)
    assert (question.answer, question.tolerance, question.feedback) == (49, 0, "Japan included.")
    assert question.mistakes == (Mistake(48, "Without Japan."),)
    assert set(read(SIGNED).notes) == {
        "question 1, answers[3]: a range of wrong numbers is left out; a mistake is one number.",
        "question 1, answers[4]: feedback for any other answer is left out; write hints.",
    }


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e3))
def test_a_right_range_becomes_a_tolerance(low, width):
    answers = [{"range": [low, low + width], "correct": True}]
    question = one({"question": "?", "type": "numeric", "answers": answers})
    for inside in (low + width * 0.01, low + width / 2, low + width * 0.99):
        assert scoring.score(question, inside).right
    assert not scoring.score(question, low - width * 0.01 - 1e-6).right


def test_texts_keep_all_spellings():
    question = one(ISLAND)
    assert question.accept == ("Etorofu", "Iturup")
    assert question.feedback == "In Japanese."
    assert question.mistakes == (Mistake("Kunashir", "The second largest."),)
    assert "question 1, answers[1].match_case: this field is not read." in read(ISLAND).notes
    assert (
        "question 1, answers: only the feedback of the first correct answer is kept."
        in read(ISLAND).notes
    )


def test_code_and_layout_are_left_out_with_a_note():
    entry = {**HOST, "code": "print(1)", "answer_cols": 2}
    assert read(entry).notes == (
        "question 1, answer_cols: this field is not read.",
        "question 1, code: this field is not read.",
    )


def test_every_problem_is_said_at_once_with_index_and_field():
    found = problems(
        "no object",
        {"type": "essay", "answers": []},
        {"question": " ", "type": "multiple_choice", "answers": [{"correct": "yes"}]},
        {
            "question": "?",
            "type": "numeric",
            "answers": [{"value": "many", "correct": True}, {"range": [3, 1], "correct": False}],
        },
        {"question": "?", "type": "string", "answers": [{"answer": "a", "correct": False}, 7]},
    )
    assert [text.partition(":")[0] for text in found] == [
        "question 1",
        "question 2, question",
        "question 2, type",
        "question 2, answers",
        "question 3, question",
        "question 3, answers[1].answer",
        "question 3, answers[1].correct",
        "question 3, answers",
        "question 4, answers[1].value",
        "question 4, answers[2].range",
        "question 5, answers[2]",
        "question 5, answers",
    ]


def test_one_odd_question_does_not_cost_the_others():
    imported = read(HOST, {"question": "?", "type": "essay", "answers": [{}]}, ISLAND)
    assert [question.id for question in imported.bank.questions] == ["01-sf-q01", "01-sf-q03"]
    assert any("question 2, type" in note and "is left out" in note for note in imported.notes)


def test_several_right_choices_are_all_to_be_ticked():
    entry = {**REFUSED, "type": "multiple_choice"}
    assert one(entry).kind is Kind.MULTIPLE
    assert "question 1, answers: 2 are correct." in read(entry).notes[0]


def test_choices_given_as_code_are_shown_as_code():
    answers = [{"code": "x = 1\ny = 2", "correct": True}, {"answer": "no", "correct": False}]
    question = one({"question": "?", "type": "multiple_choice", "answers": answers})
    assert question.options[0].text == "`x = 1 y = 2`"


def test_several_right_numbers_become_a_short_text():
    answers = [{"value": 2, "correct": True}, {"value": "-2", "correct": True}]
    question = one({"question": "Root of 4?", "type": "numeric", "answers": answers})
    for typed in ("2", "-2"):
        assert scoring.score(question, typed).right
    assert not scoring.score(question, "4").right


def test_numbers_as_strings_and_precision_are_read():
    entry = {
        "question": "?",
        "type": "numeric",
        "precision": 2,
        "answers": [{"value": "0.5625", "correct": True}],
    }
    question = one(entry)
    assert scoring.score(question, 0.56).right
    assert not scoring.score(question, 0.55).right
    assert "question 1, precision: 2 significant digits" in read(entry).notes[0]


@pytest.mark.parametrize("data", [{}, [], None, "text", 3])
def test_something_else_than_a_list_of_questions_is_a_problem(data):
    with pytest.raises(JupyterQuizError, match="a list with at least one question"):
        from_jupyterquiz(data, notebook="01")


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["question", "type", "answers", "answer", "correct", "range", "value"]),
            inner | st.sampled_from(["numeric", "string", "many_choice", "default"]),
        )
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(st.lists(_json, min_size=1, max_size=3))
def test_any_json_is_read_or_refused(data):
    try:
        bank = from_jupyterquiz(data, notebook="01").bank
    except JupyterQuizError:
        return
    for question in bank.questions:
        assert scoring.score(question, right_answer(question)).right


def test_a_number_beyond_all_use_is_a_problem():
    answers = [{"value": 10**400, "correct": True}]
    found = problems({"question": "?", "type": "numeric", "answers": answers})
    assert found == ["question 1, answers[1].value: it must be a number, or give a range."]
