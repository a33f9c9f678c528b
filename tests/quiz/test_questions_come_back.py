from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace.quiz.answer_records import AnswerRecord, Answers, from_json, to_json
from unsigned_peace.quiz.spaced_review import after_check, due_at, is_due, to_review, to_warm_up

START = datetime(2026, 11, 22, tzinfo=UTC)
DAY = timedelta(days=1)


def history(checks):
    """Return the record after checks, given as (days since the last one, fraction)."""
    record, now = AnswerRecord(), START
    for days, fraction in checks:
        now += days * DAY
        record = after_check(record, "value", fraction, now)
    return record


def intervals(*fractions):
    """Return after how many days a question comes back that is always answered when it is due."""
    record, found = AnswerRecord(), []
    for fraction in fractions:
        record = after_check(record, "value", fraction, due_at(record) or START)
        found.append((due_at(record) - record.checked_at) // DAY)
    return found


checks = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.0, 0.5, 1.0])), max_size=8)
questions = st.dictionaries(st.text(min_size=1, max_size=3), checks.map(history), max_size=6)
moments = st.integers(0, 120).map(lambda days: START + days * DAY)


@st.composite
def courses(draw):
    """Draw the records of some modules; an id occurs once in the course."""
    known = draw(st.dictionaries(st.sampled_from("abcd"), questions, max_size=4))
    return {
        module: {f"{module}-{name}": record for name, record in records.items()}
        for module, records in known.items()
    }


@given(courses(), moments)
def test_five_are_asked_that_are_due_the_longest_overdue_first_and_mixed(known, now):
    asked = to_review(known, now)
    overdue = {
        module: sorted(due_at(one) for one in records.values() if is_due(one, now))
        for module, records in known.items()
    }
    assert len(asked) == min(5, sum(map(len, overdue.values())))
    by_module = {module: [name for name in asked if name in known[module]] for module in known}
    for module, names in by_module.items():
        assert [due_at(known[module][name]) for name in names] == overdue[module][: len(names)]
    taken = {module: len(names) for module, names in by_module.items()}
    left = [module for module in known if taken[module] < len(overdue[module])]
    assert all(taken[module] >= max(taken.values()) - 1 for module in left), "not mixed"
    if asked:
        (first,) = (due_at(some[asked[0]]) for some in known.values() if asked[0] in some)
        assert first == min(min(times) for times in overdue.values() if times)


@given(courses(), moments)
def test_a_module_opens_with_five_and_what_is_due_comes_first(known, now):
    asked = to_warm_up(known, now)
    records = {name: record for some in known.values() for name, record in some.items()}
    assert len(set(asked)) == len(asked) == min(5, len(records))
    assert asked[: len(to_review(known, now))] == to_review(known, now)
    ranks = [(not is_due(records[name], now), records[name].checked_at is None) for name in asked]
    assert ranks == sorted(ranks)


def test_on_the_day_itself_what_was_answered_longest_ago_is_asked():
    known = {"01": {f"q{hour}": history([(hour / 24, 1.0)]) for hour in range(9)}}
    known["01"]["new"] = AnswerRecord()
    assert to_warm_up(known, START + DAY / 2) == ["q0", "q1", "q2", "q3", "q4"]


@given(checks.map(history), moments, moments)
def test_what_is_due_stays_due_until_it_is_answered(record, one, other):
    early, late = sorted((one, other))
    assert is_due(record, late) or not is_due(record, early)


@pytest.mark.parametrize(
    ("fractions", "days"),
    [
        ([1, 1, 1, 1], [2, 11, 46, 163]),
        ([0, 1, 1, 1], [1, 2, 6, 17]),
        ([0.5, 1], [1, 2]),
        ([1, 1, 0, 1, 1], [2, 11, 2, 5, 12]),
    ],
)
def test_the_days_are_those_of_fsrs_with_its_parameters(fractions, days):
    assert intervals(*fractions) == days


@given(st.lists(st.sampled_from([0.0, 1.0]), max_size=2))
def test_a_question_that_is_known_each_time_comes_back_later_each_time(before):
    days = intervals(*before, 1.0, 1.0, 1.0, 1.0, 1.0)[-5:]
    assert all(late >= early for early, late in pairwise(days))
    assert days[-1] > days[0]


@given(checks, st.sampled_from([0.0, 0.5]))
def test_a_miss_never_brings_a_question_back_later_than_a_right_answer(made, fraction):
    record = history(made)
    now = due_at(record) or START
    missed, known = (due_at(after_check(record, "v", part, now)) for part in (fraction, 1.0))
    assert now + DAY <= missed <= known


def test_a_missed_question_that_is_mended_at_once_comes_back_the_next_day():
    assert due_at(history([(0, 0.0), (0, 1.0)])) < START + 1.1 * DAY


def test_a_clock_that_runs_backwards_stops_nothing():
    record = history([(0, 1.0), (-3, 1.0), (-300, 0.0)])
    assert record.checked_at > START
    assert due_at(record) > record.checked_at


@given(courses(), moments)
def test_what_is_asked_is_the_same_after_answers_were_saved_and_read(known, now):
    read = {}
    for module, records in known.items():
        kept = from_json(to_json(Answers(records=records), module), module)[0].records
        read[module] = {name: kept[name] for name in records}  # in the order of the bank
    assert to_review(read, now) == to_review(known, now)
