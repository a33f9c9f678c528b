"""What a blind student hears: a virtual screen reader in the page, and what it has said.

Guidepup's reader goes through the page as the standards ask of a screen reader, one phrase after
the other. It stands in for no real one; but a control without a name, or a label that is said
twice, it says as a real one does.
"""

import base64
import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page

HEARD = Path(__file__).parent / "heard"
READER = (
    Path(__file__).parent
    / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
)
MOST_PHRASES = 400

READ_ON = """async () => {
  const end = `end of ${await virtual.lastSpokenPhrase()}`;
  for (let n = 0; n < MOST && (await virtual.lastSpokenPhrase()) !== end; n += 1)
    await virtual.next();
}"""
GO_TO = """async (words) => {
  for (let n = 0; n < MOST; n += 1) {
    if ((await virtual.lastSpokenPhrase()).includes(words)) return;
    await virtual.next();
  }
  throw new Error(`"${words}" was never said: ${(await virtual.spokenPhraseLog()).join(" | ")}`);
}"""

# What names its kind and nothing else is a control without a name.
NAMELESS = re.compile(
    "^(button|link|textbox|searchbox|combobox|listbox|checkbox|radio|slider|spinbutton|img|image|"
    "region|group|table|figure)(, (not checked|checked|disabled|required|expanded|not expanded))*$"
)


class ScreenReader:
    """A screen reader in a page; `heard` is what it has said so far."""

    def __init__(self, page: Page) -> None:
        """Bring the reader into the page."""
        self.page = page
        script = base64.b64encode(READER.read_bytes()).decode()
        page.evaluate(
            "async (script) => {"
            " const module = await import(`data:text/javascript;base64,${script}`);"
            " window.virtual = module.virtual; }",
            script,
        )

    def start(self, within: Locator) -> None:
        """Begin to read a part of the page."""
        within.evaluate("(node) => virtual.start({ container: node })")

    def stop(self) -> None:
        """Fall silent, and forget."""
        self.page.evaluate("() => virtual.stop()")

    def read_on(self) -> None:
        """Read to the end of what was begun with."""
        self.page.evaluate(READ_ON.replace("MOST", str(MOST_PHRASES)))

    def go_to(self, words: str) -> None:
        """Read on until the words are said."""
        self.page.evaluate(GO_TO.replace("MOST", str(MOST_PHRASES)), words)

    def act(self) -> None:
        """Do what Enter or a double tap does where the reader is."""
        self.page.evaluate("() => virtual.act()")

    def type(self, text: str) -> None:
        """Type where the reader is."""
        self.page.evaluate("(text) => virtual.type(text)", text)

    def heard(self) -> list[str]:
        """Give all that was said."""
        return self.page.evaluate("() => virtual.spokenPhraseLog()")

    def hears(self, words: str) -> None:
        """Wait until the words are said, where the reader is or by a live region."""
        self.page.wait_for_function(
            "(words) => virtual.spokenPhraseLog().then((all) => all.some((one) => one.includes(words)))",
            arg=words,
        )


def faults_of(heard: list[str]) -> list[str]:
    """Name what no sentence would say: nothing but a kind, or the same twice."""
    nameless = [f"without a name: {one}" for one in heard if NAMELESS.fullmatch(one)]
    twice = [
        f"said twice: {one}"
        for one, after in zip(heard, heard[1:], strict=False)
        if one == after and len(one.split()) > 1
    ]
    return nameless + twice


def as_kept(name: str, heard: list[str]) -> list[str]:
    """Give what was heard when the transcript was kept; `UPDATE_GOLDEN=1` keeps it anew."""
    file = HEARD / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        HEARD.mkdir(exist_ok=True)
        file.write_text("\n".join(heard) + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").splitlines()
