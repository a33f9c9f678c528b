"""Plans of a course: what happens in each of its weekly meetings, from `data/session-plans.yml`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.data import schema
from unsigned_peace.shared.yaml_file import read_yaml

FILE = "session-plans.yml"
_PLACE = re.compile(r"<!--plan (\d+)-->.*?<!--/plan-->", re.DOTALL)


@dataclass(frozen=True)
class Meeting:
    """One meeting: what students have done before it, what happens in it, what they do after it."""

    before: str
    meeting: str
    homework: str


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


def put_in(text: str, path: Path) -> str:
    """Write the plans of a file where a page asks for them.

    >>> put_in("No plan.", Path("no such file"))
    'No plan.'
    """

    def written(found: re.Match[str]) -> str:
        plan = plans(path)[int(found[1])]
        weeks = [str(week) for week in range(1, len(plan) + 1)]
        return f"<!--plan {found[1]}-->\n{table(plan, weeks, 'Week')}\n<!--/plan-->"

    return _PLACE.sub(written, text)
