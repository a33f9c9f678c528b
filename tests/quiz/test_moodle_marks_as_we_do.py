"""GIFT and Moodle XML, read as Moodle reads them."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.quiz import export_readers as readers
from tests.quiz.export_strategies import awkward
from tests.quiz.quiz_strategies import choices
from unsigned_peace.quiz import scoring
from unsigned_peace.quiz.export import ExportError, to_gift, to_moodle_xml
from unsigned_peace.quiz.keyless import keyless, strip
from unsigned_peace.quiz.model import Bank, Kind, Mistake, Option, Pair, Question, Quiz


def read(question, name="moodle"):
    quiz = Quiz("z", "Z", "1", (question,))
    if name == "gift":
        return readers.gift(to_gift(quiz, cite=str))[0]
    return readers.moodle(to_moodle_xml(quiz, cite=str))[0]


# 1/n as `question/engine/bank.php` lists it, in percent.
MOODLE_FRACTIONS = {100, 50, 33.33333, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5}

both = pytest.mark.parametrize("name", ["gift", "moodle"])


@both
@pytest.mark.parametrize(
    ("question_id", "kind"),
    {
        "ex-host": "multichoice, one",
        "ex-refused": "multichoice",
        "ex-passage": "multichoice",
        "ex-signed": "numerical",
        "ex-island": "shortanswer",
        "ex-order": "matching",
        "ex-heads": "matching",
    }.items(),
)
def test_moodle_sees_its_own_kind_of_question(question, name, question_id, kind):
    seen = read(question(question_id), name)
    assert (seen.id, seen.type) == (question_id, kind)
    assert seen.tags == [question(question_id).skill]


@both
@settings(deadline=None)
@given(question=choices(), ticked=st.sets(st.integers(0, 7)))
def test_ticks_earn_in_moodle_what_they_earn_here(name, question, ticked):
    seen = read(question, name)
    assume(len(seen.answers) <= 10)
    shown = strip(question).options
    ids = [option.id for place, option in enumerate(shown) if place in ticked]
    worth = sum(worth for place, (_, worth, _) in enumerate(seen.answers) if place in ticked)
    here = scoring.score(question, ids).fraction
    assert max(0, worth) / 100 == pytest.approx(here, abs=2e-6)


@both
@pytest.mark.parametrize("wrong", [1, 3, 12, 25])
@pytest.mark.parametrize("right", [1, 7, 10, 11, 15, 19, 20])
def test_right_options_sum_to_a_hundred_and_wrong_ones_undo_it(name, right, wrong):
    """Moodle's own form refuses any other sum."""
    options = [Option(f"r{n}", f"right {n}", correct=True) for n in range(right)]
    options += [Option(f"w{n}", f"wrong {n}", correct=False) for n in range(wrong)]
    question = Question("q", Kind.MULTIPLE, "?", options=tuple(options))
    worth = [worth for _, worth, _ in read(question, name).answers]
    assert sum(w for w in worth if w > 0) == pytest.approx(100, abs=1e-4)
    assert sum(worth) <= 1e-4
    assert {abs(w) for w in worth} <= MOODLE_FRACTIONS


@both
def test_beyond_twenty_right_options_full_marks_can_still_be_reached(name):
    options = [Option(f"r{n}", f"right {n}", correct=True) for n in range(23)]
    options += [Option("w", "wrong", correct=False)]
    question = Question("q", Kind.MULTIPLE, "?", options=tuple(options))
    assert {worth for _, worth, _ in read(question, name).answers} == {5, -100}


@both
def test_an_ordering_question_asks_for_places(question, name):
    seen = read(question("ex-order"), name)
    items = [item.text for item in question("ex-order").items]
    assert sorted(seen.pairs, key=lambda pair: pair[1]) == [
        (text, str(place)) for place, text in enumerate(items, 1)
    ]
    assert [left for left, _ in seen.pairs] != items, "the right order is given away"
    assert "1 is the first, 4 the last" in seen.text


@both
def test_mistakes_earn_nothing_and_say_why(question, name):
    seen = read(question("ex-signed"), name)
    assert seen.answers == [("49", 100, ""), ("48", 0, "Did you count Japan?")]
    seen = read(question("ex-island"), name)
    assert seen.answers[-1] == ("Kunashir", 0, "That is the second largest.")


@both
def test_spellings_with_and_without_accents_are_right(name):
    question = Question("q", Kind.TEXT, "Who?", accept=("Hatoyama Ichirō", "鳩山一郎", "O’Neill"))
    accepted = {text for text, *_ in read(question, name).answers}
    assert accepted > {"Hatoyama Ichirō", "Hatoyama Ichiro", "鳩山一郎", "O’Neill", "O'Neill"}
    assert accepted > {"Hatoyama Ichiro.", "the O’Neill"}


