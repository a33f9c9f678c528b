"""What a blind student hears: a virtual screen reader in the page, and what it has said.

Guidepup's reader goes through the page as the standards ask of a screen reader, one phrase after
the other. It stands in for no real one; but a control without a name, or a label that is said
twice, it says as a real one does. Whether a box is ticked it takes from the markup, not from what
was clicked since.
"""

import base64
import os
import re
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Locator, Page

HEARD = Path(__file__).parent / "heard"
READER = (
    Path(__file__).parent / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
)
MOST_PHRASES = 2_000

READ = f"""async (words) => {{
  for (let n = 0; n < {MOST_PHRASES}; n += 1) {{
    await virtual.next();
    if ((await virtual.lastSpokenPhrase()).includes(words)) return;
  }}
  const said = (await virtual.spokenPhraseLog()).join(" | ");
  throw new Error(`"${{words}}" was never said: ${{said}}`);
}}"""
HEAR = """async (words) => {
  for (let n = 0; n < 400; n += 1) {
    if ((await virtual.spokenPhraseLog()).some((one) => one.includes(words))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const said = (await virtual.spokenPhraseLog()).join(" | ");
  throw new Error(`"${words}" was never said: ${said}`);
}"""
# No reader goes into a closed fold; this one looks at the style alone.
FOLDED = "details:not([open]) > :not(summary) { display: none }"

# What is said of mere type and layout, of lists that are closed, and of regions that are empty.
LAYOUT = re.compile(
    "(end of |end, |option, |row, ).*|"
    "(rowgroup|paragraph|strong|emphasis|code|superscript|status|alert|polite:)"
)
# What names its kind and nothing else is a control without a name.
NAMELESS = re.compile(
    "(button|link|textbox|searchbox|combobox|listbox|checkbox|radio|slider|spinbutton|img|image|"
    "region|table|figure)(, (not )?(checked|disabled|required|expanded|selected))*"
)

CONTROL = re.compile("(button|radio|checkbox|group), ")


class ScreenReader:
    """A screen reader in a page. It keeps what was said, and what was done between."""

    def __init__(self, page: Page) -> None:
        """Bring the reader into the page."""
        self.page = page
        self._lines: list[str] = []
        script = base64.b64encode(READER.read_bytes()).decode()
        page.evaluate(
            "async (script) => {"
            " const module = await import(`data:text/javascript;base64,${script}`);"
            " window.virtual = module.virtual; }",
            script,
        )
        page.add_style_tag(content=FOLDED)

    def start(self, within: Locator) -> None:
        """Begin to read a part of the page."""
        within.evaluate("(node) => virtual.start({ container: node })")

    def read_to(self, words: str) -> None:
        """Read on until the words are said."""
        self.page.evaluate(READ, words)

    def go_to(self, words: str) -> None:
        """Skip what lies between, and stop where the words are said."""
        self._take()
        self.page.evaluate(READ, words)
        self._lines.append(f"[goes to] {self._said()[-1]}")

    def act(self) -> None:
        """Do what Enter or a double tap does where the reader is."""
        self._take()
        self._lines.append("[acts]")
        self.page.evaluate("() => virtual.act()")

    def type(self, text: str) -> None:
        """Type where the reader is."""
        self._take()
        self._lines.append(f"[types] {text}")
        self.page.evaluate("(text) => virtual.type(text)", text)

    def hears(self, words: str) -> None:
        """Wait until the words are said, where the reader is or by a live region."""
        self.page.evaluate(HEAR, words)

    def heard(self) -> list[str]:
        """Give all that was said and done."""
        self._take()
        return without_labels([line for line in self._lines if not LAYOUT.fullmatch(line)])

    def _take(self) -> None:
        self._lines += self._said()

    def _said(self) -> list[str]:
        """Give what was said since the last time."""
        said = self.page.evaluate("() => virtual.spokenPhraseLog()")
        self.page.evaluate("() => virtual.clearSpokenPhraseLog()")
        return [line.strip() for line in said]


def without_labels(lines: list[str]) -> list[str]:
    """Leave out the words that stand in a control or a group: its name was made of them."""
    kept: list[str] = []
    name = ""
    for line in lines:
        if CONTROL.match(line):
            name = line
        elif line not in name:
            name = ""
        if not name or line == name:
            kept.append(line)
    return kept


def faults_of(heard: list[str]) -> list[str]:
    """Name what no sentence would say: nothing but a kind, or the same twice."""
    nameless = [f"without a name: {one}" for one in heard if NAMELESS.fullmatch(one)]
    twice = [
        f"said twice: {one}"
        for one, after in pairwise(heard)
        if one == after and len(one.split()) > 1 and not one.startswith("cell, ")
    ]
    return nameless + twice


def as_kept(name: str, heard: list[str]) -> list[str]:
    """Give what was heard when the transcript was kept; `UPDATE_GOLDEN=1` keeps it anew."""
    file = HEARD / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        HEARD.mkdir(exist_ok=True)
        file.write_text("\n".join(heard) + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").splitlines()
