"""Explore opinion polls by their questions."""

from html import escape

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    chart_screen,
    dropdown,
    empty_screen,
)
from unsigned_peace.explore.explorer_widgets import TimeSpan
from unsigned_peace.figures.plain_english import counted, listed
from unsigned_peace.figures.polls import MAIN, field_words

ANY = ""


def polls() -> Explorer:
    """Filter the polls by country, institute and year.

    Remarks on what can be compared, and answers to further questions, stand under the figure.

    >>> one = polls()
    >>> one.choose(institute="FOM")
    >>> one.panel.status
    'Showing 1 of 29 polls: FOM, asked in Russia, 1990 to 2023.'
    """
    table, answers = data.polls(), data.poll_answers()
    countries = list(table["country"].cat.categories)
    country = dropdown("Asked in", [*((name, name) for name in countries), ("both", ANY)])
    numbers = table["institute"].value_counts().sort_index(kind="stable")
    institutes = [(f"{name} ({number})", name) for name, number in numbers.items()]
    institute = dropdown("Institute", [("all", ANY), *institutes])
    years = [*range(table["field_start"].dt.year.min(), table["field_end"].dt.year.max() + 1)]
    time = TimeSpan([str(year) for year in years], "Years")

    def show(values: Values) -> Screen:
        first, last = (years[place] for place in values["time"])
        return _screen(table, answers, values, (first, last))

    controls = {"country": country, "institute": institute, "time": time}
    return Explorer(controls, show, [[country, institute], [time]])


def _screen(
    table: pd.DataFrame, answers: pd.DataFrame, values: Values, years: tuple[int, int]
) -> Screen:
    shown = table[
        (table["field_end"].dt.year >= years[0]) & (table["field_start"].dt.year <= years[1])
    ]
    if values["country"]:
        shown = shown[shown["country"] == values["country"]]
    if values["institute"]:
        shown = shown[shown["institute"] == values["institute"]]
    which = f"{values['institute']}, " if values["institute"] else ""
    where = f"asked in {values['country'] or 'both countries'}"
    status = (
        f"Showing {len(shown)} of {counted(len(table), 'poll')}: {which}{where}, "
        f"{years[0]} to {years[1]}."
    )
    try:
        chart = figures.polls(shown, answers)
    except ValueError as nothing_left:
        return empty_screen(status, nothing_left)
    return chart_screen(status, chart, _remarks(shown, answers))


def _remarks(shown: pd.DataFrame, answers: pd.DataFrame) -> str:
    """Say poll by poll what must be known before comparing, and what else was asked."""
    items = []
    for _, poll in shown.sort_values(["country", "field_start"], kind="stable").iterrows():
        remarks = [] if pd.isna(poll["note"]) else [f"{poll['note'].rstrip('.')}."]
        own = answers[(answers["poll_id"] == poll["poll_id"]) & (answers["item"] != MAIN)]
        for item, rows in own.groupby("item", sort=False):
            numbers = [f"{row.answer} {row.percent:g}" for row in rows.itertuples()]
            remarks.append(f"Asked further ({item}): {listed(numbers)}.")
        if remarks:
            name = f"{poll['institute']}, {field_words(poll)}"
            items.append(f"<li><strong>{escape(name)}:</strong> {escape(' '.join(remarks))}</li>")
    if not items:
        return ""
    return f'<h4 style="margin:0 0 0.25em">Before you compare</h4><ul>{"".join(items)}</ul>'
