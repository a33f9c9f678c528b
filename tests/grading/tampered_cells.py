"""Submissions whose cells or metadata were tampered with: flagged where the structure tells."""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from tests.grading.corpus import (
    FULL,
    NONE,
    RIGHT_ANSWERS,
    WRONG_ANSWERS,
    Case,
    Contained,
    Failed,
    Scores,
    edited,
    flagged,
)
from tests.grading.grading_course import find

HALF = FULL | {"t1": 0.0}


def _source(grade_id: str, source: str) -> Callable[[NotebookNode], object]:
    return lambda nb: find(nb, grade_id).update(source=source)


def _marks(cell: str, /, **marks: object) -> Callable[[NotebookNode], object]:
    return lambda nb: find(nb, cell).metadata.nbgrader.update(marks)


def _exchanged(nb: NotebookNode) -> None:
    one, other = find(nb, "t1"), find(nb, "t2")
    one.metadata.nbgrader.grade_id, other.metadata.nbgrader.grade_id = "t2", "t1"


def _doubled(nb: NotebookNode) -> None:
    again = json.loads(json.dumps(find(nb, "t1")))
    nb.cells.insert(0, NotebookNode(new_code_cell("pass", metadata=again["metadata"])))


def _doubled_after(nb: NotebookNode) -> None:
    again = json.loads(json.dumps(find(nb, "t1")))
    cell = new_code_cell("pass", metadata=again["metadata"])
    nb.cells.append(nbformat.from_dict(cell))


def _removed(nb: NotebookNode) -> None:
    nb.cells.remove(find(nb, "t1"))


def _stolen(nb: NotebookNode) -> None:
    """A cell of the student's calls itself the locked first cell."""
    find(nb, "setup").metadata.pop("nbgrader")


def _reordered(nb: NotebookNode) -> None:
    nb.cells.insert(2, nb.cells.pop(nb.cells.index(find(nb, "t1"))))


def _invented(nb: NotebookNode) -> None:
    marks = {
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": 50,
        "schema_version": 3,
        "grade_id": "extra",
        "cell_type": "code",
    }
    nb.cells.append(nbformat.from_dict(new_code_cell("50", metadata={"nbgrader": marks})))


def _tags(*tags: str) -> Callable[[NotebookNode], object]:
    return lambda nb: find(nb, "t1").metadata.update(tags=list(tags))


def _forged_outputs(nb: NotebookNode) -> None:
    find(nb, "partial").outputs = [new_output("execute_result", {"text/plain": "2"})]


def _evidence(nb: NotebookNode) -> None:
    nb.metadata["unsigned_peace_evidence"] = {"Nothing is wrong": ""}


def _evidence_odd(nb: NotebookNode) -> None:
    nb.metadata["unsigned_peace_evidence"] = ["x", {"y": 1}]


def _kernel(name: str) -> Callable[[NotebookNode], object]:
    def work(nb: NotebookNode) -> None:
        nb.metadata.kernelspec = {"name": name, "display_name": name, "language": "bash"}
        nb.metadata.language_info = {"name": "bash"}

    return work


def _widgets(nb: NotebookNode) -> None:
    state = {f"m{i}": {"model_name": "X", "state": {"x": "y" * 100}} for i in range(20_000)}
    nb.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": state, "version_major": 2}
    }


def _attachments(nb: NotebookNode) -> None:
    nb.cells[0]["attachments"] = {"../../x.png": {"image/png": "AAAA" * 100_000}}


def folder(
    name: str,
    expected: object,
    work: Callable[[Path], object],
    answers: dict[str, str] = RIGHT_ANSWERS,
) -> Case:
    """A case with something odd in its folder."""
    return Case(name, expected, work, answers)


def _shadow(name: str, text: str) -> Callable[[Path], None]:
    def work(folder_: Path) -> None:
        (folder_ / name).parent.mkdir(parents=True, exist_ok=True)
        (folder_ / name).write_text(text)

    return work


_QUIET = "def __getattr__(name): return lambda *a, **k: None\n"

