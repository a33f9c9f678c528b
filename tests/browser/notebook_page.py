"""What a person does in a notebook page of JupyterLab."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.jupyter_lab import ROOT, Lab

ARTIFACTS = ROOT / "artifacts"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
STARTED_MS = 60_000
OPENED_MS = 600  # a moment after it has opened, JupyterLab goes to the active cell
RUN_MS = 120_000
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"  # JupyterLab keeps other tabs in the page
# The kernel is idle, and no cell waits for it.
IDLE = """() => {
  const panels = [...window.jupyterapp.shell.widgets("main")];
  const shown = panels.find((one) => one.isVisible && one.sessionContext && one.content.widgets);
  return shown?.sessionContext.session?.kernel?.status === "idle"
    && shown.content.widgets.every((cell) => cell.model.executionState !== "running");
}"""
OPEN = "path => { window.jupyterapp.commands.execute('docmanager:open', { path }); }"
THEMES = {"JupyterLab Light": "true", "JupyterLab Dark": "false"}
COLOUR_RULES = ("color-contrast", "link-in-text-block")  # of axe: all that depends on the theme


class NotebookPage:
    """One notebook, open in JupyterLab.

    Cells far from the window have no content in the page until one scrolls to them, so everything
    here goes to its cell first.
    """

    def __init__(self, page: Page, lab: Lab, path: str) -> None:
        """Open the notebook at `path` and wait for its kernel."""
        self.page = page
        page.goto(lab.url(f"lab/tree/{path}") + "&reset")  # nothing open from the test before
        page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=STARTED_MS)
        self.wait_until_open()

    def go_on_with(self, path: str) -> None:
        """Close the notebook with its kernel, and open another one in the same JupyterLab."""
        shown = self.page.locator(SHOWN)
        self.menu("File", "Close and Shut Down Notebook…")
        self.page.get_by_role("dialog").get_by_role("button", name="Ok").click()
        expect(shown).to_have_count(0)
        self.page.evaluate(OPEN, path)
        self.wait_until_open()

    def is_shown(self, path: str) -> bool:
        """Tell whether the notebook at `path` is the one that is shown."""
        return unquote(self.page.url).split("?")[0].endswith(f"/tree/{path}")

    def wait_until_open(self) -> None:
        """Wait until cells are shown, and the kernel has nothing left to do."""
        cells = self.page.locator(SHOWN).locator(".jp-Cell")
        expect(cells.first).to_be_visible(timeout=STARTED_MS)
        self.wait_until_idle()
        self.wait_until_awake()
        self.page.wait_for_timeout(OPENED_MS)

    def wait_until_awake(self) -> None:
        """Wait until a notebook of the course has run the cells that the course made."""
        if self.page.locator(SHOWN + ".up-course").count():
            expect(self.bar).to_contain_text("The page is awake", timeout=RUN_MS)

    @property
    def bar(self) -> Locator:
        """The course's line over the notebook."""
        return self.page.locator(SHOWN).locator(".up-bar").get_by_role("status")

    def wait_until_idle(self) -> None:
        """Wait until the kernel is there and has nothing left to do."""
        for _ in range(2):  # what a widget asks for when it is drawn comes a moment later
            self.page.wait_for_timeout(150)
            self.page.wait_for_function(IDLE, timeout=RUN_MS)

    def menu(self, *names: str) -> None:
        """Choose a command from the menus."""
        bar = self.page.get_by_role("menubar").first
        bar.get_by_text(names[0], exact=True).click()
        for name in names[1:]:
            self.page.locator(".lm-Menu").get_by_text(name, exact=True).click()

    def choose_theme(self, theme: str) -> None:
        """Choose a theme from the menu."""
        self.menu("Settings", "Theme", theme)
        body = self.page.locator("body")
        expect(body).to_have_attribute("data-jp-theme-light", THEMES[theme], timeout=STARTED_MS)

    def change_theme(self) -> None:
        """Change from the light theme to the dark one, or back."""
        now = self.page.locator("body").get_attribute("data-jp-theme-light")
        self.choose_theme(next(name for name, light in THEMES.items() if light != now))

    def run_all(self) -> None:
        """Run all cells, from the menu."""
        self.menu("Run", "Run All Cells")
        self.wait_until_idle()

    def save(self) -> None:
        """Save the notebook, and wait until it is saved."""
        self.menu("File", "Save Notebook")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)

    def restart_and_run_all(self) -> None:
        """Restart the kernel and run all cells, and confirm."""
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
        self.wait_until_idle()

    def errors(self) -> list[str]:
        """Give the error messages and the warnings of all cells: JupyterLab shows both in red."""
        red = "[data-mime-type='application/vnd.jupyter.stderr']"
        return self.page.locator(SHOWN).locator(red).all_inner_texts()

    def show(self, locator: Locator) -> Locator:
        """Scroll through the notebook until `locator` is there, and bring it into view."""
        panel = self.page.locator(SHOWN).locator(".jp-WindowedPanel-outer")
        panel.evaluate("panel => panel.scrollTo(0, 0)")
        for _ in range(80):
            if locator.count():
                break
            panel.evaluate("panel => panel.scrollBy(0, panel.clientHeight * 0.8)")
            self.page.wait_for_timeout(150)
        expect(locator.first).to_be_attached()
        try:
            locator.first.scroll_into_view_if_needed()
        except Error:  # a page that is run anew draws what was just found once more
            expect(locator.first).to_be_attached()
            locator.first.scroll_into_view_if_needed()
        return locator.first

    def quiz(self, title: str) -> Locator:
        """Go to a quiz by its title."""
        return self.show(self.page.get_by_role("region", name=title))

    def screenshot(self, name: str) -> None:
        """Keep a picture for people to look at, outside of git."""
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png")


def faults(page: Page, within: str, rules: Sequence[str] = ()) -> list[dict]:
    """Give the accessibility faults inside the elements `within`, as axe does.

    With `rules`, only these are looked at: in another theme all but the colours is as before.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(
        "async ([within, rules]) => (await axe.run({include: [[within]]}, {"
        "resultTypes: ['violations'], ...(rules.length && {runOnly: rules})})).violations",
        [within, list(rules)],
    )


def grave_faults(page: Page, within: str, rules: Sequence[str] = ()) -> list[str]:
    """Describe the faults that are serious or critical: see `faults`."""
    grave = [one for one in faults(page, within, rules) if one["impact"] in {"serious", "critical"}]
    return [f"{one['id']}: {one['help']}: {node['html']}" for one in grave for node in one["nodes"]]


def keep(name: str, measured: object) -> None:
    """Keep a measurement beside the screenshots."""
    ARTIFACTS.mkdir(exist_ok=True)
    (ARTIFACTS / f"{name}.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")