@both
def test_what_people_type_otherwise_is_right_in_moodle_as_here(name):
    question = Question("q", Kind.TEXT, "When?", accept=("the mid-1950s",))
    accepted = {text.casefold() for text, *_ in read(question, name).answers}
    for typed in (
        "mid-1950s",
        "The mid 1950s",
        "the mid-๑๙๕๐s",
        "the mid-１９５０s",
        "the mid-1950s.",
    ):
        assert scoring.score(question, typed).right
        assert typed.casefold() in accepted


@both
def test_a_less_than_sign_in_a_list_is_shown(name):
    pairs = (Pair("a", "few", "x < 3"), Pair("b", "many", "x > 3"))
    question = Question("q", Kind.MATCHING, "Which?", pairs=pairs)
    assert [right for _, right in read(question, name).pairs] == ["x < 3", "x > 3"]


@both
def test_what_moodle_has_no_room_for_is_refused_with_its_place(name):
    pairs = (Pair("a", "one", "long " * 60), Pair("b", "two", "short"))
    with pytest.raises(ExportError) as caught:
        read(Question("q" * 101, Kind.MATCHING, "Which?", pairs=pairs), name)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        f"question '{'q' * 101}', id",
        "question '" + "q" * 101 + "', choice 'long long long long long long '",
    ]


@both
def test_distractors_become_choices_without_a_line(question, name):
    seen = read(question("ex-heads"), name)
    assert seen.spare == ["Dulles"]
    assert len(seen.pairs) == 3


@both
def test_feedback_on_lines_and_sources_come_after_the_attempt(question, name):
    after = read(question("ex-heads"), name).after
    assert "<li>Japan – Yoshida: He was prime minister.</li>" in after
    assert "<p>Sources:</p><ul><li>EX-1: </li></ul>" in after


def test_hints_and_points_are_kept_in_xml(question):
    seen = read(question("ex-refused"))
    assert (seen.hints, seen.points) == (["There are three."], 3)


@pytest.mark.parametrize("answer", ["a->b", "&&058;", "[html]x"])
def test_gift_refuses_an_answer_that_moodle_would_misread(answer):
    question = Question("q", Kind.TEXT, "?", accept=("fine", answer), mistakes=())
    with pytest.raises(ExportError, match="question q: GIFT cannot hold the answer"):
        read(question, "gift")
    assert answer in [text for text, *_ in read(question).answers]


def test_gift_refuses_a_choice_with_a_placeholder_of_moodle():
    pairs = (Pair("a", "A", "&&035;"), Pair("b", "B", "x -> y"))
    with pytest.raises(ExportError) as caught:
        read(Question("q", Kind.MATCHING, "?", pairs=pairs), "gift")
    assert len(caught.value.problems) == 1


def test_all_problems_are_told_at_once():
    questions = tuple(
        Question(f"q{n}", Kind.TEXT, "?", accept=("->",), mistakes=(Mistake("&&010;", "no"),))
        for n in range(3)
    )
    with pytest.raises(ExportError, match="6 problems") as caught:
        to_gift(Quiz("z", "Z", "1", questions), cite=str)
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        *("question q0", "question q0", "question q1"),
        *("question q1", "question q2", "question q2"),
    ]


def test_a_copy_without_its_key_is_refused(practice):
    with pytest.raises(ExportError, match="it has no key"):
        to_moodle_xml(keyless(practice))


def test_an_id_used_twice_is_refused(question):
    quiz = Quiz("z", "Z", "1", (question("ex-host"),))
    with pytest.raises(ExportError) as caught:
        to_moodle_xml(Bank("b", "B", (quiz, quiz)))
    assert caught.value.problems == (
        "quiz z: this id is used twice. Give each its own.",
        "question ex-host: this id is used twice. Give each its own.",
    )


@settings(deadline=None)
@given(title=awkward)
def test_a_title_makes_one_category(title):
    quiz = Quiz("z", title, "1", (Question("q", Kind.TEXT, "?", accept=("a",)),))
    blocks = to_gift(quiz, cite=str).split("\n\n")
    [path] = [block for block in blocks if block.startswith("$CATEGORY:")]
    assert len(re.split(r"(?<!/)/(?!/)", path)) == 4
    assert all(part.strip(" ") for part in path.split("/top/")[1].replace("//", "").split("/"))
