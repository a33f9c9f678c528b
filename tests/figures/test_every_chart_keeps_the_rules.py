"""A chart is a picture, words, a table and sources; every chart of the course keeps the rules."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tests.figures.figure_tables import map_of
from unsigned_peace import data, figures
from unsigned_peace.figures import Chart, style
from unsigned_peace.figures.chart import table_html
from unsigned_peace.figures.dark_picture import dark
from unsigned_peace.figures.picture import Kept

CHARTS: dict[str, Callable[[], Chart]] = {
    "delegations": lambda: figures.delegations(
        data.delegations(), claimed={"Latin America": 21, "Africa": 7}
    ),
    "delegations by vote": lambda: figures.delegations(data.delegations(), "vote_on_rules"),
    "ladder": lambda: figures.recipient_ladder(data.drafts()),
    "timeline": lambda: figures.timeline(data.events(), start="1951-01-01", end="1951-12-31"),
    "whole timeline": lambda: figures.timeline(data.events()),
    "map 1951": lambda: map_of("San Francisco Peace Treaty"),
    "map in Thai": lambda: map_of("SCAPIN-677", script="th", zoom="southern islands"),
    "reading": lambda: map_of("KUR-09", script="ja"),
    "kuriles": lambda: figures.what_kurils_meant(data.kurile_readings()),
    "calendar": lambda: figures.session_calendar(data.events(), "1956-07-31", "1956-09-15"),
    "correspondence": lambda: figures.correspondence(data.frus_documents()),
    "positions": lambda: figures.position_ladder(data.positions(), start="1955-01-01"),
    "clock": lambda: figures.october_clock(data.october_talks()),
    "balance": lambda: figures.declaration_balance(data.declaration_articles(), data.positions()),
    "readings": lambda: figures.reading_curves(data.statements()),
    "polls": lambda: figures.polls(data.polls(), data.poll_answers()),
    "detainees": lambda: figures.detainee_numbers(data.detainee_figures()),
    "islands": lambda: figures.islands_by_share(data.places()),
}


@cache  # the tests of a chart are spread over processes and do not come one after the other
def drawn(name: str) -> Chart:
    return CHARTS[name]()


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> Chart:
    return drawn(request.param)


def small() -> Chart:
    with style.applied():
        figure = style.canvas(1)
    table = pd.DataFrame({"state": ["Peru & Chile"], "signed": [True]})
    return Chart(figure, 'A bar of "one" <state>.', table, "How to read it.", ("F51-735", "GK"))


def test_picture_has_its_words_and_nothing_breaks_out_of_them() -> None:
    html = small()._repr_html_()
    assert 'alt="A bar of &quot;one&quot; &lt;state&gt;."' in html
    assert "<figcaption" in html
    assert "How to read it." in html


def test_table_is_behind_the_figure_with_named_rows_and_columns() -> None:
    html = small().html()
    assert "<summary" in html
    assert "Show the table behind this figure" in html
    assert '<th scope="col"' in html
    assert '<th scope="row"' in html
    assert "Peru &amp; Chile" in html


def test_sources_lead_to_the_sources_page_and_general_knowledge_is_named_as_such() -> None:
    html = small().html()
    assert 'href="../docs/sources.md#F51-735"' in html
    assert "not verified" in html
    assert "signature ceremony" in html, "the citation, not only the id"


def test_inside_a_widget_a_source_leads_to_the_list_under_the_figure() -> None:
    html = small().html(outside=False)
    assert "href=" not in html
    assert 'data-leads="F51-735"' in html
    assert 'data-source="F51-735"' in html


def test_in_the_table_behind_a_figure_a_source_is_a_link() -> None:
    chart = figures.detainee_numbers(data.detainee_figures())
    table = chart.html().partition("<table")[2]
    assert 'href="../docs/sources.md#' in table.partition("</table>")[0]


def test_words_stand_in_where_no_picture_can_be_shown() -> None:
    bundle = small()._repr_mimebundle_()
    assert bundle["text/plain"] == small().alt
    assert "<figure" in bundle["text/html"]


def test_unknown_source_does_not_break_a_figure() -> None:
    chart = small()
    odd = Chart(chart.figure, chart.alt, chart.table, chart.caption, ("NO-SUCH",))
    assert "not in the list of sources" in odd.html()


def test_table_that_scrolls_can_be_reached_with_the_keyboard() -> None:
    html = table_html(pd.DataFrame({"a": [1]}), "Numbers")
    assert 'tabindex="0"' in html
    assert 'aria-label="Numbers"' in html


def test_every_chart_says_what_it_shows(chart: Chart) -> None:
    assert len(chart.alt) > 80
    assert chart.alt.endswith(".")
    assert "nan" not in chart.alt.lower().split()
    assert chart.caption
    assert chart.source_ids
    assert not chart.table.empty


def test_no_text_is_smaller_than_nine_points(chart: Chart) -> None:
    sizes = {text.get_fontsize() for text in chart.figure.findobj(Text) if text.get_text()}
    assert min(sizes) >= style.SMALL


@dataclass(frozen=True)
class Drawing:
    """Where the words of a chart stand, and the colour that most of the picture has there."""

    boxes: dict[Text, Bbox]
    grounds: dict[Text, str]


@cache
def drawing(figure: Figure) -> Drawing:
    with style.applied():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        texts = [one for one in figure.findobj(Text) if one.get_text() and one.get_visible()]
        boxes = {one: one.get_window_extent(canvas.get_renderer()) for one in texts}
        for one in texts:
            one.set_visible(False)
        canvas.draw()
        picture = np.asarray(canvas.buffer_rgba())[::-1, :, :3] @ [1 << 16, 1 << 8, 1]
        for one in texts:
            one.set_visible(True)
    grounds = {}
    for text in texts:
        box, patch = boxes[text], text.get_bbox_patch()
        place = picture[max(int(box.y0), 0) : int(box.y1), max(int(box.x0), 0) : int(box.x1)]
        if patch is not None:
            grounds[text] = to_hex(patch.get_facecolor())
        elif place.size:
            colours, counts = np.unique(place, return_counts=True)
            grounds[text] = f"#{colours[counts.argmax()]:06x}"
    return Drawing(boxes, grounds)


@pytest.mark.slow
def test_no_text_runs_out_of_the_picture(chart: Chart) -> None:
    page, boxes = chart.figure.bbox, drawing(chart.figure).boxes
    # A tick beyond the end of an axis has a label that is never drawn.
    ticks = {tick for axes in chart.figure.axes for tick in axes.get_xticklabels()}
    for text, box in boxes.items():
        if text not in ticks:
            assert -1 < box.x0 < box.x1 < page.width + 1, text.get_text()
            assert -1 < box.y0 < box.y1 < page.height + 1, text.get_text()


@pytest.mark.slow
def test_every_word_stands_out_on_both_themes(chart: Chart) -> None:
    """At least 4.5 to 1, as WCAG 2 asks, against what lies under most of the word."""
    weak = []
    for text, ground in drawing(chart.figure).grounds.items():
        word = to_hex(text.get_color())
        for theme, pair in (
            ("light", (word, ground)),
            ("dark", (dark(word), dark(ground))),
        ):
            if contrast(*pair) < 4.5:
                weak.append((theme, text.get_text(), *pair, round(contrast(*pair), 1)))
    assert weak == []


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by the formula of WCAG 2."""
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return float(np.dot(parts, [0.2126, 0.7152, 0.0722]))


def test_wide_and_high_figures_keep_their_heads_in_view(chart: Chart) -> None:
    high = chart.figure.get_size_inches()[1] * 96
    if high > 700 and "Map" not in chart.alt:
        assert chart.kept != Kept(), "a figure higher than a window needs its heads or its axis"


@pytest.mark.slow
def test_pictures_need_no_font_of_the_machine(chart: Chart) -> None:
    assert "<text" not in chart.svg, "letters are outlines"


@pytest.mark.slow
def test_same_chart_has_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; from unsigned_peace import data, figures;"
        "chart = figures.what_kurils_meant(data.kurile_readings());"
        "print(hashlib.sha256(chart.svg.encode()).hexdigest());"
        "assert 'matplotlib.pyplot' not in sys.modules, 'pyplot keeps figures open'"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = CHARTS["kuriles"]().svg
    assert other.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()
