"""Small parts of explorers: headings, ticked boxes, months on sliders, facts and sources."""

from collections.abc import Hashable, Iterable, Mapping
from html import escape

import pandas as pd
from ipywidgets import HTML

from unsigned_peace.figures.chart import source_list
from unsigned_peace.figures.plain_english import date_words


def heading(text: str) -> HTML:
    """Write a word before a row of boxes."""
    return HTML(f"<strong>{escape(text)}</strong>", layout={"margin": "2px 12px 2px 2px"})


def ticked(values: Mapping[str, Hashable], prefix: str) -> list[str]:
    """Return the names of the ticked boxes whose key starts with a prefix.

    >>> ticked({"party: Japan": True, "party: USSR": False, "issue": "trade"}, "party: ")
    ['Japan']
    """
    return [key.removeprefix(prefix) for key, on in values.items() if key.startswith(prefix) and on]


def facts(items: Mapping[str, object]) -> str:
    """Write named facts as HTML, leaving out what is missing.

    >>> facts({"Who": "Kono", "Remark": pd.NA})
    '<p style="margin:0.3em 0"><strong>Who:</strong> Kono</p>'
    """
    return "".join(
        f'<p style="margin:0.3em 0"><strong>{escape(name)}:</strong> {escape(str(value))}</p>'
        for name, value in items.items()
        if not pd.isna(value)
    )


def sources(ids: Iterable[str]) -> str:
    """List sources behind a line that opens them."""
    return source_list(tuple(dict.fromkeys(ids)), name="own sources")


def month_span(
    months: pd.PeriodIndex, label: str, start: str | None = None, end: str | None = None
) -> tuple[list[str], str, tuple[int, int]]:
    """Return what `TimeSpan` needs: the names of the months, a label, and the opening pair.

    A day outside the months opens at the nearest month.

    >>> months = pd.period_range("1955-01", "1955-12", freq="M")
    >>> month_span(months, "Time", "1955-06-03", "1956-01-01")[2]
    (5, 11)
    """
    names = [date_words(month.start_time, "month") for month in months]
    return names, label, (_place(months, start, 0), _place(months, end, len(months) - 1))


def _place(months: pd.PeriodIndex, day: str | None, otherwise: int) -> int:
    if day is None:
        return otherwise
    place = int((pd.Period(day, freq="M") - months[0]).n)
    return min(max(place, 0), len(months) - 1)


def months_of(months: pd.PeriodIndex, value: Hashable) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of the stretch that the sliders show.

    >>> months = pd.period_range("1955-01", "1955-12", freq="M")
    >>> [str(day.date()) for day in months_of(months, (1, 1))]
    ['1955-02-01', '1955-02-28']
    """
    first, last = value
    return months[first].start_time, months[last].end_time.normalize()
