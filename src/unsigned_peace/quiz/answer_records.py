"""What is remembered of a student's answers, and how two memories become one.

Pure: `answer_store` puts this on disk, `spaced_review` decides what is asked again.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from unsigned_peace.quiz.memory_model import Memory, before_fsrs
from unsigned_peace.shared.json_document import unwrap, wrap

FORMAT = "unsigned-peace-answers"
_TICK = timedelta(microseconds=1)
_LAST_YEAR = 2999  # later times come from a broken clock, and would overflow
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class AnswerRecord:
    """The answer to one question.

    `value` is the newest answer, checked or not; `at` says when it was given. `checked` is the
    answer that was last checked, `checked_at` the time, `tries` how often, `fraction` what it
    earned. `memory` says when the question comes back, None if it was never checked.
    """

    value: object = None
    at: datetime = _NEVER
    tries: int = 0
    fraction: float | None = None
    checked: object = None
    checked_at: datetime | None = None
    memory: Memory | None = None

    @property
    def right(self) -> bool:
        """Whether the last check found the answer right."""
        return self.fraction == 1

    def saved(self, value: object, now: datetime) -> "AnswerRecord":
        """Return the record after a change that was not checked.

        >>> AnswerRecord().saved("a", datetime(2026, 11, 22, tzinfo=UTC)).value
        'a'
        """
        # A clock may run backwards; the newest answer must still be the newest.
        return replace(self, value=value, at=max(now, self.at + _TICK))


@dataclass(frozen=True)
class Answers:
    """All records of one notebook, and when each quiz was first seen by the student."""

    opened: Mapping[str, datetime] = field(default_factory=dict)
    records: Mapping[str, AnswerRecord] = field(default_factory=dict)

    def get(self, question_id: str) -> AnswerRecord:
        """Return the record of a question; an empty one if it was never answered."""
        return self.records.get(question_id, AnswerRecord())

    def put(self, question_id: str, record: AnswerRecord) -> "Answers":
        """Return these answers with one record replaced."""
        return replace(self, records={**self.records, question_id: record})

    def seen(self, quiz_id: str, now: datetime) -> "Answers":
        """Return these answers with one more quiz marked as opened."""
        return replace(self, opened={quiz_id: now, **self.opened})


def merge(one: Answers, other: Answers) -> Answers:
    """Return what both know: for each question the newest record, for each quiz the first look.

    The order of merging does not matter, nor does merging twice.

    >>> early, late = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2))
    >>> a = Answers(records={"q": AnswerRecord().saved("a", early)})
    >>> b = Answers(records={"q": AnswerRecord().saved("b", late)})
    >>> merge(a, b).get("q").value, merge(b, a).get("q").value
    ('b', 'b')
    """
    records = {
        name: _newest(one.get(name), other.get(name)) for name in (one.records | other.records)
    }
    opened = {
        name: min(both.opened[name] for both in (one, other) if name in both.opened)
        for name in (one.opened | other.opened)
    }
    return Answers(opened, records)


def to_json(answers: Answers, notebook: str) -> str:
    """Return the text of a file of answers, the same for the same answers."""
    content = {
        "opened": {name: time.isoformat() for name, time in sorted(answers.opened.items())},
        "answers": {name: _plain(record) for name, record in sorted(answers.records.items())},
    }
    # ASCII only: half a character, which a browser may send, must not make the file unwritable.
    return json.dumps(wrap(FORMAT, notebook, content), indent=1) + "\n"


def from_json(text: str, notebook: str) -> tuple[Answers, list[str]]:
    """Return the answers in a text, and the ids of records that could not be read.

    Raises ForeignFileError where the text is no file of answers for `notebook`, or is of another
    version of the format.

    >>> from_json('{"format": "other"}', "01")
    Traceback (most recent call last):
    unsigned_peace.shared.json_document.ForeignFileError: it is not a file of quiz answers
    """
    raw = unwrap(text, FORMAT, notebook, "a file of quiz answers")
    records, bad = _sound(_items(raw.get("answers")), _record)
    opened, _ = _sound(_items(raw.get("opened")), _time)
    return Answers(opened, records), bad


def _newest(one: AnswerRecord, other: AnswerRecord) -> AnswerRecord:
    """Give the newer; equal times are told apart in some way that does not depend on the order."""
    if (one.at, one.tries) != (other.at, other.tries):
        return max(one, other, key=lambda record: (record.at, record.tries))
    return max(one, other, key=lambda record: json.dumps(_plain(record), sort_keys=True))


def _plain(record: AnswerRecord) -> dict[str, Any]:
    raw = asdict(record)
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in raw.items()}


def _items(raw: object) -> Iterable[tuple[str, object]]:
    return raw.items() if isinstance(raw, dict) else ()


def _sound(
    items: Iterable[tuple[str, Any]], read: Callable[[Any], Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return what `read` makes of the items, and the names of those that it refuses."""
    good, bad = {}, []
    for name, raw in items:
        try:
            good[name] = read(raw)
        except (TypeError, ValueError, KeyError, OverflowError):
            bad.append(name)
    return good, bad


def _record(raw: object) -> AnswerRecord:
    if not isinstance(raw, dict):
        raise TypeError("record")
    checked_at, fraction = raw.get("checked_at"), raw.get("fraction")
    if fraction is not None and not 0 <= fraction <= 1:
        raise ValueError("fraction")
    return AnswerRecord(
        value=raw["value"],
        at=_time(raw["at"]),
        tries=max(0, int(raw.get("tries", 0))),
        fraction=None if fraction is None else float(fraction),
        checked=raw.get("checked"),
        checked_at=None if checked_at is None else _time(checked_at),
        memory=_memory(raw),
    )


def _memory(raw: dict) -> Memory | None:
    """Read when a question comes back; files of the site and of older versions do not say it."""
    if "memory" in raw:
        known = raw["memory"]
        if known is None:
            return None
        return Memory(float(known["stability"]), float(known["difficulty"]), int(known["days"]))
    if raw.get("checked_at") is None or raw.get("fraction") is None:
        return None
    return before_fsrs(raw.get("box"), right=raw["fraction"] == 1)


def _time(raw: str) -> datetime:
    time = datetime.fromisoformat(raw)
    if time.year > _LAST_YEAR:
        raise ValueError("time")
    # A time without a zone was written by hand; any zone is better than a lost answer.
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
