"""The count of delegations follows the table, in the picture's words and in the table behind it."""

import pytest

from tests.figures.figure_tables import delegations
from unsigned_peace import data, figures

THREE = delegations(
    ("Egypt", "Africa", True, True, True),
    ("Liberia", "Africa", True, True, False),
    ("India", "Asia", True, False, False),
)


def test_words_count_what_the_table_has() -> None:
    alt = figures.delegations(THREE).alt
    assert "3 states" in alt
    assert "2 came and 1 signed" in alt
    assert "Africa: 1 signed and 1 came, did not sign" in alt
    assert "Asia: 1 invited, did not come" in alt


def test_words_change_with_the_data() -> None:
    more = delegations(
        ("Egypt", "Africa", True, True, True), ("Japan", "Asia", False, False, False)
    )
    assert figures.delegations(more).alt != figures.delegations(THREE).alt
    assert "Asia: 1 not invited" in figures.delegations(more).alt


def test_table_behind_holds_the_same_counts_in_the_order_of_the_regions() -> None:
    table = figures.delegations(THREE).table
    assert table["region"].tolist() == ["Africa", "Asia"]
    assert table["all"].tolist() == [2, 1]


def test_number_of_the_article_stands_beside_the_count() -> None:
    chart = figures.delegations(THREE, claimed={"Africa": 7})
    assert "7 for Africa, where 2 came" in chart.alt
    africa = chart.table.set_index("region").loc["Africa"]
    assert africa["difference"] == 5


def test_real_table_contradicts_the_article_on_latin_america_and_africa() -> None:
    chart = figures.delegations(data.delegations(), claimed={"Latin America": 21, "Africa": 7})
    differences = chart.table.set_index("region")["difference"].dropna()
    assert differences.to_dict() == {"Latin America": 1, "Africa": 3}


def test_unknown_grouping_names_the_choices() -> None:
    with pytest.raises(ValueError, match="Choose region, belligerency"):
        figures.delegations(THREE, by="colour")


def test_number_for_an_unknown_group_names_the_groups() -> None:
    with pytest.raises(ValueError, match="There are: Africa and Asia"):
        figures.delegations(THREE, claimed={"Atlantis": 1})


def test_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no state is left"):
        figures.delegations(THREE.head(0))
