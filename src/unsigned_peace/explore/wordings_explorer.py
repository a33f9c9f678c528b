"""Explore the wordings of key texts: two of them side by side, word by word."""

from html import escape

import pandas as pd

from unsigned_peace import data
from unsigned_peace.explore.drafts_explorer import GRID, QUOTE
from unsigned_peace.explore.explorer import Explorer, Screen, Values, card, dropdown
from unsigned_peace.explore.explorer_parts import facts, sources
from unsigned_peace.figures import diff_html, word_diff
from unsigned_peace.figures.chart import folded
from unsigned_peace.figures.plain_english import date_words, listed
from unsigned_peace.figures.word_diff import summary

LANGUAGES = {"en": "English", "ja": "Japanese", "ru": "Russian", "fr": "French"}
STATUS = {
    "original": "The words of the document.",
    "translation": "A translation of the document.",
    "paraphrase": "The words of a report about the document.",
    "our words": "In our words, put down word for word so that texts can be compared. "
    "Do not quote this as the document.",
}


def wordings(*clause_ids: str, table: pd.DataFrame | None = None) -> Explorer:
    """Choose two wordings and see what changed from the first to the second.

    Args:
        clause_ids: Ids of the wordings to choose from (``data.clauses()``); all wordings if left
            out. The explorer opens with the first two.
        table: The wordings; ``data.clauses()`` if left out.

    Raises:
        ValueError: if an id is not in the table, or if fewer than two wordings are left.

    >>> two = wordings("CLA-03", "CLA-05")
    >>> two.panel.status.startswith("Comparing the wording of 11 February 1945")
    True
    """
    table = data.clauses() if table is None else table
    known = list(table["clause_id"])
    if unknown := [clause for clause in clause_ids if clause not in known]:
        raise ValueError(
            f"No wording {listed(unknown)} in the table of clauses. "
            f"The ids run from {known[0]} to {known[-1]}."
        )
    chosen = list(clause_ids) or known
    if len(chosen) < 2:
        raise ValueError("Name at least two wordings to compare.")
    by_id = table.set_index("clause_id")
    options = [(_name(by_id.loc[clause]), clause) for clause in chosen]
    controls = {
        "earlier": dropdown("First text", options, chosen[0]),
        "later": dropdown("Second text", options, chosen[1]),
    }

    def show(values: Values) -> Screen:
        return _screen(table, by_id.loc[values["earlier"]], by_id.loc[values["later"]])

    return Explorer(controls, show, [[controls["earlier"]], [controls["later"]]])


def _name(clause: "pd.Series") -> str:
    ours = ", our words" if clause["status"] == "our words" else ""
    return f"{_date(clause)}: {clause['document']} ({LANGUAGES[clause['language']]}{ours})"


def _date(clause: "pd.Series") -> str:
    return date_words(clause["date"], clause["date_precision"])


def _screen(table: pd.DataFrame, before: "pd.Series", after: "pd.Series") -> Screen:
    status = f"Comparing the wording of {_date(before)} with that of {_date(after)}."
    words, spoken = _words(before, after)
    cards = f'<div style="{GRID}">{_text(table, before)}{_text(table, after)}</div>'
    ids = [*before["source_ids"], *after["source_ids"]]
    html = card(f"{cards}{words}{sources(ids)}", name="Two wordings")
    return Screen(f"{status} {spoken}", html, f"{status}\n\n{spoken}")


def _text(table: pd.DataFrame, clause: "pd.Series") -> str:
    ours = clause["status"] == "our words"
    border = "border-left-style:dashed" if ours else ""
    return (
        f'<div><h4 style="margin:0">{escape(_date(clause))}</h4>'
        f'<p style="margin:0">{escape(clause["document"])}</p>'
        f'<p style="margin:0.3em 0"><strong>{escape(STATUS[clause["status"]])}</strong></p>'
        f'<blockquote lang="{clause["language"]}" style="{QUOTE};{border}">'
        f"{escape(clause['text'])}</blockquote>{facts({'Remark': clause['note']})}"
        f"{_as_found(table, clause) if ours else ''}</div>"
    )


def _as_found(table: pd.DataFrame, clause: "pd.Series") -> str:
    """Show the wordings of the same day that were found in a source."""
    found = table[(table["date"] == clause["date"]) & (table["status"] != "our words")]
    if found.empty:
        return ""
    quotes = "".join(
        f'<p style="margin:0.4em 0 0">{escape(row.document)} '
        f"({LANGUAGES[row.language]}, {escape(str(row.status))})</p>"
        f'<blockquote lang="{row.language}" style="{QUOTE}">{escape(row.text)}</blockquote>'
        for row in found.itertuples()
    )
    return folded(
        "Show the words as they were found", quotes, name=f"found {clause['date'].date()}"
    )


def _words(before: "pd.Series", after: "pd.Series") -> tuple[str, str]:
    """Compare the wordings, or say why that cannot be done."""
    heading = '<h4 style="margin:0.75em 0 0.25em">Word by word</h4>'
    if before["language"] != after["language"]:
        reason = (
            f"No comparison of words: the first text is {LANGUAGES[before['language']]}, "
            f"the second is {LANGUAGES[after['language']]}."
        )
        return f"{heading}<p>{escape(reason)}</p>", reason
    old, new = before["text"], after["text"]
    return heading + diff_html(old, new), summary(word_diff(old, new))
