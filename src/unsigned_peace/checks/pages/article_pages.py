"""The pages of `docs/` on the article: its paragraphs, and its claims with their verdicts."""

import pandas as pd

from unsigned_peace.data.tables import table

_ARTICLE = (
    "The article on trial, paragraph by paragraph, in its own order. The digest is ours; the view "
    "is the article's. What the sources say of each claim stands in [Claims](claims.md)."
)
_CLAIMS = (
    "Each claim that we found in the article, where it stands, our verdict, and what the sources "
    "say. Judge a claim yourself before you read our verdict."
)


def article_page(written: str) -> str:
    """Write `docs/article.md`, under the line `written`: one heading a paragraph.

    >>> "### P77" in article_page("")
    True
    """
    parts = ["# The article", written, _ARTICLE]
    section = ""
    for row in table("article_paragraphs").itertuples():
        if row.section != section:
            section = row.section
            parts.append(f"## {section}")
        if not pd.isna(row.task):
            parts.append(f"**To do as you read.** {row.task}")
        parts += [f"### P{row.paragraph}", *_paragraph(row)]
    return _page(parts)


def claims_page(written: str) -> str:
    """Write `docs/claims.md`, under the line `written`: one heading a claim, for links to arrive.

    >>> "[paragraph 1](article.md#P1)" in claims_page("")
    True
    """
    parts = ["# Claims", written, _CLAIMS]
    for row in table("claims").itertuples():
        first, last = row.paragraph, row.paragraph_end
        paragraphs = f"[paragraph {first}](article.md#P{first})"
        if last > first:
            paragraphs += f" to [{last}](article.md#P{last})"
        cited = ", ".join(f"[{source}](sources.md#{source})" for source in row.source_ids)
        parts += [
            f"### {row.claim_id}",
            f"{row.claim} ({paragraphs}, module {row.module})",
            f"**{str(row.verdict).capitalize()}.** {row.what_sources_say}",
            f"Sources: {cited}.",
        ]
    return _page(parts)


def _page(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _paragraph(row: tuple) -> list[str]:
    does = " and ".join(str(one) for one in (row.function, row.also) if not pd.isna(one))
    lines = [f"*{str(row.part).capitalize()}; {does}.* {row.digest}"]
    if not pd.isna(row.quotation):
        lines.append(f"> “{row.quotation}”")
    if row.claim_ids:
        links = (f"[{one}](claims.md#{one})" for one in row.claim_ids)
        lines.append(f"Claims: {', '.join(links)}.")
    return lines
