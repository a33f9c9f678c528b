"""The article is read in its own order, before and after the verdicts are seen."""

import re
from itertools import pairwise

import pytest

from unsigned_peace import data, explore, figures
from unsigned_peace.checks.pages.article_pages import article_page, claims_page

CLAIMS = data.claims().set_index("claim_id")


def numbers(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'aria-label="Paragraph (\d+)"', html)]


def test_all_paragraphs_stand_in_their_order() -> None:
    assert numbers(explore.article().panel.html) == list(range(1, 78))


def test_a_first_reading_shows_numbers_and_no_verdict() -> None:
    html = explore.article(verdicts=False).panel.html
    for claim_id in CLAIMS.index:
        assert claim_id in html
    assert "Verdict:" not in html
    assert not [text for text in CLAIMS["what_sources_say"].dropna() if text in html]


def test_from_a_claim_to_its_paragraph_its_verdict_and_its_sources() -> None:
    page = explore.article()
    page.choose(find="clm-040")
    claim = CLAIMS.loc["CLM-040"]
    assert claim["paragraph"] in numbers(page.panel.html)
    assert str(claim["verdict"]) in page.panel.html
    assert claim["source_ids"][0] in page.panel.html


@pytest.mark.parametrize(("control", "column"), [("part", "part"), ("act", "function")])
def test_choosing_a_part_or_an_act_shows_all_of_it(control: str, column: str) -> None:
    paragraphs = data.article_paragraphs()
    for name in paragraphs[column].unique():
        page = explore.article()
        page.choose(**{control: name})
        wanted = set(paragraphs.loc[paragraphs[column] == name, "paragraph"])
        assert wanted <= set(numbers(page.panel.html))
        if control == "part":
            assert wanted == set(numbers(page.panel.html))


def test_each_long_stretch_begins_with_something_to_do() -> None:
    """The list of proposals, P14 to P28, is dull to a reader who has nothing to look for."""
    paragraphs = data.article_paragraphs()
    starts = [*paragraphs.loc[paragraphs["task"].notna(), "paragraph"], 78]
    assert 14 in starts
    assert all(later - first <= 20 for first, later in pairwise(starts))
    for verdicts in (True, False):
        html = explore.article(verdicts=verdicts).panel.html
        assert html.count("To do as you read.") == len(starts) - 1
        assert html.index("P14 to P28 are one list") < html.index('aria-label="Paragraph 14"')
    assert "**To do as you read.** P14 to P28" in article_page("")


def test_what_is_not_there_is_said_in_words() -> None:
    page = explore.article()
    page.choose(find="no such word")
    assert page.panel.status.startswith("Showing 0 of 77 paragraphs")
    assert "Try fewer letters" in page.panel.html


def test_links_between_claims_and_paragraphs_arrive() -> None:
    pages = {"article.md": article_page(""), "claims.md": claims_page("")}
    headings = {
        name: set(re.findall(r"^### (.+)$", text, re.MULTILINE)) for name, text in pages.items()
    }
    for text in pages.values():
        for name, anchor in re.findall(r"\]\((article\.md|claims\.md)#([\w-]+)\)", text):
            assert anchor in headings[name]


def test_the_number_of_a_claim_in_a_table_is_a_link_to_it() -> None:
    rows = data.claims()[["claim_id", "claim"]].head(3)
    html = figures.table(rows, "Three claims, CLM-001 first")._repr_html_()
    for claim_id in rows["claim_id"]:
        assert html.count(f'href="../docs/claims.md#{claim_id}"') == 1
    assert 'aria-label="Three claims, CLM-001 first"' in html


def test_a_claim_leads_to_its_page_only_after_the_first_reading() -> None:
    for verdicts in (True, False):
        page = explore.article(verdicts=verdicts)
        page.choose(find="CLM-040")
        assert ('href="../docs/claims.md#CLM-040"' in page.panel.html) is verdicts
