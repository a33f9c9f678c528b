"""Plans of a course: what happens in each of its weekly meetings, from `data/session-plans.yml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unsigned_peace.data import schema
from unsigned_peace.shared.yaml_file import read_yaml

FILE = "session-plans.yml"


@dataclass(frozen=True)
class Meeting:
    """One meeting: what students have done before it, what happens in it, what they do after it.

    `alone` names what the row asks of a student outside the room: which share of which notebook,
    or of the short path of one.
    """

    before: str
    meeting: str
    homework: str
    alone: Mapping[str, float] = field(default_factory=dict)

    def minutes(self, times: Mapping[str, int]) -> float:
        """Return the minutes that a student works alone.

        >>> Meeting("Nothing", "Talk", "Rest", {"02-london-talks": 0.5}).minutes(
        ...     {"02-london-talks": 220}
        ... )
        110.0
        """
        return sum(times[name] * share for name, share in self.alone.items())


def plans(path: Path | None = None) -> dict[int, tuple[Meeting, ...]]:
    """Return the plans by their number of weeks.

    >>> {weeks: len(plan) for weeks, plan in plans().items()}
    {5: 5, 8: 8, 12: 12}
    """
    raw = read_yaml(path or schema.folder() / FILE)
    return {weeks: tuple(Meeting(**one) for one in plan) for weeks, plan in raw["plans"].items()}


def table(plan: Sequence[Meeting], when: Sequence[str], head: str) -> str:
    """Write a plan as a Markdown table, whose first column says when.

    >>> print(table([Meeting("Nothing", "Talk", "Rest")], ["1"], "Week"))
    | Week | Before the meeting | In the meeting | Homework |
    |---|---|---|---|
    | 1 | Nothing | Talk | Rest |
    """
    rows = (
        f"| {day} | {one.before} | {one.meeting} | {one.homework} |"
        for day, one in zip(when, plan, strict=True)
    )
    heads = f"| {head} | Before the meeting | In the meeting | Homework |"
    return "\n".join([heads, "|---|---|---|---|", *rows])


def hours(plan: Sequence[Meeting], times: Mapping[str, int]) -> str:
    """Say how long a student works alone in each week of a plan, and in all, in half hours.

    >>> hours([Meeting("", "", "", {"a": 1}), Meeting("", "", "", {"b": 0.5})], {"a": 60, "b": 400})
    'Alone, in hours a week: 1, 3.5; about 4 in all.'
    """
    weeks = [one.minutes(times) for one in plan]
    said = ", ".join(f"{round(minutes / 30) / 2:g}" for minutes in weeks)
    return f"Alone, in hours a week: {said}; about {round(sum(weeks) / 60)} in all."
