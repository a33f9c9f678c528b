"""Tables that students read: nothing is cut, and the frame says what it is."""

import re

import pandas as pd
import pytest

from unsigned_peace import data, figures
from unsigned_peace.shared.html_table import html_table


def test_long_texts_are_shown_whole() -> None:
    claims = data.claims()[["claim_id", "what_sources_say"]]
    html = figures.table(claims, "All claims")._repr_html_()
    longest = max(claims["what_sources_say"], key=len)
    assert longest[-40:].replace("'", "&#x27;").replace('"', "&quot;") in html


def test_caption_counts_the_rows_and_names_the_region() -> None:
    html = figures.table(data.drafts().head(1)[["draft_id"]], "A draft")._repr_html_()
    assert "<strong>A draft</strong> (1 row)" in html
    assert 'aria-label="A draft"' in html


def test_plain_text_stands_in_where_there_is_no_html() -> None:
    bundle = figures.table(pd.DataFrame({"state": ["Peru"]}), "One state")._repr_mimebundle_()
    assert "Peru" in bundle["text/plain"]


def test_a_series_is_refused_with_a_way_out() -> None:
    with pytest.raises(TypeError, match="reset_index"):
        figures.table(pd.Series([1]), "Counts")


@pytest.mark.parametrize(("rows", "scrolls"), [(9, False), (40, True)])
def test_only_a_long_table_scrolls_down_in_its_box_and_says_so(rows: int, *, scrolls: bool) -> None:
    html = figures.table(pd.DataFrame({"state": ["Peru"] * rows}), "States")._repr_html_()
    assert ("max-height" in html) is scrolls
    assert (f"Scroll in the box: {rows} rows." in html) is scrolls


def test_an_id_does_not_break_at_its_hyphen_nor_does_a_link():
    link = '<a href="../docs/claims.md#CLM-016">CLM-016</a>'
    table = html_table(["Claim", "What"], [[link, "a long sentence about something"]])
    claim, sentence = re.findall(r"<t[hd][^>]*>(?=<a|a long)", table)
    assert "nowrap" in claim
    assert "nowrap" not in sentence
