"""A person at the hub with a real browser: the form of the hub, then JupyterLab."""

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.notebook_page import RUN_MS, SHOWN, STARTED_MS, NotebookPage
from tests.hub.hub_machine import HubMachine

KERNEL_IDLE = re.compile(r"Python 3.*Idle", re.DOTALL)


class HubBrowser(NotebookPage):
    """JupyterLab behind the hub."""

    def __init__(self, page: Page, machine: HubMachine, name: str) -> None:
        """Log in with the name and the first password; the hub starts and opens her server."""
        self.page, self.machine = page, machine
        page.goto(machine.address)
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(machine.passwords()[name])
        page.get_by_role("button", name="Sign in").click()
        self.wait_for_lab()

    def wait_until_idle(self) -> None:
        """Wait until the line below says so, and stays so: this page cannot be asked."""
        line = self.page.locator("#jp-main-statusbar")
        for _ in range(3):
            expect(line).to_contain_text(KERNEL_IDLE, timeout=RUN_MS)
            self.page.wait_for_timeout(500)

    def wait_for_lab(self) -> None:
        """Wait until JupyterLab is there."""
        self.page.wait_for_url("**/lab**", timeout=STARTED_MS)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=STARTED_MS)

    def open(self, server: str, path: str) -> None:
        """Open a notebook, and nothing else, by its address."""
        self.page.goto(f"{self.machine.address}{server}/lab/tree/{path}?reset")
        self.wait_for_lab()
        expect(self.page.locator(SHOWN).locator(".jp-Cell").first).to_be_visible(timeout=STARTED_MS)
        self.wait_until_idle()
        self.wait_until_awake()

    def choose_service(self, name: str) -> None:
        """Go from the hub's own page to a service that runs JupyterLab."""
        self.page.goto(f"{self.machine.address}/hub/home")
        self.page.get_by_role("button", name="Services").click()
        self.page.get_by_role("link", name=name).click()
        self.wait_for_lab()

    def answer_first_question(self) -> None:
        """Choose the first option, and read what is said about it."""
        question = self.show(self.page.locator(SHOWN).locator(".up-quiz form"))
        question.locator("input").first.focus()
        self.page.keyboard.press("Space")
        question.get_by_role("button", name="Check answer").click()
        expect(question.locator(".up-verdict")).to_be_visible()

    def assignments(self) -> Locator:
        """Go to the list of assignments."""
        self.menu("Nbgrader", "Assignment List")
        return self.page.locator("#nbgrader-assignment-list")

    def formgrader(self) -> FrameLocator:
        """Go to formgrader."""
        self.menu("Nbgrader", "Formgrader")
        return self.page.frame_locator("#formgrader iframe")
