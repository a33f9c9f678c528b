"""Spaced review: every question that was answered comes back, after more and more days.

A missed question comes back the next day, one that was right at first after two days, then each
time later as long as it is right: `memory_model` says how much later. Pure: the time is an
argument.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, zip_longest

from unsigned_peace.quiz.answer_records import AnswerRecord
from unsigned_peace.quiz.memory_model import after_answer

AT_MOST = 5
_ANY = datetime(1970, 1, 1, tzinfo=UTC)

Records = Mapping[str, AnswerRecord]  # by the id of the question


def after_check(
    record: AnswerRecord, value: object, fraction: float, now: datetime
) -> AnswerRecord:
    """Return the record after `value` was checked and earned `fraction`.

    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> missed = after_check(AnswerRecord(), "a", 0.0, day)
    >>> due_at(missed) - day
    datetime.timedelta(days=1)
    """
    saved = record.saved(value, now)
    return replace(
        saved,
        tries=record.tries + 1,
        fraction=fraction,
        checked=value,
        checked_at=saved.at,
        memory=after_answer(record.memory, record.checked_at, saved.at, right=fraction == 1),
    )


def due_at(record: AnswerRecord) -> datetime | None:
    """Return when the question comes back; None if it was never checked."""
    if record.memory is None or record.checked_at is None:
        return None
    return record.checked_at + timedelta(days=record.memory.days)


def is_due(record: AnswerRecord, now: datetime) -> bool:
    """Whether a question should be asked again."""
    when = due_at(record)
    return when is not None and when <= now


def to_review(known: Mapping[str, Records], now: datetime) -> list[str]:
    """Return the ids of the questions to review now, five at most.

    They are mixed: one of each module in turn, and of each module the longest overdue first.

    Args:
        known: the records of each module.
        now: the time.

    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> known = {"01": {"sf-host": after_check(AnswerRecord(), "ny", 0.0, day)}}
    >>> to_review(known, day), to_review(known, day + timedelta(days=1))
    ([], ['sf-host'])
    """
    return _mixed(known, lambda record: due_at(record) if is_due(record, now) else None)[:AT_MOST]


def to_warm_up(
    known: Mapping[str, Records], now: datetime, opened: Collection[str] = ()
) -> list[str]:
    """Return the ids of five questions to begin with, mixed like a review.

    First come those that are due, then those answered longest ago, then those never answered.

    Args:
        known: the records of each module.
        now: the time.
        opened: questions that have opened a module before. Unless they are due, they come last.

    >>> unanswered = {"01": {"sf-host": AnswerRecord(), "sf-day": AnswerRecord()}}
    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> to_warm_up(unanswered, day), to_warm_up(unanswered, day, ["sf-host"])
    (['sf-host', 'sf-day'], ['sf-day', 'sf-host'])
    """
    fresh = {
        module: {name: record for name, record in records.items() if name not in opened}
        for module, records in known.items()
    }
    names = _mixed(known, lambda record: due_at(record) if is_due(record, now) else None)
    for some in (fresh, known):
        names += _mixed(some, lambda record: None if is_due(record, now) else record.checked_at)
        names += _mixed(some, lambda record: _ANY if record.checked_at is None else None)
    return list(dict.fromkeys(names))[:AT_MOST]


def _mixed(
    known: Mapping[str, Records], when: Callable[[AnswerRecord], datetime | None]
) -> list[str]:
    """Return the questions for which there is a time, the earliest of each module in turn."""
    queues = []
    for records in known.values():
        times = [(when(record), name) for name, record in records.items()]
        queue = [(time, name) for time, name in times if time is not None]
        queues.append(sorted(queue, key=lambda entry: entry[0]))
    queues = sorted(filter(None, queues), key=lambda queue: queue[0][0])
    in_turn = chain.from_iterable(zip_longest(*queues))
    return [entry[1] for entry in in_turn if entry is not None]
