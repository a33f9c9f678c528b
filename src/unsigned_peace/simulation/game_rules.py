"""The rules of the game, read from the tables: what never changes while a game is played."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

import pandas as pd

from unsigned_peace import data

JAPAN, USSR = "Japan", "USSR"
PARTIES = (JAPAN, USSR)
TERRITORY, WAR = "territory", "state of war"
TREATY = 1  # state of war: a full peace treaty that settles every question
# Games that were begun with earlier tables go on by them: the version of the rules, their folder.
_EARLIER = {"a49bda3ff6a6": "first-edition"}
_TABLES = ("lines", "positions", "sessions", "instructions", "events", "assumptions")


class GameError(ValueError):
    """Something in the game cannot be done; the message says why and what can be done instead."""


def other(party: str) -> str:
    """Return the other side.

    >>> other("Japan")
    'USSR'
    """
    return USSR if party == JAPAN else JAPAN


@dataclass(frozen=True)
class Position:
    """One rung of the scale of an issue."""

    label: str
    meaning: str
    in_declaration: bool
    leaves_open: bool


@dataclass(frozen=True)
class Session:
    """One session: a turn for each side. Dates are ISO texts."""

    number: int
    place: str
    title: str
    first: str
    dates: tuple[str, str]


@dataclass(frozen=True)
class Instruction:
    """What one line is told on one issue, from a day on."""

    instruction_id: str
    lines: tuple[str, ...]
    from_date: str
    issue: str
    aim: int
    fall_back: int
    text: str
    only_if: tuple[str, ...]
    basis: str
    source_ids: tuple[str, ...]

    def allows(self, position: int, leave: int = 0) -> bool:
        """Tell whether the capital accepts a position, with `leave` steps beyond the fall-back.

        >>> floor = Instruction("", (), "", "", 9, 3, "", (), "", ())
        >>> [floor.allows(position) for position in (2, 3, 9)]
        [False, True, True]
        """
        if self.aim > self.fall_back:
            return position >= self.fall_back - leave
        if self.aim < self.fall_back:
            return position <= self.fall_back + leave
        return abs(position - self.aim) <= leave


@dataclass(frozen=True)
class Happening:
    """An outside event and what it does to the game."""

    date: str
    title: str
    news: str
    target: str
    steps: int
    condition: str
    readers: tuple[str, ...]
    only_if: tuple[str, ...]


@dataclass(frozen=True)
class PolicyLine:
    """A line of policy and the habits of the script that plays it."""

    line_id: str
    party: str
    name: str
    habits: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Rules:
    """Everything that stands in the tables `simulation_*`."""

    issues: Mapping[str, tuple[Position, ...]]
    sessions: tuple[Session, ...]
    instructions: tuple[Instruction, ...]
    happenings: tuple[Happening, ...]
    lines: Mapping[str, PolicyLine]
    assumptions: Mapping[str, int]
    limits: Mapping[str, tuple[int, int]]
    version: str

    def coherent(self, text: Mapping[str, int]) -> bool:
        """Tell whether a text can stand: a full peace treaty cannot leave territory open.

        >>> rules().coherent({**rules().declaration, "state of war": 1})
        False
        """
        return text[WAR] != TREATY or not self.issues[TERRITORY][text[TERRITORY]].leaves_open

    @cached_property
    def declaration(self) -> Mapping[str, int]:
        """The position of the text of 19 October 1956 on each issue.

        >>> rules().declaration["territory"]
        4
        """
        return MappingProxyType(
            {
                issue: next(n for n, rung in enumerate(scale) if rung.in_declaration)
                for issue, scale in self.issues.items()
            }
        )

    def with_assumptions(self, changes: Mapping[str, int]) -> Mapping[str, int]:
        """Return all assumptions, some of them changed.

        Raises:
            GameError: if there is no such assumption, or the value is not a whole number within
                its limits.

        >>> rules().with_assumptions({"leak": 5})["leak"]
        5
        """
        for name, value in changes.items():
            if name not in self.assumptions:
                raise GameError(
                    f"There is no assumption {name!r}. "
                    "The table simulation_assumptions lists them all."
                )
            low, high = self.limits[name]
            if type(value) is not int or not low <= value <= high:
                raise GameError(
                    f"The assumption {name!r} must be a whole number from {low} to {high}, "
                    f"and not {value!r}."
                )
        return MappingProxyType({**self.assumptions, **changes})


@cache
def rules(version: str = "") -> Rules:
    """Read the rules of the game; they are read once.

    Args:
        version: version of the rules of an earlier edition; those of now if left out. Tables that
            have not changed since are those of now.

    >>> len(rules().sessions)
    15

    """
    read = {name: _table(name, _EARLIER.get(version, "")) for name in _TABLES}
    titles = data.events().set_index("event_id")
    assumed = read["assumptions"]
    return Rules(
        issues=_issues(read["positions"]),
        sessions=tuple(
            Session(
                int(row.session), row.place, row.title, row.first,
                (f"{row.first_date:%Y-%m-%d}", f"{row.second_date:%Y-%m-%d}"),
            )
            for row in read["sessions"].itertuples()
        ),
        instructions=tuple(
            Instruction(
                row.instruction_id, row.lines, f"{row.from_date:%Y-%m-%d}", row.issue,
                int(row.aim), int(row.fall_back), row.text, row.only_if, row.basis,
                row.source_ids,
            )
            for row in read["instructions"].itertuples()
        ),
        happenings=tuple(
            Happening(
                f"{titles.loc[row.event_id, 'date']:%Y-%m-%d}", titles.loc[row.event_id, "title"],
                row.news, row.target, int(row.steps), row.condition,
                row.readers, row.only_if,
            )
            for row in read["events"].itertuples()
        ),
        lines=MappingProxyType(
            {
                row.line_id: PolicyLine(row.line_id, row.party, row.name, row.habits)
                for row in read["lines"].itertuples()
            }
        ),
        assumptions=MappingProxyType(
            dict(zip(assumed["name"], map(int, assumed["value"]), strict=True))
        ),
        limits=MappingProxyType(
            {
                row.name: (int(row.lowest), int(row.highest))
                for row in assumed[["name", "lowest", "highest"]].itertuples(index=False)
            }
        ),
        version=version or _version(read),
    )  # fmt: skip


def rules_of(version: str) -> Rules | None:
    """Return the rules of that version, now or in an earlier edition; None if there are none.

    >>> rules_of(rules().version) is rules()
    True
    """
    if version == rules().version:
        return rules()
    return rules(version) if version in _EARLIER else None


def _table(name: str, edition: str) -> pd.DataFrame:
    file = data.folder() / edition / f"simulation_{name}.csv"
    return data.table(f"simulation_{name}", file=file if edition and file.exists() else None)


def _issues(table: pd.DataFrame) -> Mapping[str, tuple[Position, ...]]:
    return MappingProxyType(
        {
            str(issue): tuple(
                Position(row.label, row.meaning, row.in_declaration, row.leaves_open)
                for row in rungs.itertuples()
            )
            for issue, rungs in table.groupby("issue", sort=False, observed=True)
        }
    )


# Only what a game depends on: a better wording or a new source leaves old logs valid.
_WHAT_COUNTS = {
    "lines": ["line_id", "party", "habits"],
    "positions": ["issue", "position", "in_declaration", "leaves_open"],
    "sessions": ["session", "first", "first_date", "second_date"],
    "instructions": ["lines", "from_date", "issue", "aim", "fall_back", "only_if"],
    "events": ["event_id", "target", "steps", "condition", "readers", "only_if"],
    "assumptions": ["name"],
}


def _version(read: Mapping[str, pd.DataFrame]) -> str:
    content = {
        name: read[name][columns].astype(str).to_numpy().tolist()
        for name, columns in _WHAT_COUNTS.items()
    }
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]
