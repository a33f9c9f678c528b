"""What a student does and sees, without a browser."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quiz.right_answers import right_answer
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.model import Quiz
from unsigned_peace.quiz.presentation import answer_lines, as_text, explanations, public
from unsigned_peace.quiz.quiz_controller import Mode, QuizController
from unsigned_peace.quiz.spaced_review import due_at

FOUND = '<span aria-hidden="true">✓ </span><span class="up-hidden">Right: </span>'


class Student:
    """Someone at a quiz with all seven kinds of question."""

    def __init__(self, bank, folder, mode=Mode.PRACTICE):
        self.now = datetime(2026, 11, 22, tzinfo=UTC)
        self.store = AnswerStore(folder / "answers" / "01.json", bank.notebook, lambda: self.now)
        quiz = Quiz("all", "All", "1", bank.questions)
        self.session = QuizController(
            quiz,
            lambda _: self.store,
            mode=mode,
            cite=lambda name: (f"Title of {name}", "https://x"),
        )

    def does(self, action, question="ex-host", value=None, view="left"):
        self.session.handle({"action": action, "question": question, "value": value, "view": view})
        return self.sees(question)

    def sees(self, question="ex-host"):
        return self.session.states()[question]


@pytest.fixture
def student(practice, tmp_path):
    return Student(practice, tmp_path)


@pytest.fixture
def examinee(practice, tmp_path):
    return Student(keyless(practice), tmp_path, Mode.GRADED)


def test_a_change_is_saved_but_not_judged(student):
    seen = student.does("draft", value="ny")
    assert (seen["value"], seen["note"]) == ("ny", "Saved, not checked yet.")
    assert (seen["verdict"], seen["lines"], seen["sources"]) == ("", [], [])
    assert student.store.answers.get("ex-host").value == "ny"
    assert student.store.answers.get("ex-host").tries == 0


@pytest.mark.parametrize(
    ("question", "value", "verdict", "lines"),
    [
        (
            "ex-host",
            "sf",
            "✓ Right.",
            ["Yes: the Opera House.", "The treaty is known by the name of this city."],
        ),
        ("ex-host", "ny", "✗ Not yet.", ["The United Nations met there."]),
        (
            "ex-refused",
            ["su", "pl"],
            "◐ Partly right: 2 of 3 found.",
            [
                f"{FOUND}“Soviet Union”: It proposed changes and left.",
                f"{FOUND}“Poland”: It voted with the Soviet Union.",
                "Still to find: 1.",
            ],
        ),
        ("ex-signed", "48", "✗ Not yet.", ["Did you count Japan?"]),
        (
            "ex-passage",
            ["what"],
            "◐ Partly right: 1 of 2 found.",
            [f"{FOUND}“the Kurile Islands”: No list is given.", None],
        ),
        ("ex-refused", ["su", "pl", "fr"], "◐ Partly right: 2 of 3 found, 1 wrong.", [None] * 4),
        ("ex-island", "Urup", "✗ Not yet.", ["This is not one of the answers that I know."]),
        ("ex-signed", "12", "✗ Not yet.", ["Not this number."]),
    ],
)
def test_a_verdict_comes_in_words_with_a_symbol_feedback_and_sources(
    student, question, value, verdict, lines
):
    seen = student.does("check", question, value)
    assert f"{seen['symbol']} {seen['verdict']}" == verdict
    assert [line for line, wanted in zip(seen["lines"], lines, strict=True) if wanted] == [
        wanted for wanted in lines if wanted
    ]
    assert seen["sources"][0]["text"] == f"Title of {seen['sources'][0]['id']}"


def test_checking_nothing_costs_no_try(student):
    for nothing in (None, "", []):
        assert student.does("check", value=nothing)["verdict"] == "Choose or write an answer first."
    assert student.store.answers.get("ex-host").tries == 0


def test_an_order_left_as_shown_is_an_answer(student):
    seen = student.does("check", "ex-order", None)
    assert seen["status"] in {"wrong", "partly"}
    assert seen["value"] == ["sf", "portsmouth", "shimoda", "exchange"]


def test_hints_come_one_by_one_and_then_no_more(student):
    assert student.does("hint")["hints"] == ["It lies on the Pacific."]
    assert len(student.does("hint")["hints"]) == 2
    assert len(student.does("hint")["hints"]) == 2


def test_the_answer_is_shown_only_after_a_try(student):
    assert student.does("show")["answer"] == []
    student.does("check", value="ny")
    assert student.sees()["showable"]
    seen = student.does("show")
    assert (seen["verdict"], seen["answer"]) == ("The answer:", ["San Francisco"])
    assert seen["lines"] == [
        "Yes: the Opera House.",
        "The treaty is known by the name of this city.",
    ]
    assert not seen["showable"]


def test_trying_again_clears_the_verdict_and_keeps_the_answer(student):
    student.does("check", value="ny")
    seen = student.does("again")
    assert (seen["verdict"], seen["value"]) == ("", "ny")
    assert student.does("check", value="ny")["verdict"] == "Not yet."


def test_changing_a_checked_answer_takes_the_verdict_away_and_changing_back_returns_it(student):
    student.does("check", value="ny")
    assert student.does("draft", value="london")["verdict"] == ""
    assert student.does("draft", value="ny")["verdict"] == "Not yet."


def test_answers_and_verdicts_are_back_after_a_restart(student, practice, tmp_path):
    student.does("check", "ex-refused", ["su", "pl"])
    student.does("draft", "ex-signed", "4")
    again = Student(practice, tmp_path)
    assert again.sees("ex-refused") == student.sees("ex-refused") | {"by": ""}
    assert again.sees("ex-signed")["value"] == "4"
    assert again.sees("ex-signed")["note"] == "Saved, not checked yet."


def test_a_view_knows_its_own_typing_from_what_another_window_wrote(student, practice, tmp_path):
    assert student.does("draft", value="ny", view="left")["by"] == "left"
    other = Student(practice, tmp_path)
    other.now += timedelta(minutes=1)
    other.does("draft", value="sf", view="elsewhere")
    student.session.refresh()
    assert (student.sees()["value"], student.sees()["by"]) == ("sf", "")


def test_the_summary_counts_right_answers(student):
    assert student.session.summary() == "0 of 7 right."
    student.does("check", value="sf")
    assert student.session.summary() == "1 of 7 right."


def test_trouble_with_saving_is_said(practice, tmp_path):
    (tmp_path / "answers").write_text("not a folder")
    student = Student(practice, tmp_path)
    assert student.does("draft", value="ny")["note"] == "Not saved, not checked yet."
    assert "not saved in" in student.session.notice()
    assert student.does("check", value="sf")["verdict"] == "Right."


def test_a_quiz_that_was_seen_is_remembered(student):
    student.session.handle({"action": "opened"})
    assert set(student.store.answers.opened) == {"all"}


def test_a_graded_quiz_saves_and_tells_nothing(examinee):
    for action in ("check", "hint", "show", "again"):
        examinee.does(action, value="sf")
    assert examinee.store.answers.records == {}
    seen = examinee.does("draft", value="sf")
    assert {name: value for name, value in seen.items() if value} == {
        "value": "sf",
        "by": "left",
        "note": "Saved.",
    }
    assert examinee.session.summary() == "Saved. 1 of 7 answered."
    examinee.does("draft", "ex-heads", {"us": ""})
    assert examinee.session.unanswered() == [2, 3, 4, 5, 6, 7]


def test_a_graded_matching_counts_when_all_its_lines_are_chosen(examinee):
    seen = examinee.does("draft", "ex-heads", {"us": "Acheson"})
    number = [q.id for q in examinee.session.quiz.questions].index("ex-heads") + 1
    assert seen["note"] == "Saved. 1 of 3 chosen."
    told = f"Saved. 0 of 7 answered. Question {number}: 1 of 3 chosen."
    assert examinee.session.summary() == told
    assert number in examinee.session.unanswered()
    whole = {"us": "Acheson", "su": "Acheson", "jp": "Acheson"}
    assert examinee.does("draft", "ex-heads", whole)["note"] == "Saved."
    assert examinee.session.summary() == "Saved. 1 of 7 answered."
    assert number not in examinee.session.unanswered()


def test_a_graded_answer_that_cannot_be_read_is_said_so(examinee):
    """'three' got "Saved" and "all answered", and no point. Whether 3 is right is not told."""
    number = [q.id for q in examinee.session.quiz.questions].index("ex-signed") + 1
    for typed in ("three", "20 or 21"):
        seen = examinee.does("draft", "ex-signed", typed)
        assert seen["note"] == "Saved. Write one number in digits, for example 20."
        assert number in examinee.session.unanswered()
        assert f"Question {number}: Write one number" in examinee.session.summary()
    for typed in ("12", "49", "49 states"):
        assert examinee.does("draft", "ex-signed", typed)["note"] == "Saved."
        assert number not in examinee.session.unanswered()
    assert "Write a name" in examinee.does("draft", "ex-island", "???")["note"]


def test_a_wrong_answer_without_an_explanation_points_to_the_hint(practice, tmp_path, question):
    island = replace(question("ex-island"), hints=("It is the longest.",))
    one = replace(practice.quizzes[0], questions=(island,))
    student = Student(replace(practice, quizzes=(one,)), tmp_path)
    lines = student.does("check", "ex-island", "Urup")["lines"]
    assert lines == ["This is not one of the answers that I know. Look at the hint."]


def test_looking_at_a_graded_quiz_writes_nothing(examinee):
    examinee.session.handle({"action": "opened"})
    assert not examinee.store.path.exists()
    assert examinee.session.summary() == "0 of 7 answered."


def test_a_graded_quiz_says_when_it_could_not_save(practice, tmp_path):
    (tmp_path / "answers").write_text("not a folder")
    examinee = Student(keyless(practice), tmp_path, Mode.GRADED)
    assert examinee.does("draft", value="sf")["note"] == "Not saved."
    assert examinee.session.summary() == "Not saved yet. 1 of 7 answered."


def test_a_review_starts_blank_saves_checks_only_and_puts_the_question_off(practice, tmp_path):
    Student(practice, tmp_path).does("check", value="ny")
    later = Student(practice, tmp_path, Mode.REVIEW)
    later.now += timedelta(days=1)
    assert (later.sees()["value"], later.sees()["verdict"]) == (None, "")
    later.does("draft", value="london")
    assert later.store.answers.get("ex-host").value == "ny"
    assert later.does("check", value="sf")["verdict"] == "Right."
    assert later.store.answers.get("ex-host").value == "sf"
    assert due_at(later.store.answers.get("ex-host")) > later.now


@given(
    st.sampled_from(["draft", "check", "hint", "show", "again", "opened", None, "fly"]),
    st.sampled_from(["ex-host", "ex-refused", "ex-signed", "ex-order", "ex-heads", "nobody", None]),
    st.none() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()),
)
def test_no_event_of_a_browser_stops_the_quiz(practice, tmp_path_factory, action, question, value):
    student = Student(practice, tmp_path_factory.getbasetemp() / "events")
    student.session.handle({"action": action, "question": question, "value": value})
    student.session.handle({})
    assert len(student.session.states()) == 7


def test_what_the_browser_gets_holds_no_key(practice):
    shown = str([public(question) for question in practice.questions])
    for secret in ("correct", "feedback", "Opera House", "Etorofu", "Did you count", "49", "EX-1"):
        assert secret not in shown


def test_markup_is_shown_and_tags_are_not(question):
    assert "<em>September 1951</em>" in public(question("ex-host"))["prompt"]
    assert "<strong>not</strong>" in public(question("ex-refused"))["prompt"]


def test_every_kind_has_a_right_answer_in_words(practice):
    words = {question.id: answer_lines(question) for question in practice.questions}
    assert words["ex-signed"] == ["49 states"]
    assert words["ex-island"] == ["Etorofu, or: Iturup, or: 択捉島, or: Итуруп"]
    assert words["ex-order"][0] == "Treaty of Shimoda"
    assert words["ex-heads"][0] == "United States: Acheson"
    assert words["ex-passage"] == ["the Kurile Islands,", "naming nobody who receives them."]
    assert explanations(practice.questions[5])[0] == "“United States”: He also presided."


def test_a_year_in_words_has_no_comma_and_other_numbers_do(question):
    signed = replace(question("ex-signed"), answer=1956, tolerance=1, unit="")
    assert answer_lines(signed) == ["1,956 (or 1 more or less)"]
    assert answer_lines(replace(signed, year=True)) == ["1956 (or 1 more or less)"]


def test_every_kind_can_be_read_as_text(practice):
    text = "\n".join(as_text(question, 1) for question in practice.questions)
    for part in ("[ ] San Francisco", "in states: ____", "- Treaty of Portsmouth", "Japan: ____"):
        assert part in text
    assert "Choose from: Acheson; Dulles; Gromyko; Yoshida" in text
    assert "*" not in text


def test_every_right_answer_is_called_right_on_the_screen(student, practice):
    for question in practice.questions:
        seen = student.does("check", question.id, right_answer(question))
        assert (seen["verdict"], seen["showable"]) == ("Right.", False)
    assert student.session.summary() == "7 of 7 right."
