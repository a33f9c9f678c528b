"""Explore the talks of October 1956."""

from html import escape
from typing import TYPE_CHECKING

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import Explorer, Screen, Values, chart_screen, dropdown
from unsigned_peace.explore.explorer_parts import facts, sources
from unsigned_peace.figures.october_clock import clock_words
from unsigned_peace.figures.plain_english import counted, date_words, listed

if TYPE_CHECKING:
    import pandas as pd

NOTHING = ""


def october_clock() -> Explorer:
    """See the talks by the hour, and choose one to read what happened.

    >>> clock = october_clock()
    >>> clock.choose(entry="OCT-06")
    >>> clock.panel.status
    'Showing 11 entries. Reading: Third talk: two strokes of the pen.'
    """
    talks = data.october_talks()
    chart = figures.october_clock(talks)
    options = [
        (f"{number}. {_when(talk)}: {talk['title']}", talk["talk_id"])
        for number, (_, talk) in enumerate(talks.iterrows(), start=1)
    ]
    entry = dropdown("Read about", [("nothing", NOTHING), *options])
    by_id = talks.set_index("talk_id")

    def show(values: Values) -> Screen:
        status = f"Showing {counted(len(talks), 'entry', 'entries')}."
        if not values["entry"]:
            return chart_screen(status, chart)
        talk = by_id.loc[str(values["entry"])]
        status += f" Reading: {talk['title']}."
        return chart_screen(status, chart, _talk(talk), chosen=True)

    return Explorer({"entry": entry}, show, picks="entry")


def _when(talk: "pd.Series") -> str:
    return f"{date_words(talk['date'])}, {clock_words(talk)}"


def _talk(talk: "pd.Series") -> str:
    title = f'<h4 style="margin:0 0 0.25em">{escape(talk["title"])}</h4>'
    details = facts(
        {
            "When": _when(talk),
            "Who": listed(talk["who"]),
            "What happened": talk["what_happened"],
            "What changed": talk["what_changed"],
            "The condition on Okinawa": talk["okinawa_words"],
            "The words \u2018including the territorial question\u2019": talk["territorial_words"],
            "Remark": talk["note"],
        }
    )
    return f"{title}{details}{sources(talk['source_ids'])}"
