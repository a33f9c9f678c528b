"""The two source tasks: a student who answers, one who does not, and the samples for graders."""

import re
from pathlib import Path

import nbformat

from tests.problem_sets.nbgrader_course import REPOSITORY, cell, read

BEFORE, AFTER = "source-task-before", "source-task-after"
CRITERIA = ("sourcing", "contextualisation", "corroboration", "close-reading")
SAMPLES = REPOSITORY / "docs" / "rubrics" / "source-task-samples.md"
SAMPLE = re.compile(
    r"^### Sample (\w)\d: [\w ]+ \((\d+) of 16\)\n(.*?)(?=^###? |\Z)", re.DOTALL | re.MULTILINE
)
PAPERS = {
    "A": ("tass-kuriles-1946", "general-order-1"),
    "B": ("house-resolution-1951", "sebald-1949"),
}


def instructors(name: str) -> nbformat.NotebookNode:
    """The instructor's notebook."""
    return read(REPOSITORY / "exercises" / name / f"{name}.ipynb")


def answers(name: str, group: int):
    """Hand in something for each question, as a student of this group."""

    def work(folder: Path) -> None:
        notebook = read(folder / f"{name}.ipynb")
        cell(notebook, "group").source = f"group = {group}"
        for criterion in CRITERIA:
            cell(notebook, criterion).source = f"What I have to say on {criterion}."
        nbformat.write(notebook, folder / f"{name}.ipynb")

    return work
