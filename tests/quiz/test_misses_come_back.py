from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.spaced_review import after_check, due, due_at, is_due

START = datetime(2026, 11, 22, tzinfo=UTC)
DAY = timedelta(days=1)


def history(checks):
    """Return the record after checks, given as (days since the last one, fraction)."""
    record, now = AnswerRecord(), START
    for days, fraction in checks:
        now += days * DAY
        record = after_check(record, "value", fraction, now)
    return record


checks = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.0, 0.5, 1.0])), max_size=8)
known = st.dictionaries(st.text(min_size=1, max_size=3), checks.map(history), max_size=12)
moments = st.integers(0, 120).map(lambda days: START + days * DAY)


@given(known, moments)
def test_what_is_due_was_missed_and_comes_longest_overdue_first(records, now):
    asked = due(records, now)
    assert len(asked) <= 5
    waiting = [due_at(records[name]) for name in asked]
    assert waiting == sorted(waiting)
    assert all(when <= now for when in waiting)
    assert all(records[name].box is not None for name in asked)
    left_out = [name for name in records if name not in asked and is_due(records[name], now)]
    assert not left_out or len(asked) == 5
    assert all(due_at(records[name]) >= waiting[-1] for name in left_out)


@given(known, moments, moments)
def test_what_is_due_stays_due_until_it_is_answered(records, one, other):
    early, late = sorted((one, other))
    assert set(due(records, early, at_most=99)) <= set(due(records, late, at_most=99))


@given(checks)
def test_a_question_never_missed_is_never_asked_again(made):
    record = history([(days, 1.0) for days, _ in made])
    assert due_at(record) is None


@given(checks, st.integers(0, 30))
def test_a_miss_sends_a_question_back_to_the_first_day(made, days):
    now = START + 400 * DAY + days * DAY
    record = after_check(history(made), "wrong", 0.0, now)
    assert not is_due(record, now)
    assert is_due(record, now + DAY)


@pytest.mark.parametrize(
    ("made", "after"),
    [
        ([(0, 0.0)], 1),
        ([(0, 0.5)], 1),
        ([(0, 0.0), (0, 1.0)], 1),  # mended at once: that is not yet remembered
        ([(0, 0.0), (1, 1.0)], 3),
        ([(0, 0.0), (1, 1.0), (3, 1.0)], 7),
        ([(0, 0.0), (1, 1.0), (3, 1.0), (7, 1.0)], None),  # learnt
        ([(0, 0.0), (1, 1.0), (3, 0.0)], 1),
    ],
)
def test_missed_questions_come_back_after_one_three_and_seven_days(made, after):
    record = history(made)
    if after is None:
        assert due_at(record) is None
    else:
        assert due_at(record) - record.checked_at == after * DAY
