"""Read the article on trial in its own order: what each paragraph says, and what it does there."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from unsigned_peace import data
from unsigned_peace.data import search_words
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    card,
    dropdown,
    empty_screen,
    search_box,
)
from unsigned_peace.explore.explorer_parts import facts, sources
from unsigned_peace.figures.chart import folded
from unsigned_peace.figures.plain_english import counted, listed
from unsigned_peace.shared import theme

ALL = ""
NOTHING = "No paragraph is like this. Try fewer letters, or another part."
_TO_DO = "To do as you read."
OURS = "The digest is ours; the view is the article's."
_TASK = f"margin:1em 0 0;padding:0.5em 0.75em;border:1px solid {theme.LINE};border-radius:4px"
_QUOTE = f"margin:0.25em 0;padding-left:0.75em;border-left:3px solid {theme.LINE}"


def article(*, verdicts: bool = True) -> Explorer:
    """Read the article, paragraph by paragraph, and open the claims that stand in each.

    Args:
        verdicts: whether a claim shows what the sources say of it. False for a first reading: only
            its number and its words are shown.

    >>> page = article(verdicts=False)
    >>> page.choose(find="CLM-040")
    >>> page.panel.status
    "Showing 1 of 77 paragraphs with 'CLM-040'. The digest is ours; the view is the article's."
    """
    paragraphs = data.article_paragraphs()
    claims = data.claims().set_index("claim_id")
    finder = search_words.finder(_words(row, claims) for row in paragraphs.itertuples())
    part = dropdown("Part", [("the whole article", ALL), *_named(paragraphs["part"])])
    act = dropdown("What a paragraph does", [("anything", ALL), *_named(paragraphs["function"])])
    find = search_box("a word, or a claim such as CLM-040", width="20em", max_width="100%")

    def show(values: Values) -> Screen:
        found = paragraphs.iloc[finder.places(str(values["find"]))]
        keep = [
            values["part"] in {ALL, row.part} and values["act"] in {ALL, row.function, row.also}
            for row in found.itertuples()
        ]
        shown = found[keep]
        sought = f" with '{values['find']}'" if values["find"] else ""
        status = f"Showing {len(shown)} of {counted(len(paragraphs), 'paragraph')}{sought}. {OURS}"
        if shown.empty:
            return empty_screen(status, NOTHING)
        rows = list(shown.itertuples())
        html = "".join(_paragraph(row, claims, verdicts=verdicts) for row in rows)
        spoken = "\n".join(map(_spoken, rows))
        return Screen(status, card(html, name="The article"), f"{status}\n\n{spoken}")

    return Explorer({"part": part, "act": act, "find": find}, show, [[part, act], [find]])


def claim_html(claim_id: str, claim: pd.Series, *, verdict: bool) -> str:
    """Show a claim: its words, where it stands, and with a verdict what the sources say."""
    words = f"({_where(claim)}) {escape(claim['claim'])}"
    if not verdict:  # and no way to it
        return f"<p><strong>{claim_id}</strong> {words}</p>"
    link = f'<a href="../docs/claims.md#{claim_id}" target="_blank" rel="noopener">{claim_id}</a>'
    said = facts({"Verdict": claim["verdict"], "What sources say": claim["what_sources_say"]})
    # The link comes last: what opens over it when it has the focus must not cover the verdict.
    judged = f"<p><strong>{claim_id}</strong> {words}</p>{said}{sources(claim['source_ids'])}"
    return f"{judged}<p>On the page of claims: {link}</p>"


def _named(column: pd.Series) -> list[tuple[str, str]]:
    return [(name, name) for name in column.cat.categories if (column == name).any()]


def _words(row: tuple, claims: pd.DataFrame) -> str:
    """Return all that can be found in a paragraph, the numbers and words of its claims included."""
    fields = [row.digest, row.quotation, row.section, *row.voices, *row.words, *row.claim_ids]
    fields += [claims.loc[one, "claim"] for one in row.claim_ids]
    return " ".join(str(text) for text in fields if not pd.isna(text))


def _does(row: tuple) -> str:
    return listed([row.function, *([] if pd.isna(row.also) else [row.also])])


def _where(claim: Mapping) -> str:
    first, last = claim["paragraph"], claim["paragraph_end"]
    return f"P{first}" if first == last else f"P{first}-P{last}"


def _spoken(row: tuple) -> str:
    task = "" if pd.isna(row.task) else f"{_TO_DO} {row.task}\n"
    return f"{task}P{row.paragraph} ({_does(row)}): {row.digest}"


def _paragraph(row: tuple, claims: pd.DataFrame, *, verdicts: bool) -> str:
    parts = [
        f'<h4 style="margin:0.75em 0 0.25em">P{row.paragraph} · {row.part} · {_does(row)}</h4>',
        f'<p style="margin:0.25em 0">{escape(row.digest)}</p>',
    ]
    if not pd.isna(row.quotation):
        quotation = escape(row.quotation)
        parts.append(f'<blockquote style="{_QUOTE}">“{quotation}” (our English)</blockquote>')
    parts.append(facts({"Voices": _joined(row.voices), "Words that argue": _joined(row.words)}))
    if row.claim_ids:
        each = (claim_html(id_, claims.loc[id_], verdict=verdicts) for id_ in row.claim_ids)
        claims_html = "".join(each)
        name = f"claims of P{row.paragraph}"
        parts.append(folded(f"Claims: {', '.join(row.claim_ids)}", claims_html, name=name))
    if not pd.isna(row.note):
        name = f"note on P{row.paragraph}"
        parts.append(
            folded(
                "What the machine translation lost, or the paragraph leaves unsaid",
                f"<p>{escape(row.note)}</p>",
                name=name,
            )
        )
    section = f'<section aria-label="Paragraph {row.paragraph}">{"".join(parts)}</section>'
    if pd.isna(row.task):
        return section
    return f'<p style="{_TASK}"><strong>{_TO_DO}</strong> {escape(row.task)}</p>{section}'


def _joined(items: tuple[str, ...]) -> object:
    return "; ".join(items) or pd.NA
