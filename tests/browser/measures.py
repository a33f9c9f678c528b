"""What is measured in a page: the wait for a verdict, and the smallest text."""

from playwright.sync_api import Locator

from tests.browser.notebook_page import SHOWN, NotebookPage
from unsigned_peace.figures import style

POINT = 96 / 72  # pixels, as CSS has it
AGAIN_MS = 100  # between two clicks

CLICK_AND_WAIT = """form => new Promise(resolve => {
  const check = [...form.querySelectorAll("button")].find(b => b.textContent === "Check answer");
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - begun));
  });
  seen.observe(form.querySelector(".up-live"), { childList: true, subtree: true });
  setTimeout(() => resolve(null), 10_000); // a busy kernel may have shown the quiz anew
  const begun = performance.now();
  check.click();
})"""

# Letters of a picture are outlines; its smallest are known in points.
SMALLEST = """(part, pictures) => {
  const sizes = [];
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: parent, textContent: text } = texts.currentNode;
    const { width, height } = parent.getBoundingClientRect();
    if (text.trim() && width > 1 && height > 1) {
      sizes.push([parseFloat(getComputedStyle(parent).fontSize), text.trim().slice(0, 40)]);
    }
  }
  for (const picture of part.querySelectorAll(".unsigned-peace-chart img")) {
    const drawn = Number(picture.getAttribute("width"));
    if (picture.width) sizes.push([pictures * picture.width / drawn, picture.alt.slice(0, 40)]);
  }
  return sizes.sort(([one], [other]) => one - other)[0];
}"""


def verdict_times(form: Locator, answers: tuple[str, ...], times: int) -> list[float]:
    """Click "Check answer" for each answer in turn; give milliseconds to the next picture."""
    measured: list[float | None] = []
    for name in answers * times:
        form.get_by_label(name).check()
        form.page.wait_for_timeout(AGAIN_MS)
        measured.append(form.evaluate(CLICK_AND_WAIT))
    return [one for one in measured if one is not None]


def smallest_in(part: Locator) -> tuple[float, str]:
    """Give the size in pixels of the smallest text that is drawn now, and its words."""
    size, words = part.evaluate(SMALLEST, style.SMALL * POINT)
    return size, words


def smallest_text(notebook: NotebookPage) -> tuple[float, str]:
    """Scroll through a notebook; give the size of its smallest text in pixels, and its words."""
    page = notebook.page
    panel = page.locator(SHOWN).locator(".jp-WindowedPanel-outer")
    panel.evaluate("panel => panel.scrollTo(0, 0)")
    found: list[tuple[float, str]] = []
    place, before = 0, -1
    while place != before:
        page.wait_for_timeout(AGAIN_MS)
        found.append(smallest_in(panel))
        panel.evaluate("panel => panel.scrollBy(0, panel.clientHeight)")
        before, place = place, panel.evaluate("panel => panel.scrollTop")
    return min(found)
