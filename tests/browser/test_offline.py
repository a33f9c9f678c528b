"""Nothing in the course reaches for the network, and nothing pops up over it."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter_lab import Lab, running_lab
from tests.browser.notebook_page import NotebookPage
from tests.grading.grading_course import Course

pytestmark = pytest.mark.browser


@pytest.fixture
def outside(page: Page) -> list[str]:
    """Gather each address outside this machine that the page asks for."""
    asked: list[str] = []

    def note(request: object) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            asked.append(request.url)

    page.on("request", note)
    page.on("websocket", note)
    return asked


def open_lab(page: Page, lab: Lab, path: str) -> None:
    """Open a file of the course and wait until JupyterLab has started."""
    page.goto(lab.url(f"lab/tree/{path}"))
    page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=60_000)


def test_first_start_is_quiet_and_stays_inside(lab: Lab, page: Page, outside: list[str]) -> None:
    open_lab(page, lab, "README.md")
    page.wait_for_timeout(4_000)  # news and update checks come some seconds after the start
    assert outside == []
    assert not lab.outgoing.exists(), lab.outgoing.read_text()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".Toastify__toast")).to_have_count(0)
    expect(page.get_by_role("tab", name="Create Assignment")).to_have_count(0)
    expect(page.get_by_role("menuitem", name="Nbgrader")).to_be_visible()


def test_a_kernel_starts_without_a_word_in_the_terminal(lab: Lab, page: Page) -> None:
    NotebookPage(page, lab, "notebooks/00-start-here.ipynb")
    assert "IPKernelApp" not in lab.log.read_text()  # that others can listen, for example


def test_source_links_open_rendered_at_their_heading(lab: Lab, page: Page) -> None:
    folder = lab.root / "scratch"
    folder.mkdir()
    cell = nbformat.v4.new_markdown_cell(
        "([document 735](../docs/sources.md#F51-735)) and ([705](../docs/sources.md#F51-705))"
    )
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=kernel)
    nbformat.write(notebook, folder / "links.ipynb")

    open_lab(page, lab, "scratch/links.ipynb")
    for link, heading in (("document 735", "F51-735"), ("705", "F51-705")):
        page.get_by_role("tab", name="links.ipynb").click()
        page.get_by_role("link", name=link, exact=True).click()
        shown = page.locator(".jp-MarkdownViewer").get_by_role("heading", name=heading)
        expect(shown).to_be_in_viewport()
    expect(page.locator(".jp-FileEditor")).to_have_count(0)


def test_grading_and_feedback_pages_stay_inside(
    graded: Lab, page: Page, outside: list[str]
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(graded.url("formgrader"))
    expect(page.get_by_role("link", name="tiny", exact=True)).to_be_visible()
    page.goto(graded.url("formgrader/gradebook/tiny/essay"))
    page.get_by_role("link", name="Submission #1").click()
    expect(page.get_by_text("The clause names no recipient.")).to_be_visible()
    # Without the stand-in for MathJax the page's own script stops before it has done this.
    expect(page.locator(".tabbable:focus")).to_have_count(1)
    page.goto(graded.url("files/feedback/ann/tiny/essay.html"))
    expect(page.get_by_text("The clause names no recipient.")).to_be_visible()
    assert faults == []
    assert outside == []
    assert not graded.outgoing.exists(), graded.outgoing.read_text()


@pytest.fixture
def graded(tmp_path: Path) -> Iterator[Lab]:
    """A course with one small problem set: one student's essay, collected and graded."""
    with running_lab(tmp_path) as lab:
        essay = nbformat.v4.new_markdown_cell("Your analysis here.")
        essay.metadata["nbgrader"] = {
            "schema_version": 3,
            "grade_id": "essay",
            "grade": True,
            "solution": True,
            "task": False,
            "locked": False,
            "points": 5,
        }
        notebook = nbformat.v4.new_notebook(cells=[essay])
        (lab.root / "exercises" / "tiny").mkdir(parents=True)
        nbformat.write(notebook, lab.root / "exercises" / "tiny" / "essay.ipynb")
        with contextlib.chdir(lab.root):
            steps = Course(lab.root).api()
            assert steps.generate_assignment("tiny")["success"]
        handed_in = lab.root / "submitted" / "ann" / "tiny"
        shutil.copytree(lab.root / "release" / "tiny", handed_in)
        answer = nbformat.read(handed_in / "essay.ipynb", as_version=4)
        answer.cells[0].source = "The clause names no recipient."
        nbformat.write(answer, handed_in / "essay.ipynb")
        with contextlib.chdir(lab.root):
            assert steps.autograde("tiny", "ann")["success"]
            assert steps.generate_feedback("tiny", "ann")["success"]
        yield lab
