"""The form of a quiz alone in a page: the real script and style, and no kernel behind it."""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from unsigned_peace.quiz import bank
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.model import Quiz
from unsigned_peace.quiz.quiz_controller import Mode, QuizController
from unsigned_peace.quiz.quiz_widget import QuizWidget

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

EXAMPLE = Path(__file__).parents[1] / "quiz" / "examples" / "practice.yml"

PAGE = """<!doctype html>
<style>{style}</style>
<div class="jp-Cell" tabindex="-1" id="cell"><div id="quiz"></div></div>
<script type="module">
import widget from "data:text/javascript;base64,{script}";
const traits = {traits};
window.sent = [];
const model = {{ get: (name) => traits[name], on() {{}}, send: (m) => sent.push(m.action) }};
widget.render({{ model, el: document.getElementById("quiz") }});
</script>
"""


def show(page: Page, folder: Path, mode: Mode = Mode.PRACTICE) -> None:
    """Draw the example quiz; `ex-refused`, which has two sources, is checked."""
    example = bank.load(EXAMPLE)
    store = AnswerStore(folder / "answers.json", example.notebook)
    quiz = Quiz("all", "All", "1", example.questions)
    controller = QuizController(
        quiz, lambda _: store, mode=mode, cite=lambda name: (f"Title of {name}", "")
    )
    for question, value in (("ex-host", "sf"), ("ex-refused", ["su", "fr"])):
        controller.handle({"action": "check", "question": question, "value": value})
    traits = {**controller.fixed(), **controller.shown()}
    script = base64.b64encode(QuizWidget._esm.encode()).decode()
    page.set_content(PAGE.format(style=QuizWidget._css, script=script, traits=json.dumps(traits)))
    expect(page.get_by_role("heading", name="All")).to_be_visible()


def test_shift_enter_goes_to_the_cell_and_checks_nothing(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path)
    page.get_by_label("Your answer, in states:").focus()
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#cell")).to_be_focused()
    page.get_by_role("button", name="Check answer").first.focus()
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#cell")).to_be_focused()
    assert "check" not in page.evaluate("sent")
    page.get_by_role("button", name="Check answer").first.press("Enter")
    assert "check" in page.evaluate("sent")


def test_one_source_is_named_and_several_share_a_fold(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path)
    expect(page.get_by_text("Source EX-1", exact=True)).to_have_count(1)
    page.get_by_text("Sources (2)").click()
    for name in ("EX-1", "EX-2"):
        expect(page.get_by_text(f"{name}: Title of {name}")).to_be_visible()


def test_only_practice_says_that_more_than_one_may_be_right(page: Page, tmp_path: Path) -> None:
    words = page.get_by_text("More than one may be right.")
    show(page, tmp_path)
    expect(words).to_have_count(1)
    show(page, tmp_path, Mode.GRADED)
    expect(words).to_have_count(0)


@pytest.mark.parametrize("width", [640, 1280])
def test_a_choice_lies_below_its_label_at_full_width(
    page: Page, tmp_path: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, tmp_path)
    choice = page.get_by_label("Soviet Union").and_(page.locator("select"))
    label = page.locator(".up-pairs label", has_text="Soviet Union")
    below, whole = choice.bounding_box(), page.locator(".up-pairs").bounding_box()
    assert below["y"] >= label.bounding_box()["y"] + label.bounding_box()["height"]
    assert below["width"] == pytest.approx(whole["width"], abs=1)


BOXES_ALONE = """passage => [...passage.querySelectorAll("label")].filter((label) => {
  const words = document.createRange();
  words.setStart(label.querySelector("span").firstChild, 0);
  words.setEnd(label.querySelector("span").firstChild, 1);
  const box = label.querySelector("input").getBoundingClientRect();
  return words.getBoundingClientRect().top > box.bottom;
}).length"""


def test_no_box_of_a_passage_stands_alone_at_the_end_of_a_line(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path)
    passage = page.locator(".up-passage")
    for width in range(300, 900, 20):
        page.set_viewport_size({"width": width, "height": 900})
        assert passage.evaluate(BOXES_ALONE) == 0, width
