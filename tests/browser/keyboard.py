"""A student who has no mouse: keys, and where they lead."""

import json
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.notebook_page import RUN_MS, SHOWN, NotebookPage

MOST_STOPS = 60  # of the Tab key, from a cell into what stands in it

ACTIVE_CELL = f"""() => {{
  const cells = [...document.querySelectorAll("{SHOWN} .jp-Notebook .jp-Cell")];
  return cells.findIndex((one) => one.classList.contains("jp-mod-active"));
}}"""
# What has the focus, and whether the question round it still waits for it.
STOP = """() => {
  const at = document.activeElement;
  const form = at.closest(".up-question");
  const kinds = {
    "[type=radio]": "tick", "[type=checkbox]": "tick", select: "choose", input: "type",
    ".up-order button": "move", "[type=submit]": "check",
  };
  if (!form) return "";
  if (form.querySelector(".up-verdict")) return "done";
  const [, kind] = Object.entries(kinds).find(([what]) => at.matches(what)) ?? [];
  const made = {
    tick: form.querySelector(":checked"),
    choose: at.value,
    type: at.value,
    move: /^(?!.*already)./.test(form.querySelector(".up-live > .up-hidden")?.textContent),
  };
  return made[kind] ? "made" : (kind ?? "other");
}"""


class Keyboard:
    """The keys of a notebook page. Nothing here clicks or sets the focus by itself."""

    def __init__(self, notebook: NotebookPage, file: Path) -> None:
        """Read the order of the cells in the file of the notebook."""
        self.page = notebook.page
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        self._places = {cell["id"]: place for place, cell in enumerate(cells)}
        self._ids = list(self._places)

    @property
    def focused(self) -> Locator:
        """What has the focus."""
        return self.page.locator(":focus")

    def press(self, *names: str) -> None:
        """Press keys one after the other."""
        for name in names:
            self.page.keyboard.press(name)

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)

    def go_to_cell(self, name: str) -> Locator:
        """Go to a cell with the arrows; return it."""
        wanted = self._places[name]
        for _ in range(len(self._ids)):
            if (here := self.page.evaluate(ACTIVE_CELL)) == wanted:
                break
            self.press(*["ArrowDown" if here < wanted else "ArrowUp"] * abs(wanted - here))
        cell = self.page.locator(SHOWN).locator(".jp-Notebook .jp-Cell").nth(wanted)
        expect(cell).to_contain_class("jp-mod-active")
        return cell

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the focus is at `target`."""
        for _ in range(MOST_STOPS):
            self.press("Tab")
            if target.evaluate_all("all => all.includes(document.activeElement)"):
                return
        raise AssertionError(f"Tab does not lead to {target}; it led to {self.where()}.")

    def where(self) -> str:
        """Say where the focus is."""
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")

    def answer_quiz(self, name: str, *, graded: bool = False) -> None:
        """Answer every question of the quiz in a cell: with anything, by Tab, Space and Enter."""
        quiz = self.go_to_cell(name).locator(".up-quiz")
        expect(quiz).to_be_attached(timeout=RUN_MS)
        forms, said = quiz.locator("form"), quiz.locator(".up-verdict")
        last, asked, answered = forms.last, forms.count(), said.count()
        for _ in range(MOST_STOPS * asked):
            self.press("Tab")
            match self.page.evaluate(STOP):
                case "tick" | "move":
                    self.press("Space")
                case "choose":
                    self.press("ArrowDown")
                case "type":
                    self.type("28")
                case "check":
                    self.press("Enter")
                    answered += 1
                    expect(said).to_have_count(answered, timeout=RUN_MS)
            if answered == asked or (graded and is_past(last)):
                break
        self.press("Escape")


def is_past(form: Locator) -> bool:
    """Tell whether the focus has gone past a form."""
    return form.evaluate(
        "form => !form.contains(document.activeElement) && !!(form.compareDocumentPosition("
        "document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )
