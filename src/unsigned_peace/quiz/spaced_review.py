"""Spaced review: questions that were missed come back after 1, 3 and 7 days.

A box system after Leitner: a missed question goes into box 0. Each time it is answered right when
it is due, it moves up one box and comes back later; a miss sends it back to box 0. Right answers
before it is due only put it off: repeating at once is not remembering. After the last box it is
learnt. Pure: the time is an argument.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from unsigned_peace.quiz.answer_records import AnswerRecord

INTERVALS = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
AT_MOST = 5


def after_check(
    record: AnswerRecord, value: object, fraction: float, now: datetime
) -> AnswerRecord:
    """Return the record after `value` was checked and earned `fraction`.

    >>> from datetime import UTC
    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> missed = after_check(AnswerRecord(), "a", 0.0, day)
    >>> missed.box, after_check(missed, "b", 1.0, day).box
    (0, 0)
    >>> after_check(missed, "b", 1.0, day + timedelta(days=1)).box
    1
    """
    if fraction < 1:
        box = 0
    elif record.box is not None and is_due(record, now):
        box = record.box + 1
    else:
        box = record.box
    saved = record.saved(value, now)
    return replace(
        saved,
        tries=record.tries + 1,
        fraction=fraction,
        checked=value,
        checked_at=saved.at,
        box=box,
    )


def is_due(record: AnswerRecord, now: datetime) -> bool:
    """Whether a question should be asked again."""
    when = due_at(record)
    return when is not None and when <= now


def due_at(record: AnswerRecord) -> datetime | None:
    """Return when the question comes back; None if it was never missed, or is learnt."""
    if record.box is None or record.checked_at is None or record.box >= len(INTERVALS):
        return None
    return record.checked_at + INTERVALS[record.box]


def due(records: Mapping[str, AnswerRecord], now: datetime, at_most: int = AT_MOST) -> list[str]:
    """Return the ids of the questions to review now, the longest overdue first.

    >>> from datetime import UTC
    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> records = {"sf-host": after_check(AnswerRecord(), "ny", 0.0, day)}
    >>> due(records, day), due(records, day + timedelta(days=1))
    ([], ['sf-host'])
    """
    waiting = [(due_at(record), name) for name, record in records.items() if is_due(record, now)]
    return [name for _, name in sorted(waiting)[:at_most]]