CASES: list[Case] = [
    edited("test-changed", flagged("t1", marks=HALF), _source("t1", "pass"), RIGHT_ANSWERS),
    edited("test-emptied", flagged("t1"), _source("t1", "")),
    edited("points-changed", flagged("points"), _marks("t1", points=200)),
    edited("points-strange", flagged("points"), _marks("t1", points="many")),
    edited("points-infinite", flagged("points"), _marks("t1", points=float("inf"))),
    edited("points-not-a-number", flagged("points"), _marks("t1", points=float("nan"))),
    edited(
        "points-missing",
        flagged("points"),
        lambda nb: find(nb, "t1").metadata.nbgrader.pop("points"),
    ),
    edited("not-graded-any-more", flagged("'grade'"), _marks("t1", grade=False)),
    edited("a-solution-now", flagged("'solution'"), _marks("t1", solution=True)),
    edited("unlocked", flagged("locked", "t1"), _marks("t1", locked=False)),
    edited(
        "unlocked-and-changed",
        flagged("t1"),
        lambda nb: (_marks("t1", locked=False)(nb), _source("t1", "pass")(nb)),
    ),
    edited(
        "locked-text-changed", flagged("setup"), _source("setup", "def close(a, b): return True")
    ),
    edited(
        "locked-cell-of-megabytes",  # to parse it would take minutes and gigabytes
        flagged("t1", marks=HALF),
        _source("t1", "a = 1\n" * 500_000),
        RIGHT_ANSWERS,
    ),
    edited("type-changed", flagged("type"), lambda nb: find(nb, "t1").update(cell_type="raw")),
    edited("id-changed", flagged("t1"), _marks("t1", grade_id="other")),
    edited("id-of-another", flagged("t1", "t2"), _exchanged),
    edited("id-empty", flagged("t1"), _marks("t1", grade_id="")),
    edited("id-strange", flagged("t1"), _marks("t1", grade_id={"a": 1})),
    edited("id-path", flagged("t1"), _marks("t1", grade_id="../../t1")),
    edited("doubled-before", flagged("t1"), _doubled),
    edited("doubled-after", flagged("t1"), _doubled_after),
    edited("test-removed", flagged("t1"), _removed),
    edited("locked-removed", flagged("setup"), lambda nb: nb.cells.remove(find(nb, "setup"))),
    edited("locked-cell-without-marks", flagged("setup"), _stolen),
    edited(
        "all-marks-removed",
        flagged("t1"),
        lambda nb: [c.metadata.pop("nbgrader", 0) for c in nb.cells],
    ),
    edited("reordered", Scores(NONE), _reordered),
    edited("invented-test", Contained(FULL), _invented, RIGHT_ANSWERS),
    edited("skip-tag", flagged("skip-execution"), _tags("skip-execution")),
    edited("other-tags", Scores(NONE), _tags("raises-exception", "remove-cell", "hide-input")),
    edited(
        "tags-strange",
        Failed("not of type"),
        lambda nb: find(nb, "t1").metadata.update(tags={"a": 1}),
    ),
    edited(
        "timeout-of-its-own",
        Scores(NONE),
        lambda nb: nb.metadata.update(execution={"timeout": 999}),
    ),
    edited("old-schema", Contained(NONE), _marks("t1", schema_version=1)),
    edited("schema-of-the-future", Contained(NONE), _marks("t1", schema_version=99)),
    edited("schema-strange", Contained(NONE), _marks("t1", schema_version="three")),
    edited("forged-outputs", Scores(NONE), _forged_outputs),
    edited("forged-evidence", Scores(NONE), _evidence),
    edited("forged-evidence-odd", Scores(NONE), _evidence_odd),
    edited("other-kernel", Scores(FULL), _kernel("bash"), RIGHT_ANSWERS),
    edited("kernel-with-a-path", Scores(FULL), _kernel("../../../x"), RIGHT_ANSWERS),
    edited("no-kernel", Scores(FULL), lambda nb: nb.metadata.pop("kernelspec"), RIGHT_ANSWERS),
    edited(
        "kernel-strange",
        Scores(FULL),
        lambda nb: nb.metadata.update(kernelspec="python3"),
        RIGHT_ANSWERS,
    ),
    edited(
        "kernel-name-strange",
        Scores(FULL),
        lambda nb: nb.metadata.kernelspec.update(name=["x"]),
        RIGHT_ANSWERS,
    ),
    edited("widgets-bomb", Contained(FULL), _widgets, RIGHT_ANSWERS),
    edited("attachments", Contained(FULL), _attachments, RIGHT_ANSWERS),
    folder(
        "fake-numpy-testing", Contained(NONE), _shadow("numpy/testing.py", _QUIET), WRONG_ANSWERS
    ),
    folder(
        "own-nbgrader-config", Contained(FULL), _shadow("nbgrader_config.py", "raise SystemExit")
    ),
]
