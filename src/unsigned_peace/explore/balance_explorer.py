"""Explore the articles of the Declaration: what was asked for, what was signed."""

from html import escape

import pandas as pd

from unsigned_peace import data, figures
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    card,
    chart_screen,
    dropdown,
)
from unsigned_peace.explore.explorer_parts import facts, sources
from unsigned_peace.figures.plain_english import counted, sentence

ALL = 0


def declaration_balance() -> Explorer:
    """Go through the articles: where each side came from, what was signed, who gained what.

    >>> balance = declaration_balance()
    >>> balance.choose(article=9)
    >>> balance.panel.status
    'Article 9 of 10: Peace treaty and territory.'
    """
    articles, positions = data.declaration_articles(), data.positions()
    options = [(f"{row.number}. {row.subject}", row.number) for row in articles.itertuples()]
    article = dropdown("Article", [("all articles", ALL), *options])

    def show(values: Values) -> Screen:
        number = int(values["article"])
        if number == ALL:
            chart = figures.declaration_balance(articles, positions)
            numbers = articles["issues"].map(len)
            shown = f"{counted(numbers.sum(), 'issue')}, from {(numbers > 0).sum()}"
            return chart_screen(f"Showing {shown} of {len(articles)} articles.", chart)
        return _article(articles, positions, number)

    return Explorer({"article": article}, show)


def _article(articles: pd.DataFrame, positions: pd.DataFrame, number: int) -> Screen:
    own = articles[articles["number"] == number]
    row = own.iloc[0]
    status = f"Article {number} of {len(articles)}: {row['subject']}."
    gained = sentence(row["who_gained_what"])
    more = (
        f'<h4 style="margin:0 0 0.25em">Article {number}: {escape(row["subject"])}</h4>'
        + facts({"What it says": row["summary"], "Who gained what": gained})
        + sources(row["source_ids"])
    )
    if not row["issues"]:
        remark = "No issue of the talks belongs to this article, so there is nothing to draw."
        html = card(f"{more}<p>{remark}</p>", name=status)
        return Screen(status, html, f"{status}\n\n{row['summary']} {remark}")
    return chart_screen(status, figures.declaration_balance(own, positions), more)
