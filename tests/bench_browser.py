"""Measure what a student waits for in JupyterLab: `python -m tests.bench_browser`.

It asserts nothing: times are of this machine on this day, so it says how busy the machine was.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.jupyter_lab import ROOT, Lab, running_lab
from tests.browser.measures import smallest_text, verdict_times
from tests.browser.notebook_page import RUN_MS, NotebookPage
from tests.conftest import CHROMIUM_FLAGS, chromium_path

LESSON = "notebooks/01-san-francisco-1951.ipynb"
QUESTION = "By which way of counting"
ANSWERS = ("Counting Spain", "Counting all states of the Americas")
CLICKS = 30  # for each answer
WINDOWS = {1366: 768, 800: 600, 683: 384}  # the last is the first at 200 per cent


def opened(browser: Browser, lab: Lab, what: str) -> Page:
    """Open the lesson in a fresh window, and say how long it takes until it is awake."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    began = time.perf_counter()
    page.goto(lab.url(f"lab/tree/{LESSON}"))
    page.get_by_text("The page is awake").wait_for(timeout=RUN_MS)
    say(what, f"{time.perf_counter() - began:.1f} s")
    return page


def say(what: str, value: str) -> None:
    """Print a line."""
    print(f"{what:50} {value}", flush=True)


def measure(browser: Browser, folder: Path) -> None:
    """Print a line for each measurement."""
    with running_lab(folder) as lab:
        page = opened(browser, lab, "the first opening, to a living page")
        notebook = NotebookPage(page, lab, LESSON)
        quiz = notebook.quiz("Who was there?").locator("form").filter(has_text=QUESTION)
        waits = statistics.quantiles(verdict_times(quiz, ANSWERS, CLICKS), n=100)
        say("click to verdict", f"median {waits[49]:.0f} ms, 95 % {waits[94]:.0f} ms")
        for width, height in WINDOWS.items():
            notebook.page.set_viewport_size({"width": width, "height": height})
            size, words = smallest_text(notebook)
            say(f"smallest text at {width} pixels", f"{size:.1f} px ({words})")
        notebook.page.set_viewport_size({"width": 1366, "height": 768})  # the menu needs room
        notebook.save()
    with running_lab(folder) as lab:
        opened(browser, lab, "the next morning, to a living page")


def main() -> None:
    """Start a browser and a JupyterLab of their own, and measure."""
    files = [file for file in (ROOT / "jupyter/labextension").rglob("*") if file.is_file()]
    say("the extension", f"{sum(file.stat().st_size for file in files) / 1000:.0f} kB")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = chromium_path()
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        measure(browser, Path(folder))
        browser.close()
    minute, _, quarter = os.getloadavg()
    say("load of the machine, in 1 and in 15 minutes", f"{minute:.1f}, {quarter:.1f}")


if __name__ == "__main__":
    main()
