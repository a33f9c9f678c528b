"""Explore who wrote to whom in the American documents."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    KEPT_SCREENS,
    Explorer,
    Screen,
    Values,
    chart_screen,
    dropdown,
    empty_screen,
)
from unsigned_peace.explore.explorer_parts import sources
from unsigned_peace.figures import Chart
from unsigned_peace.figures.document_links import (
    TALK,
    Link,
    correspondents_of,
    documents_of,
    lines,
    links,
)
from unsigned_peace.figures.plain_english import counted, date_words, order_of

EVERYTHING = ""
NOBODY = ""
# From the widest choice to the narrowest; each keeps the codes from that one upwards.
RELEVANCE = {
    "context": "all documents",
    "partial": "those that touch the talks",
    "direct": "those about the talks",
}


def correspondence() -> Explorer:
    """Filter the network by relevance and by stance; read the documents of one or of two.

    >>> correspondence().panel.status
    'Showing 68 of 68 American documents. No office and nobody of the Soviet side is among them.'
    """
    table = data.frus_documents()
    pairs = {_key(link): link for link in lines(links(table))}
    everybody = correspondents_of(table)[["name", "documents"]].itertuples(index=False)
    by_number = sorted(pairs.items(), key=lambda item: -item[1].number)
    controls = {
        "relevance": dropdown("Show", [(words, code) for code, words in RELEVANCE.items()]),
        "stance": dropdown(
            "Washington wants to",
            [("any", EVERYTHING), *((code, code) for code in order_of(table["us_stance"]))],
        ),
        "pair": dropdown(
            "Read the documents of",
            [
                ("nobody", NOBODY),
                *((f"{name} ({number})", name) for name, number in everybody),
                *((_pair_words(link), key) for key, link in by_number),
            ],
        ),
    }

    @lru_cache(KEPT_SCREENS)  # who reads one office after another waits for no picture
    def drawn(relevance: str, stance: str) -> tuple[pd.DataFrame, Chart]:
        chosen = table[table["relevance"] >= relevance]
        if stance:
            chosen = chosen[chosen["us_stance"] == stance]
        return chosen, figures.correspondence(chosen)

    def show(values: Values) -> Screen:
        return _screen(table, pairs, drawn, values)

    return Explorer(controls, show, picks="pair")


def _key(link: Link) -> str:
    return f"{link.kind}|{link.first}|{link.second}"


def _pair_words(link: Link) -> str:
    how = "spoke with" if link.kind == TALK else "and"
    return f"{link.first} {how} {link.second} ({link.number})"


def _screen(
    table: pd.DataFrame,
    pairs: dict[str, Link],
    drawn: Callable[[str, str], tuple[pd.DataFrame, Chart]],
    values: Values,
) -> Screen:
    out_of = counted(len(table), "American document")
    try:
        chosen, chart = drawn(str(values["relevance"]), str(values["stance"]))
    except ValueError as nothing_left:
        status = f"Showing 0 of {out_of}."
        return empty_screen(status, nothing_left)
    status = f"Showing {len(chosen)} of {out_of}."
    if "nobody of the USSR" in chart.alt:
        status += " No office and nobody of the Soviet side is among them."
    who = str(values["pair"])
    if not who:
        return chart_screen(status, chart)
    pair = pairs.get(who)
    name = _pair_words(pair).rpartition(" (")[0] if pair else who
    ids = pair.documents if pair else documents_of(who, table)
    more = _documents(chosen[chosen["document_id"].isin(ids)], name)
    return chart_screen(f"{status} Reading: {name}.", chart, more, chosen=True)


def _documents(own: pd.DataFrame, name: str) -> str:
    """List documents in the order of time."""
    own = own.sort_values("date")
    title = f'<h4 style="margin:0 0 0.25em">{escape(name)}</h4>'
    if own.empty:
        return f"{title}<p>None of their documents is left. Show more documents.</p>"
    items = "".join(
        f"<li><strong>{escape(date_words(row.date, row.date_precision))}</strong>, "
        f"{escape(str(row.document_type))}: {escape(row.gist)} ({escape(str(row.us_stance))})</li>"
        for row in own.itertuples()
    )
    ids = [source for row in own["source_ids"] for source in row]
    return f"{title}<ul>{items}</ul>{sources(ids)}"
