"""What a notebook cell calls: open_bank, open_graded, progress, review; and the command line."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from tests.quiz.right_answers import right_answer
from unsigned_peace import quiz
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz import course_modules
from unsigned_peace.quiz.answer_records import Answers
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.asked_again import come_back
from unsigned_peace.quiz.course_progress import module_progress
from unsigned_peace.quiz.keyless import keyless
from unsigned_peace.quiz.spaced_review import after_check

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def copy(practice, tmp_path):
    """The copy of a graded quiz, as students have it."""
    path = tmp_path / "quiz.yml"
    path.write_text(banks.dump(keyless(practice)), encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path, monkeypatch, practice_path):
    """A course with one module that is there and one that is coming."""
    folder = tmp_path / "data" / "quizzes"
    folder.mkdir(parents=True)
    shutil.copy(practice_path, folder)
    modules = [
        {"notebook": "practice", "title": "Practice & more", "minutes": 5, "status": "available"},
        {"notebook": "02", "title": "London", "minutes": 90, "status": "coming"},
    ]
    modules[0]["problem_set"] = {"id": "ps1", "title": "Problem set 1"}
    (tmp_path / "data" / "course.yml").write_text(json.dumps({"modules": modules}))
    monkeypatch.setattr(banks, "folder", lambda: folder)
    return folder.parent


def answer(folder, question, fraction, at=NOW):
    store = AnswerStore(folder / "answers" / "practice.json", "practice")
    store.update(question, lambda record: after_check(record, "value", fraction, at))
    return store


def test_a_widget_of_a_quiz_sends_no_key_and_can_be_read_as_text(practice_path, tmp_path):
    widget = quiz.open_bank(practice_path, folder=tmp_path)("counting")
    assert "Opera House" not in json.dumps(widget.get_state(["questions", "state", "title"]))
    data, _ = widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"].startswith("Who came?\n\n1. In which city")
    assert not (tmp_path / "answers").exists(), "looking at a quiz without a browser saves nothing"


def test_a_widget_answers_the_browser(practice_path, tmp_path, monkeypatch):
    widget = quiz.open_bank(practice_path, folder=tmp_path)("counting")
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    check = {"action": "check", "question": "ex-host", "value": "sf", "view": "v", "number": 7}
    widget._handle_custom_msg(check, [])
    assert widget.state["ex-host"]["verdict"] == "Right."
    assert widget.summary == "1 of 3 right."
    assert sent == [{"done": 7, "view": "v"}]
    widget._handle_custom_msg("nonsense", [])
    assert (tmp_path / "answers" / "practice.json").is_file()


def test_a_cell_run_again_shows_what_another_window_saved(practice_path, tmp_path):
    ask = quiz.open_bank(practice_path, folder=tmp_path)
    widget = ask("counting")
    elsewhere = AnswerStore(tmp_path / "answers" / "practice.json", "practice")
    elsewhere.update("ex-host", lambda record: record.saved("ny", NOW))
    assert ask("counting") is widget
    assert widget.state["ex-host"]["value"] == "ny"
    widget.close()
    assert ask("counting") is not widget


def test_an_unknown_quiz_or_bank_names_the_near_and_the_known(practice_path):
    ask = quiz.open_bank(practice_path)
    with pytest.raises(LookupError, match=r"Did you mean 'counting'.* Known: counting, reading"):
        ask("countng")
    assert "counting, reading" in repr(ask)
    with pytest.raises(FileNotFoundError, match="Did you mean '00-start-here'"):
        quiz.open_bank("00-start-her")


def test_a_graded_quiz_is_shown_whole_and_knows_what_is_missing(copy, tmp_path):
    asked = quiz.open_graded(copy, folder=tmp_path)
    data, _ = asked._repr_mimebundle_()
    assert "7. Choose the words" in data["text/plain"]
    assert len(asked.unanswered()) == 7
    store = AnswerStore(tmp_path / "answers" / "practice.json", "practice")
    store.update("ex-host", lambda record: record.saved("sf", NOW))
    assert asked.unanswered()[0] == "question 2"


def test_a_graded_quiz_that_holds_its_key_is_refused(practice_path):
    with pytest.raises(ValueError, match="holds the answers"):
        quiz.open_graded(practice_path)


@pytest.mark.usefixtures("ledger")
def test_progress_says_where_the_student_stands_and_what_is_next(tmp_path):
    panel = quiz.progress(tmp_path, clock=lambda: NOW)
    assert "questions right 0 of 7, to review 0. Next: Start" in repr(panel)
    assert repr(panel).endswith("Next: Practice & more. Start.")

    store = answer(tmp_path, "ex-host", 1.0)
    store.mark_opened("counting")
    answer(tmp_path, "ex-signed", 0.0)
    panel = quiz.progress(tmp_path, clock=lambda: NOW + timedelta(days=1))
    assert "sections read 1 of 2, questions right 1 of 7, to review 1" in repr(panel)
    assert "Next: Read on to “Names and order”" in repr(panel)
    assert repr(panel).endswith(
        "Next: the short review below. 1 question came back. "
        "Then: Practice & more. Read on to “Names and order”."
    )
    html = panel._repr_html_()
    assert '<th scope="col"' in html
    assert '<th scope="row"' in html
    assert '<a href="practice.ipynb">Practice &amp; more</a>' in html
    assert "In preparation" in html


@pytest.mark.parametrize(
    ("tried", "right", "step"),
    [
        (0, 0, "Answer 7 more questions"),
        (6, 6, "Answer 1 more question"),
        (7, 6, "Try 1 question again"),
        (7, 7, "Done. Next: Problem set 1"),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_the_next_step_follows_from_what_is_left(practice, tried, right, step):
    answers = Answers()
    for place, question in enumerate(practice.questions[:tried]):
        known = answers.get(question.id)
        answers = answers.put(question.id, after_check(known, "v", float(place < right), NOW))
    for section in practice.quizzes:
        answers = answers.seen(section.id, NOW)
    (module, _) = course_modules.modules()
    assert module_progress(module, practice, answers, NOW).next_step == step


@pytest.mark.usefixtures("ledger")
def test_review_asks_what_is_due_and_saves_it_with_its_module(tmp_path):
    answer(tmp_path, "ex-host", 0.0)
    answer(tmp_path, "ex-signed", 1.0)
    assert "comes back on" in repr(quiz.review(tmp_path, clock=lambda: NOW))
    widget = quiz.review(tmp_path, clock=lambda: NOW + timedelta(days=2))
    assert [shown["id"] for shown in widget.questions] == ["ex-host", "ex-signed"]
    check(widget, "ex-host", "sf")
    kept = AnswerStore(tmp_path / "answers" / "practice.json", "practice").answers.get("ex-host")
    assert (kept.right, kept.tries) == (True, 2)
    left = quiz.review(tmp_path, clock=lambda: NOW + timedelta(days=2))
    assert [shown["id"] for shown in left.questions] == ["ex-signed"]


def check(widget, question, value):
    widget._handle_custom_msg({"action": "check", "question": question, "value": value}, [])


def asked_by(widget):
    return [shown["id"] for shown in widget.questions]


def test_a_module_opens_with_five_questions_of_earlier_ones_alone(tmp_path):
    earlier = {"st", "sf"}  # how ids of modules 0 and 1 begin
    widget = quiz.warm_up("02-london-talks", tmp_path, clock=lambda: NOW)
    assert len(widget.questions) == 5
    assert {name.partition("-")[0] for name in asked_by(widget)} == earlier
    of_start = asked_by(quiz.warm_up("01-san-francisco-1951", tmp_path, clock=lambda: NOW))
    assert len(of_start) == 5
    assert all(name.startswith("st-") for name in of_start)


@pytest.mark.slow
def test_no_two_modules_open_with_the_same_question_on_one_day(tmp_path):
    """Whether nothing was answered, all, or the questions of the warm-ups alone."""
    names = [module.notebook for module in course_modules.modules()][1:6]
    known = [come_back(banks.load(one.notebook)) for one in course_modules.modules()]
    questions = {question.id: question for some in known for question in some}
    for answered in ("nothing", "warm-ups", "all"):
        folder = tmp_path / answered
        asked = []
        for number, notebook in enumerate(["00-start-here", *names]):
            at = NOW + timedelta(minutes=number)
            if notebook in names:
                widget = quiz.warm_up(notebook, folder, clock=lambda at=at: at)
                asked.append(asked_by(widget))
                for name in asked[-1] if answered != "nothing" else ():
                    check(widget, name, right_answer(questions[name]))
                widget.close()
            if answered == "all":
                answer_all(folder, notebook, at)
        assert [len(five) for five in asked] == [5] * len(names)
        assert len({name for five in asked for name in five}) == 5 * len(names), answered


def answer_all(folder, notebook, at):
    """Answer each question of a module right, a second apart."""
    store = AnswerStore(folder / "answers" / f"{notebook}.json", notebook)
    for number, question in enumerate(come_back(banks.load(notebook))):
        when = at + timedelta(seconds=number)
        store.update(question.id, lambda record, when=when: after_check(record, "value", 1.0, when))


def test_the_five_stay_with_their_answers_when_the_notebook_is_opened_again(tmp_path):
    first = quiz.warm_up("01-san-francisco-1951", tmp_path, clock=lambda: NOW)
    asked = asked_by(first)
    assert not (tmp_path / "answers").exists(), "looking saves nothing"
    check(first, "st-tilde", "both")
    first.close()
    again = quiz.warm_up("01-san-francisco-1951", tmp_path, clock=lambda: NOW + timedelta(days=9))
    assert asked_by(again) == asked
    assert again.state["st-tilde"]["verdict"] == "Right."
    assert again.summary == "1 of 5 right."
    saved = AnswerStore(tmp_path / "answers" / "00-start-here.json", "00-start-here").answers
    assert saved.get("st-tilde").right


def test_a_file_that_names_no_known_questions_lets_the_module_choose_anew(tmp_path):
    notebook = "01-san-francisco-1951"
    store = AnswerStore(tmp_path / "answers" / f"{notebook}.json", notebook)
    for strange in ([["gone"], 3, "no such question"], "st-saved", 7):
        store.update("warm-up", lambda record, value=strange: record.saved(value, NOW))
        widget = quiz.warm_up(notebook, tmp_path, clock=lambda: NOW)
        assert len(widget.questions) == 5
        widget.close()


def test_what_was_answered_in_the_first_reading_is_not_asked_again(tmp_path):
    notebook = "01-san-francisco-1951"
    store = AnswerStore(tmp_path / "answers" / f"{notebook}.json", notebook)
    for name in ("fr-voice", "sf-twenty-one"):
        store.update(name, lambda record: after_check(record, "value", 0.0, NOW))
    later = NOW + timedelta(days=3)
    assert asked_by(quiz.review(tmp_path, clock=lambda: later)) == ["sf-twenty-one"]
    assert "1 question came back" in repr(quiz.progress(tmp_path, clock=lambda: later))


def test_a_module_that_is_not_there_names_the_nearest():
    with pytest.raises(LookupError, match="Did you mean '02-london-talks'"):
        quiz.warm_up("02-london-talk")


def test_a_list_of_modules_that_does_not_fit_the_banks_is_found(ledger):
    assert course_modules.problems() == []
    shutil.copy(ledger / "quizzes" / "practice.yml", ledger / "quizzes" / "other.yml")
    (ledger / "quizzes" / "practice.yml").unlink()
    assert [str(problem) for problem in course_modules.problems()] == [
        "course.yml: practice: status: is available, but has no quiz bank",
        "course.yml: other: notebook: has a quiz bank, but is no available module",
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("modules: [", ""),
        ("modules: 3", "modules"),
        ("modules: [{title: 3}]", "title"),
        ("modules: [{minutes: long}]", "minutes"),
        ("modules: [{status: perhaps}]", "status"),
        ("modules: [{problem_set: ps1}]", "problem_set"),
    ],
)
def test_a_list_of_modules_that_is_not_sound_says_why(tmp_path, text, field):
    (tmp_path / "course.yml").write_text(text)
    places = [problem.place for problem in course_modules.problems(tmp_path / "course.yml")]
    assert any(place.endswith(field) for place in places)


def test_the_quizzes_of_the_course_are_in_order(capsys):
    root = banks.folder().parents[1]
    assert course_modules.check_quizzes([], root / "exercises") == 0, capsys.readouterr().out
