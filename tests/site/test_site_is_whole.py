"""The site as it is built: whole, small, alive without Python, and silent about graded work."""

import gzip
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.notebook_page import AXE
from unsigned_peace.explore.site import build, site_sources

ROOT = Path(__file__).resolve().parents[2]
MODULE = "01-san-francisco-1951"
LARGEST = 300_000  # bytes of a module as a server sends it, with scripts, styles and tables

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class Links(HTMLParser):
    """The anchors of a page, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag is called and where it leads."""
        given = dict(attrs)
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag in {"a", "img", "link", "script"}:
            self.targets += [given[name] for name in ("href", "src") if given.get(name)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once."""
    out = tmp_path_factory.mktemp("built") / "site"
    assert build.site(out, ROOT) == 0
    return out


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open a page as wide as a phone; fail if it asks anything of another host."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url),
    )
    yield page
    context.close()
    assert wrong == []


def test_a_page_is_run_without_a_word_of_warning(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]), page)
    site_sources.run(page)
    assert capfd.readouterr() == ("", "")


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    known = {file.name: Links(file.read_text(encoding="utf-8")) for file in site.glob("*.html")}
    lost = []
    for name, page in known.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or target.startswith("//"):
                continue
            file = unquote(parts.path) or name
            anchors = known[file].anchors if file in known else {unquote(parts.fragment)}
            if not (site / file).exists() or unquote(parts.fragment) not in {"", *anchors}:
                lost.append(f"{name}: {target}")
    assert lost == []


def test_what_is_mended_in_the_pages_of_sphinx_is_still_there(site: Path) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in site.glob("*.html"))
    assert 'role="heading" aria-level="2">' in text
    assert 'role="heading">' not in text
    assert "<summary>" in text
    assert "<summary aria-label" not in text


def test_a_module_is_small_before_its_figures(site: Path) -> None:
    for name in site_sources.LESSONS:
        page = Links((site / f"{name}.html").read_text(encoding="utf-8"))
        loaded = {urlsplit(target).path for target in page.targets}
        files = [site / path for path in loaded if path.endswith((".js", ".css"))]
        files.append(site / f"{name}.html")
        size = sum(len(gzip.compress(file.read_bytes())) for file in files if file.exists())
        assert size < LARGEST, (name, size)


def test_figures_have_a_picture_its_words_and_its_table(site: Path) -> None:
    text = (site / f"{MODULE}.html").read_text(encoding="utf-8")
    assert text.count("_static/figures/") > 3
    assert {"figure-s2-map", "figure-s4-explorer"} <= Links(text).anchors
    assert 'alt=""' not in text
    assert "Show the table behind this figure" in text


def test_graded_work_is_found_where_it_leaks(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    assert build.leaks(copy, ROOT / "exercises") == []
    secret = build._graded(ROOT / "exercises")[0]
    (copy / "index.html").write_text(secret, encoding="utf-8")
    assert build.leaks(copy, ROOT / "exercises") == [f"index.html: {secret}"]


@pytest.mark.browser
def test_a_quiz_is_answered_on_a_phone_and_the_answer_stays(site: Path, phone: Page) -> None:
    phone.goto((site / f"{MODULE}.html").as_uri())
    quiz = phone.locator(".up-quiz").first
    question = quiz.locator("form").first
    question.locator("input, select").first.focus()
    phone.keyboard.press("Space")
    question.get_by_role("button", name="Check answer").press("Enter")
    expect(question.locator(".up-verdict")).to_be_visible()
    said = question.locator(".up-verdict").inner_text()
    phone.reload()
    again = phone.locator(".up-quiz").first.locator("form").first
    expect(again.locator(".up-verdict")).to_have_text(said, use_inner_text=True)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
def test_answers_are_carried_into_jupyterlab(site: Path, phone: Page, tmp_path: Path) -> None:
    from unsigned_peace.quiz.answer_store import AnswerStore, bring_answers  # noqa: PLC0415

    phone.goto((site / f"{MODULE}.html").as_uri())
    form = phone.locator(".up-quiz").first.locator("form").first
    form.locator("input").first.check()
    form.get_by_role("button", name="Check answer").click()
    expect(form.locator(".up-verdict")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Save my answers as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert bring_answers(saved, tmp_path) == 0
    store = AnswerStore(tmp_path / "answers" / f"{MODULE}.json", MODULE)
    assert [record.tries for record in store.answers.records.values()] == [1]


@pytest.mark.browser
def test_paper_shows_pictures_whole_and_nothing_of_the_screen(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 900})  # A4 with its margins
    page = context.new_page()
    page.goto((site / f"{MODULE}.html").as_uri())
    page.emulate_media(media="print")
    boxes = page.locator(".up-scroll")
    assert boxes.count() > 3
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert boxes.evaluate_all(cut) == 0
    expect(page.get_by_text("Skip to content")).to_be_hidden()
    expect(page.get_by_text("Show the line of code").first).to_be_hidden()
    expect(page.get_by_text(re.compile("^Choose from: ")).first).to_be_visible()
    table = page.locator(".content table").first
    expect(table).to_have_css("break-inside", "auto")  # a long one does not leave a page empty
    page.emulate_media(media="screen")
    expect(page.get_by_text(re.compile("^Choose from: ")).first).to_be_hidden()
    context.close()


@pytest.mark.browser
def test_words_in_one_language_take_the_whole_width(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto((site / f"{MODULE}.html").as_uri())
    widths = page.locator(".up-passage-pair").evaluate_all(
        "all => all.map(one => [one, ...one.children].map(it => it.getBoundingClientRect().width))"
    )
    alone = [shown for shown in widths if len(shown) == 3]  # the pair, its number, the words
    assert alone
    assert [words for pair, _, words in alone if words < pair - 1] == []
    context.close()


@pytest.mark.browser
def test_a_link_far_down_the_page_is_there_at_once(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((site / "documents.html").as_uri())
    expect(page.locator("html")).to_have_css("scroll-behavior", "auto")
    context.close()


@pytest.mark.browser
def test_answers_fold_open_without_scripts(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / f"{MODULE}.html").as_uri())
    folds = page.locator("details").filter(has_text="Answer and sources")
    for fold in (folds.first, folds.last):  # of the warm-up, and of a quiz
        fold.get_by_text("Answer and sources", exact=True).click()
        expect(fold.get_by_text(re.compile("^Right")).first).to_be_visible()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [MODULE, "documents", "index"])
def test_axe_finds_nothing_serious(site: Path, browser: Browser, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto((site / f"{name}.html").as_uri())
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    context.close()
    assert serious == []
