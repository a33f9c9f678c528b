"""How long an answer is likely to be remembered: FSRS, the Free Spaced Repetition Scheduler.

FSRS is by Jarrett Ye and the group Open Spaced Repetition, who also keep the library `fsrs`. Used
here: version 6 of the algorithm with the 21 parameters of the library, and a question that comes
back on the day on which nine in ten would still be remembered. Only whole days, and no chance: the
same answers give the same days on every computer.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

REMEMBERED = 0.9  # of ten questions that come back, nine should still be known
LONGEST = 365  # days
_SCHEDULER = Scheduler(
    desired_retention=REMEMBERED,
    learning_steps=(),  # no minutes: a question never comes back on the same day
    relearning_steps=(),
    maximum_interval=LONGEST,
    enable_fuzzing=False,
)
_BOXES = (1, 3, 7)  # days; before FSRS a missed question went through three boxes
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Memory:
    """What FSRS keeps of a question.

    `stability`: after so many days nine in ten would still know it. `difficulty`: from 1 to 10.
    `days`: after how many days it comes back.
    """

    stability: float
    difficulty: float
    days: int

    def __post_init__(self) -> None:
        """Refuse what FSRS cannot go on from: it may come from a damaged file."""
        sound = 0 < self.stability < 1e6 and 1 <= self.difficulty <= 10
        if not (sound and 1 <= self.days <= LONGEST):
            raise ValueError("memory")


def after_answer(
    memory: Memory | None, last: datetime | None, now: datetime, *, right: bool
) -> Memory:
    """Return what is remembered after an answer.

    Args:
        memory: after the answer before it; None for the first.
        last: when the answer before it was given.
        now: when this one was given, in UTC.
        right: whether it was wholly right.

    >>> first = after_answer(None, None, _ANY_DAY, right=True)
    >>> second = after_answer(first, _ANY_DAY, _ANY_DAY + timedelta(days=2), right=True)
    >>> first.days, second.days
    (2, 11)
    """
    # A number of its own keeps the card from taking one from the clock, and waiting for it.
    card = Card(card_id=0, due=now)
    if memory and last:
        card = Card(0, State.Review, None, memory.stability, memory.difficulty, now, last)
    card, _ = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, now)
    # Rounded, so that the last bit of a processor's arithmetic is not in the file.
    return Memory(round(card.stability, 4), round(card.difficulty, 4), (card.due - now).days)


def before_fsrs(box: int | None, *, right: bool) -> Memory:
    """Return what is remembered of an answer from a file without FSRS.

    Args:
        box: how often the question was right again, after 1, 3 and 7 days, since it was missed;
            None where no box was kept.
        right: whether the last answer was right.

    >>> before_fsrs(None, right=True).days, before_fsrs(0, right=False).days
    (2, 1)
    """
    day = _ANY_DAY
    memory = after_answer(None, None, day, right=right and box is None)
    for days in _BOXES[: max(0, box or 0)]:
        last, day = day, day + timedelta(days=days)
        memory = after_answer(memory, last, day, right=True)
    return memory
