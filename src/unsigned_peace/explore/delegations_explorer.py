"""Explore who came to San Francisco."""

from collections.abc import Mapping

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    chart_screen,
    checkbox,
    dropdown,
    empty_screen,
)
from unsigned_peace.figures.chart import folded, table_html
from unsigned_peace.figures.delegations import GROUPINGS, outcome
from unsigned_peace.figures.plain_english import counted

STATES = {
    "all": "all states of the table",
    "invited": "states that were invited",
    "attended": "states that came",
    "signed": "states that signed",
    "unsigned": "states that came and did not sign",
    "away": "states that did not come",
}
COLUMNS = ("state", "region", "belligerency", "vote_on_rules", "ratification", "settlement")


def delegations(table: pd.DataFrame | None = None) -> Explorer:
    """Group and filter the delegations, and set the article's numbers beside the count.

    Args:
        table: The delegations; `data.delegations()` if left out.

    >>> delegations().panel.status.endswith("by region, with the numbers of the article.")
    True
    """
    table = data.delegations() if table is None else table
    counts = data.claim_counts()
    counts = counts[counts["grouping"] == "region"]
    claimed = dict(zip(counts["group"], counts["number"].astype(int), strict=True))

    def show(values: Values) -> Screen:
        return _screen(table, claimed, values)

    controls = {
        "by": dropdown("Group by", [(words, name) for name, words in GROUPINGS.items()]),
        "states": dropdown("Show", [(words, name) for name, words in STATES.items()]),
        "compare": checkbox("Compare with the numbers of the article (by region)"),
    }
    return Explorer(controls, show)


def choose_states(table: pd.DataFrame, which: str) -> pd.DataFrame:
    """Keep the states of one of the kinds in `STATES`."""
    keep = {
        "all": pd.Series(data=True, index=table.index),
        "invited": table["invited"],
        "attended": table["attended"],
        "signed": table["signed"],
        "unsigned": table["attended"] & ~table["signed"],
        "away": ~table["attended"],
    }
    return table[keep[which]]


def _screen(table: pd.DataFrame, claimed: Mapping[str, int], values: Values) -> Screen:
    by, which = str(values["by"]), str(values["states"])
    chosen = choose_states(table, which)
    status = (
        f"Showing {len(chosen)} of {counted(len(table), 'state')}: {STATES[which]}, "
        f"by {GROUPINGS[by]}"
    )
    if chosen.empty:
        return empty_screen(status, "No state is left. Choose other states.")
    numbers = {}
    if values["compare"] and by == "region":
        numbers = {
            group: number for group, number in claimed.items() if (chosen[by] == group).any()
        }
        status += ", with the numbers of the article" if numbers else ""
    chart = figures.delegations(chosen, by, numbers)
    rows = chosen.assign(**{"what it did": outcome(chosen)})
    rows = rows[[*COLUMNS, "what it did"]].rename(columns=lambda name: name.replace("_", " "))
    states = folded(f"Show the states ({len(rows)})", table_html(rows, "States"), name="states")
    return chart_screen(f"{status}.", chart, states)
