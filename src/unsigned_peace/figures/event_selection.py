"""Choose events by theme, actor and time, and say how long a date of some precision may last."""

from collections.abc import Collection

import pandas as pd

from unsigned_peace.figures.plain_english import listed, order_of


def select_events(
    events: pd.DataFrame,
    themes: Collection[str] | None = None,
    actors: Collection[str] | None = None,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Keep the events of some themes, with some actors, between two days (both included).

    `None` keeps all. An event known to the month is kept if any day of the month is inside.

    Raises:
        ValueError: if a theme or an actor does not occur in the table.

    >>> from unsigned_peace import data
    >>> year = select_events(data.events(), start="1952-01-01", end="1952-12-31")
    >>> sorted(set(year["date"].dt.year))
    [1952]
    """
    keep = pd.Series(data=True, index=events.index)
    if themes is not None:
        _check(themes, order_of(events["theme"]), "theme")
        keep &= events["theme"].isin(themes)
    if actors is not None:
        present = {actor for names in events["actors"] for actor in names}
        _check(actors, sorted(present), "actor")
        keep &= events["actors"].map(lambda names: not set(names).isdisjoint(actors))
    if start is not None:
        keep &= last_days(events) >= pd.Timestamp(start)
    if end is not None:
        keep &= events["date"] <= pd.Timestamp(end)
    return events[keep]


def _check(asked: Collection[str], present: Collection[str], noun: str) -> None:
    if unknown := [name for name in asked if name not in present]:
        shown = listed(list(present)[:12])
        raise ValueError(f"No event has the {noun} {listed(unknown)}. There are: {shown}.")


def last_days(events: pd.DataFrame) -> pd.Series:
    """Return the last day that the date of each event may mean.

    >>> table = pd.DataFrame({"date": pd.to_datetime(["1951-01-01"]), "date_precision": ["month"]})
    >>> last_days(table).dt.day.tolist()
    [31]
    """
    days = [_last(*row) for row in zip(events["date"], events["date_precision"], strict=True)]
    return pd.Series(days, index=events.index, dtype="datetime64[ns]")


def _last(date: pd.Timestamp, precision: str) -> pd.Timestamp:
    """Return the last day that a date may mean."""
    if precision == "month":
        return date + pd.offsets.MonthEnd(0)
    if precision == "year":
        return date + pd.offsets.YearEnd(0)
    return date
