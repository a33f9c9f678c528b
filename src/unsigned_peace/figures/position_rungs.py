"""The positions of one issue as marks on rungs: which rows, which code, which words."""

from dataclasses import dataclass

import pandas as pd

from unsigned_peace import data
from unsigned_peace.figures.event_selection import last_days
from unsigned_peace.figures.plain_english import (
    counted,
    date_words,
    dates_in_words,
    listed,
    order_of,
)

TERRITORY = "territory"
GROUPS = "one group of islands"
CONFIDENTIAL = ("internal paper", "private talk")


@dataclass(frozen=True)
class Ladder:
    """The rungs of an issue, from code 0 upwards, and the positions that stand on them.

    `positions` has a column `code` beside the columns of the table.
    """

    issue: str
    rungs: tuple[tuple[int, str], ...]
    positions: pd.DataFrame

    def label(self, code: int) -> str:
        """Return the words for a code.

        >>> from unsigned_peace import data
        >>> ladder(data.positions(), "straits").label(0)
        "closed to others' warships"
        """
        return dict(self.rungs).get(code, f"code {code}")


def issues(positions: pd.DataFrame) -> tuple[str, ...]:
    """Return the issues that can be drawn: the whole territory first, then each issue.

    >>> from unsigned_peace import data
    >>> issues(data.positions())[:2]
    ('territory', 'Habomai and Shikotan')
    """
    return (TERRITORY, *order_of(positions["issue"]))


def ladder(
    positions: pd.DataFrame,
    issue: str = TERRITORY,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> Ladder:
    """Choose the positions on an issue between two days, with the code that ranks them there.

    On territory the code ranks the whole package of the party; on one group of islands it ranks how
    far that group goes to Japan; on any other issue it ranks the position on that issue.

    Raises:
        ValueError: if there is no such issue, or if no position is left.

    >>> from unsigned_peace import data
    >>> chosen = ladder(data.positions(), "territory", "1955-06-01", "1955-06-30")
    >>> sorted(set(chosen.positions["code"]))
    [0, 4]
    """
    if issue not in (TERRITORY, *positions["issue"].cat.categories):
        known = listed((TERRITORY, *positions["issue"].cat.categories), last="or")
        raise ValueError(f"No issue {issue!r}. Choose {known}.")
    of_land = positions["issue_code"].notna()
    keep = of_land if issue == TERRITORY else positions["issue"] == issue
    if start is not None:
        keep &= last_days(positions) >= pd.Timestamp(start)
    if end is not None:
        keep &= positions["date"] <= pd.Timestamp(end)
    chosen = positions[keep]
    if chosen.empty:
        raise ValueError(
            f"No position on {issue} is left to show. "
            "Choose more parties, more settings or more time."
        )
    about_group = issue != TERRITORY and bool(of_land[keep].all())
    code = chosen["issue_code"] if about_group else chosen["stance_code"]
    rungs = _rungs(GROUPS if about_group else issue)
    ranked = chosen.assign(code=code.astype("int64"), last=last_days(chosen))
    return Ladder(issue, rungs, ranked.sort_values("date", kind="stable").reset_index(drop=True))


def _rungs(scale: str) -> tuple[tuple[int, str], ...]:
    scales = data.scales()
    rows = scales[scales["scale"] == scale]
    return tuple(zip(rows["code"].tolist(), rows["label"].tolist(), strict=True))


def marks(positions: pd.DataFrame) -> pd.DataFrame:
    """Put the positions of one party, day, code and setting together as one mark.

    Several rows of a day speak of several groups of islands, but mean one package. A mark is only
    as sure as its least sure row.

    >>> from unsigned_peace import data
    >>> one_day = ladder(data.positions(), "territory", "1955-08-30", "1955-08-30").positions
    >>> len(one_day), len(marks(one_day))
    (4, 1)
    """
    keys = ["date", "date_precision", "last", "party", "code", "setting"]
    grouped = positions.groupby(keys, observed=True, sort=True)
    together = grouped.agg(
        unsure=("confidence", lambda grades: bool((grades != "high").any())),
        rows=("position_id", tuple),
    )
    return together.reset_index()


def is_open(table: pd.DataFrame) -> pd.Series:
    """Say of each row whether it was put to the other side or to the public.

    >>> is_open(pd.DataFrame({"setting": ["in public", "private talk"]})).tolist()
    [True, False]
    """
    return ~table["setting"].isin(CONFIDENTIAL)


def changes(marked: pd.DataFrame) -> pd.DataFrame:
    """Keep the first mark and every mark whose code differs from the one before.

    >>> changes(pd.DataFrame({"code": [4, 4, 2, 2]})).index.tolist()
    [0, 2]
    """
    return marked[marked["code"] != marked["code"].shift()]


def in_words(ladder: Ladder, found: pd.DataFrame) -> str:
    """Tell the ladder as a text: each party, in the open and in confidence, change by change.

    >>> from unsigned_peace import data
    >>> chosen = ladder(data.positions(), "straits")
    >>> "In confidence: ‘free’ (5 October 1955)." in in_words(chosen, marks(chosen.positions))
    True
    """
    first, last = found["date"].min(), found["last"].max()
    rungs = "; ".join(_quoted(label) for _, label in ladder.rungs)
    span = f"from {date_words(first)} to {date_words(last)}"
    parts = [f"Position ladder, {ladder.issue}, {span}. Rungs from the lowest: {rungs}."]
    for party in order_of(found["party"]):
        own = found[found["party"] == party]
        sentence = f"{party}, {counted(len(own), 'mark')}."
        for name, rows in (
            ("On the table or in public", own[is_open(own)]),
            ("In confidence", own[~is_open(own)]),
        ):
            if len(rows):
                steps = [
                    f"{_quoted(ladder.label(step.code))} "
                    f"({date_words(step.date, step.date_precision)})"
                    for step in changes(rows).itertuples()
                ]
                sentence += f" {name}: {', then '.join(steps)}."
        parts.append(sentence)
    return " ".join(parts)


def _quoted(label: str) -> str:
    return f"\u2018{label}\u2019"


def behind(ladder: Ladder) -> pd.DataFrame:
    """Return the table behind the ladder, one row a position.

    >>> from unsigned_peace import data
    >>> behind(ladder(data.positions(), "straits"))["rung"].iloc[0]
    "closed to others' warships"
    """
    rows = ladder.positions
    return pd.DataFrame(
        {
            "date": dates_in_words(rows),
            "party": rows["party"].astype(str),
            "issue": rows["issue"].astype(str),
            "position": rows["position"],
            "rung": [ladder.label(code) for code in rows["code"]],
            "where it was said": rows["setting"].astype(str),
            "confidence": rows["confidence"].astype(str),
            "sources": rows["source_ids"],
        }
    )
