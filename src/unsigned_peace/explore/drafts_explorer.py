"""Explore the clause on the islands: two texts side by side, word by word."""

from html import escape

import pandas as pd

from unsigned_peace import data
from unsigned_peace.explore.explorer import Explorer, Screen, Values, button, card, dropdown
from unsigned_peace.figures import diff_html, word_diff
from unsigned_peace.figures.chart import citation, folded
from unsigned_peace.figures.plain_english import date_words
from unsigned_peace.figures.word_diff import summary
from unsigned_peace.shared import theme

RECIPIENTS = {
    "USSR": "the USSR",
    "USSR on condition": "the USSR, if it becomes a party",
    "to be decided": "to be decided later",
    "none named": "nobody is named",
    "not applicable": "an opinion, no clause",
}
GRID = "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20em),1fr));gap:1em"
LEAST_SAME = 0.15  # of all words; below it nearly everything is marked, and marks tell nothing
QUOTE = f"margin:0.25em 0;padding-left:0.75em;border-left:3px solid {theme.LINE}"


def drafts(table: pd.DataFrame | None = None) -> Explorer:
    """Choose two texts of the clause and see what changed between them.

    The buttons walk through the texts in the order of time.

    Args:
        table: The drafts; `data.drafts()` if left out.

    >>> drafts().panel.status.startswith("Comparing")
    True
    """
    table = data.drafts() if table is None else table
    table = table.sort_values(["date", "draft_id"], kind="stable").reset_index(drop=True)
    options = [(_name(text), place) for place, text in table.iterrows()]
    first, last = _opening(table)

    def show(values: Values) -> Screen:
        return _screen(table, int(values["earlier"]), int(values["later"]))

    controls = {
        "earlier": dropdown("First text", options, first),
        "later": dropdown("Second text", options, last),
    }

    def step(by: int) -> None:
        place = explorer.values()["later" if by > 0 else "earlier"]
        pair = (place, place + 1) if by > 0 else (place - 1, place)
        if pair[0] >= 0 and pair[1] < len(table):
            explorer.choose(earlier=pair[0], later=pair[1])

    back = button("Previous text", lambda: step(-1))
    forward = button("Next text", lambda: step(1))
    explorer = Explorer(
        controls, show, [[controls["earlier"]], [controls["later"]], [back, forward]]
    )

    def rule_buttons(_change: object = None) -> None:
        back.disabled = explorer.values()["earlier"] == 0
        forward.disabled = explorer.values()["later"] == len(table) - 1

    for control in controls.values():
        control.observe(rule_buttons, "value")
    rule_buttons()
    return explorer


def _opening(table: pd.DataFrame) -> tuple[int, int]:
    """Begin with the first and the last text of the treaty line whose wording is known."""
    known = table.index[table["clause_text"].notna() & table["kind"].isin(["agreement", "treaty"])]
    if len(known) < 2:
        return 0, len(table) - 1
    return int(known[0]), int(known[-1])


def _name(text: pd.Series) -> str:
    wording = "" if pd.notna(text["clause_text"]) else " (wording not found)"
    return f"{_date(text)}: {text['drafter']}{wording}"


def _date(text: pd.Series) -> str:
    return date_words(text["date"], text["date_precision"])


def _screen(table: pd.DataFrame, earlier: int, later: int) -> Screen:
    before, after = table.loc[earlier], table.loc[later]
    status = (
        f"Comparing text {earlier + 1} with text {later + 1} of {len(table)}: "
        f"{_date(before)} with {_date(after)}. {_change(before, after)}"
    )
    cards = f'<div style="{GRID}">{_text(before)}{_text(after)}</div>'
    words, spoken = _words(before, after)
    html = card(f"{cards}{words}{_sources(before, after)}", name="Two texts of the clause")
    return Screen(status, html, f"{status}\n\n{spoken}")


def _change(before: pd.Series, after: pd.Series) -> str:
    was, now = RECIPIENTS[before["recipient"]], RECIPIENTS[after["recipient"]]
    if was == now:
        return f"Who was to receive the islands stays the same: {now}."
    return f"Who was to receive the islands changes from '{was}' to '{now}'."


def _text(text: pd.Series) -> str:
    facts = {
        "Who was to receive the islands": _fact(text, "recipient", RECIPIENTS[text["recipient"]]),
        "The southern islands": _fact(text, "southern_islands", text["southern_islands"]),
        "What it does, in our words": _fact(text, "disposition", text["disposition"]),
    }
    if pd.notna(text["clause_text"]):
        wording = f'<blockquote style="{QUOTE}">{escape(text["clause_text"])}</blockquote>'
    else:
        wording = "The wording was not found in our sources. The summary is ours."
    items = "".join(_item(name, fact) for name, fact in {**facts, "Wording": wording}.items())
    remark = f"<p>{escape(text['note'])}</p>" if pd.notna(text["note"]) else ""
    return (
        f'<div><h4 style="margin:0">{escape(_date(text))}</h4>'
        f'<p style="margin:0">{escape(text["drafter"])} '
        f"({escape(str(text['side']))}, {escape(str(text['kind']))})</p>"
        f"{items}{remark}</div>"
    )


def _item(name: str, fact: str) -> str:
    # No <dl>: the style sheet of JupyterLab sets its terms and descriptions side by side.
    return f'<div style="margin-top:0.4em"><strong>{escape(name)}</strong><div>{fact}</div></div>'


def _fact(text: pd.Series, column: str, value: object) -> str:
    if pd.isna(value):
        return "not recorded"
    mark = " <em>(not verified)</em>" if column in text["unverified"] else ""
    return f"{escape(str(value))}{mark}"


def _words(before: pd.Series, after: pd.Series) -> tuple[str, str]:
    """Compare the wordings, or say why that cannot be done."""
    heading = '<h4 style="margin:0.75em 0 0.25em">Word by word</h4>'
    missing = [_date(text) for text in (before, after) if pd.isna(text["clause_text"])]
    if missing:
        which = " and of ".join(dict.fromkeys(missing))
        reason = (
            f"No comparison of words: the wording of {which} was not found. "
            "Compare the summaries above; they are ours, not the words of the texts."
        )
        return f"{heading}<p>{escape(reason)}</p>", reason
    old, new = before["clause_text"], after["clause_text"]
    changes = word_diff(old, new)
    same = sum(len(words) for kind, words in changes if kind == "same")
    if same < LEAST_SAME * max(len(old.split()), len(new.split())):
        reason = "These texts are too different to compare word by word."
        return f"{heading}<p>{reason}</p>", reason
    return heading + diff_html(old, new), summary(changes)


def _sources(before: pd.Series, after: pd.Series) -> str:
    ids = dict.fromkeys([*before["source_ids"], *after["source_ids"]])
    items = "".join(
        f"<li><strong>{escape(source)}</strong> {escape(citation(source))}</li>" for source in ids
    )
    return folded(f"Show the sources ({len(ids)})", f"<ul>{items}</ul>", name="sources")
