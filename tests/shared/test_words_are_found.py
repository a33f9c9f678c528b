"""Searching: in any order, with one letter wrong, by another name; in glossary, article, board."""

import pytest

from unsigned_peace import data, explore
from unsigned_peace.board.rows import ledger
from unsigned_peace.board.search import index, search
from unsigned_peace.explore.glossary_explorer import names
from unsigned_peace.shared.find import Finder


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Dulles John", "John Foster Dulles"),
        ("john dulles", "John Foster Dulles"),
        ("hatoyma", "Hatoyama Ichiro"),
        ("Ichiro Hatoyama", "Hatoyama Ichiro"),
        ("shigemtisu", "Shigemitsu Mamoru"),
        ("Хрущев", "Khrushchev"),
        ("kunashri", "Kunashiri"),
    ],
)
def test_a_name_is_found_in_any_order_and_with_a_letter_wrong(typed: str, found: str) -> None:
    finder = explore.glossary()
    finder.choose(find=typed)
    assert found in finder.panel.html
    assert not finder.panel.status.startswith("Showing 0")


def test_people_stand_in_the_order_of_their_surnames() -> None:
    table = names()
    people = table.loc[table["kind"] == "person", "english"].tolist()
    dulles = people.index("John Foster Dulles")
    assert people.index("Andrei A. Gromyko") > dulles > people.index("Nikolai A. Bulganin")


def test_okinawa_finds_what_says_ryukyus_on_the_board_and_in_the_article() -> None:
    where = index(ledger())
    both = [search(where, word).rows for word in ("Okinawa", "Ryukyu")]
    assert both[0] == both[1]
    assert any("Okinawa" not in row.text and "Ryukyu" in row.text for row in both[0])


def test_a_misspelt_word_still_finds_evidence() -> None:
    where = index(ledger())
    assert search(where, "Khruschev letter").rows == search(where, "Khrushchev letter").rows


def test_what_stands_nowhere_is_not_found() -> None:
    assert Finder(["Okinawa"]).places("xylophone") == []
    assert Finder(["in 1956", "in 1955"]).places("1957") == []


def test_every_claim_is_found_by_its_number_alone() -> None:
    claims = data.claims()
    finder = Finder(claims["claim_id"])
    for number, claim_id in enumerate(claims["claim_id"]):
        assert finder.places(claim_id) == [number]
