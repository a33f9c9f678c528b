"""The map: islands found by their position, layers that say only what a document says."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from tests.figures.figure_tables import map_of
from unsigned_peace import data
from unsigned_peace.figures import style
from unsigned_peace.figures.map_geometry import HABOMAI, contains, cut_at, shapes
from unsigned_peace.figures.map_layers import LOOKS, OFF_THE_MAP, document_layers
from unsigned_peace.figures.map_views import SCRIPTS, VIEWS, name_of

AKIYURI, KAIGARA, SHIKOTAN, KUNASHIRI, ETOROFU, URUP = (
    "PLA-004", "PLA-010", "PLA-011", "PLA-012", "PLA-013", "PLA-014",
)  # fmt: skip
NORTH_SAKHALIN, SOUTH_SAKHALIN = "PLA-038", "PLA-037"
SHIMODA = "Treaty of Shimoda (Commerce, Navigation and Delimitation)"


def test_the_four_are_found_in_the_outlines() -> None:
    found = shapes(data.land(), data.places())
    for island in (SHIKOTAN, KUNASHIRI, ETOROFU, URUP):
        assert len(found[island].rings) == 1, island
    etorofu = max(found[ETOROFU].rings[0])
    assert 148 < etorofu[0] < 149.5


def test_islets_that_the_outlines_lack_are_points() -> None:
    found = shapes(data.land(), data.places())
    assert found[AKIYURI].points == ((146.002, 43.37),)
    assert found[KAIGARA].rings == ()
    assert len(found[HABOMAI].rings) == 4
    assert set(found[AKIYURI].points) < set(found[HABOMAI].points)


def test_sakhalin_is_cut_at_the_fiftieth_parallel() -> None:
    found = shapes(data.land(), data.places())
    assert min(lat for _, lat in found[NORTH_SAKHALIN].rings[0]) == pytest.approx(50)
    assert max(lat for _, lat in found[SOUTH_SAKHALIN].rings[0]) == pytest.approx(50)


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_a_point_is_in_a_square_if_both_its_coordinates_are(x: float, y: float) -> None:
    square = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    if abs(abs(x) - 1) > 1e-6 and abs(abs(y) - 1) > 1e-6:
        assert contains(square, (x, y)) == (abs(x) < 1 and abs(y) < 1)


@given(st.floats(-0.99, 0.99))
def test_both_sides_of_a_cut_make_the_whole(latitude: float) -> None:
    square = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    north, south = (cut_at(square, latitude, north=side) for side in (True, False))
    assert min(y for _, y in north) == pytest.approx(latitude)
    assert max(y for _, y in south) == pytest.approx(latitude)


def test_every_status_of_the_ledger_on_the_map_has_a_look_of_its_own() -> None:
    boundaries = data.boundaries()
    on_map = boundaries[
        boundaries["place_ids"].map(lambda ids: bool(ids) and not set(ids) & OFF_THE_MAP)
    ]
    assert set(on_map["status_after"].dropna()) <= set(LOOKS)


def test_looks_differ_by_more_than_colour() -> None:
    looks = set(LOOKS.values())
    for look in looks:
        others = [other for other in looks if other != look and other.colour == look.colour]
        assert all(other.hatch != look.hatch for other in others), look.name


def test_shimoda_gives_etorofu_to_japan_and_urup_to_russia_and_leaves_sakhalin_undivided() -> None:
    alt = map_of(SHIMODA).alt
    assert "Kunashiri: Japan (not named: it follows)" in alt
    assert "Etorofu: Japan; " in alt
    assert "Urup to Shumshu (18 islands of 1875): Russia" in alt
    assert "South Sakhalin (below 50 N) and North Sakhalin: undivided" in alt


def test_san_francisco_names_no_recipient_and_says_whom_it_binds() -> None:
    alt = map_of("San Francisco Peace Treaty").alt
    assert "renounced by Japan, no recipient" in alt
    assert "according to Japan and 48 signatories" in alt


def test_words_change_with_the_data() -> None:
    boundaries = data.boundaries()
    etorofu = (boundaries["date"] == "1855-02-07") & (boundaries["territory"] == "Etorofu")
    boundaries.loc[etorofu, ["status_after", "de_facto_holder_after"]] = "Russia"
    alt = map_of(SHIMODA, boundaries=boundaries).alt
    assert "Kunashiri: Japan" in alt
    assert "Etorofu and Urup to Shumshu (18 islands of 1875): Russia" in alt


def test_unverified_status_is_told() -> None:
    boundaries = data.boundaries()
    boundaries["unverified"] = [("status_after",)] * len(boundaries)
    chart = map_of(SHIMODA, boundaries=boundaries)
    assert "Japan (not verified)" in chart.alt
    assert set(chart.table["verified"]) == {"no"}


@pytest.mark.parametrize("wrong", [{"script": "fr"}, {"zoom": "moon"}])
def test_unknown_script_or_zoom_lists_the_choices(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Choose"):
        map_of(SHIMODA, **wrong)


def test_table_gives_the_names_in_the_script_of_the_map() -> None:
    table = map_of("Soviet-Japanese Joint Declaration", script="ja").table
    assert ("色丹島",) in table["names (Japanese)"].tolist()


def test_english_names_stand_in_both_forms() -> None:
    assert name_of(data.places(), KUNASHIRI) == "Kunashiri / Kunashir"


def test_every_label_has_a_name_in_every_script() -> None:
    places = data.places()
    for view in VIEWS.values():
        for place in (*view.callouts, *view.names, *view.inset.names):
            assert all(name_of(places, place, script) for script in SCRIPTS)


def test_document_without_land_of_the_map_says_so() -> None:
    chart = map_of("Potsdam Proclamation")
    assert "It names no territory of this map" in chart.alt
    assert "as we determine" in chart.caption


def test_reading_of_nishimura_counts_kunashiri_and_not_shikotan() -> None:
    chart = map_of("KUR-09")
    status = dict(zip(chart.table["territory"], chart.table["status"], strict=True))
    assert status["Kunashir / Kunashiri"] == "counted as Kuriles"
    assert status["Shikotan"] == "not counted as Kuriles"


def test_layers_come_in_the_order_of_time() -> None:
    dates = [layer.date for layer in document_layers(data.boundaries())]
    assert dates == sorted(dates)
    assert dates[0] == pd.Timestamp("1855-02-07")


def test_every_line_belongs_to_a_document_of_the_ledger() -> None:
    documents = set(data.boundaries()["document"])
    assert {line.document for line in data.lines()} <= documents


def test_what_a_text_says_what_follows_and_what_readers_say_look_different() -> None:
    layers = {layer.key: layer for layer in document_layers(data.boundaries())}
    edges = {
        (name, place): entry.look.edge
        for name in ("SCAPIN-677", "San Francisco Peace Treaty")
        for entry in layers[name].entries
        for place in entry.place_ids
    }
    assert edges["SCAPIN-677", SHIKOTAN] == "filled"
    assert edges["SCAPIN-677", KUNASHIRI] == edges["SCAPIN-677", ETOROFU] == "dashed"
    assert edges["San Francisco Peace Treaty", ETOROFU] == "dotted"
    chart = map_of("SCAPIN-677")
    told = dict(zip(chart.table["territory"], chart.table["how the text comes to it"], strict=True))
    assert "does not name it" in told["Kunashiri"]
    assert told["Shikotan"] == "the text says so"
    assert "(not named: it follows)" in chart.alt.partition("Kunashiri and Etorofu")[2]


def test_the_article_on_trial_is_no_source_of_a_map() -> None:
    sources = {one for ids in data.boundaries()["source_ids"] for one in ids}
    assert sources.isdisjoint({"SEED"})


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("zoom", VIEWS)
def test_names_stay_inside_their_window_in_every_script(script: str, zoom: str) -> None:
    chart = map_of("Soviet-Japanese Joint Declaration", script=script, zoom=zoom)
    with style.applied():
        canvas = FigureCanvasAgg(chart.figure)
        canvas.draw()
        for axes in chart.figure.axes:
            window = axes.get_window_extent()
            for text in axes.texts:
                box = text.get_window_extent(canvas.get_renderer())
                assert window.x0 <= box.x0 < box.x1 <= window.x1, text.get_text()
