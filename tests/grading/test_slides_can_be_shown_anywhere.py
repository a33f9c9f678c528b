"""A deck of slides can be shown without network, by keyboard, and to those who do not see it."""

import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.browser.notebook_page import AXE
from unsigned_peace import data, figures
from unsigned_peace.grading.kit import slides
from unsigned_peace.quiz import bank as banks

ROOT = Path(__file__).resolve().parents[2]
DECKS = yaml.safe_load((ROOT / slides.LIST).read_text(encoding="utf-8"))
PARTS = ("scene", "question", "figure", "document", "vote", "take-away")


def built(module: str) -> BeautifulSoup:
    return BeautifulSoup(slides.deck(ROOT, module, DECKS[module]), "html.parser")


@pytest.mark.parametrize("module", DECKS)
def test_every_module_has_its_parts_in_order(module: str) -> None:
    kinds = [entry["slide"] for entry in DECKS[module]]
    assert 8 <= len(kinds) <= 12
    assert set(PARTS) <= set(kinds)
    assert kinds[:2] == ["scene", "question"]
    assert kinds[-1] == "take-away"
    assert 2 <= kinds.count("figure") <= 3
    assert ("hearing" in kinds) == (module != "05-verdict")


def test_what_the_slides_name_is_there() -> None:
    for module, entries in DECKS.items():
        questions = {one.id: one for one in banks.load(module).questions}
        for entry in entries:
            if entry["slide"] == "document":
                assert data.document(entry["document"]).passages
            elif entry["slide"] == "vote":
                assert questions[entry["question"]].options
            elif entry["slide"] == "figure":
                assert entry["figure"] in figures.__all__
                keys = set(data.table(entry["tables"][0]).iloc[:, 0])
                assert set(entry.get("rows", ())) <= keys


def test_a_deck_needs_nothing_from_elsewhere_and_tells_what_it_shows() -> None:
    deck = built("04-declaration-aftermath")
    assert not deck.find_all(["script", "link", "iframe"])
    pictures = deck.find_all("img")
    assert len(pictures) == 3
    for picture in pictures:
        assert picture["src"].startswith("data:image/svg+xml;base64,")
        assert len(picture["alt"]) > 40
        assert picture["alt"] in picture.find_parent("section").details.get_text()
    places = {one["id"] for one in deck.find_all(id=True)}
    assert {link["href"].removeprefix("#") for link in deck.find_all("a")} <= places
    assert not re.search(r"\[\d+\]|<sup|<!--", str(deck))
    assert len(deck.find_all("h1")) == 1


@pytest.mark.slow
def test_the_words_are_those_of_the_notebook_and_the_ledger() -> None:
    deck = built("05-verdict")
    text = " ".join(deck.get_text().split())
    assert "A newspaper prints news that is sixty-three years old." in text
    assert "The strongest evidence against your view belongs in your text." in text
    for paper in ("bohlen-1947", "senate-1952", "petition-1947"):
        assert all(one.in_english in text for one in data.document(paper).passages)


@pytest.mark.slow
def test_decks_are_turned_by_keys_ask_no_host_and_are_accessible(
    browser: Browser, tmp_path: Path
) -> None:
    assert slides.slides(tmp_path, ROOT) == 0
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    for module in DECKS:
        page.goto((tmp_path / f"{module}.html").as_uri())
        heading = page.locator("#slide-2 h2")
        page.keyboard.press("PageDown")
        page.wait_for_function("window.scrollY > 300")
        page.wait_for_function("document.querySelector('#slide-2').getBoundingClientRect().top < 5")
        assert heading.is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run()).violations")
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
