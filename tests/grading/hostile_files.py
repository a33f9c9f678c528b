"""Submissions whose notebook, metadata or files are not what they should be."""

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from tests.grading.corpus import (
    FULL,
    NONE,
    NOTEBOOK,
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


def _marks(cell: str, /, **marks: object) -> Callable[[NotebookNode], object]:
    return lambda nb: find(nb, cell).metadata.nbgrader.update(marks)


def _source(grade_id: str, source: str) -> Callable[[NotebookNode], object]:
    return lambda nb: find(nb, grade_id).update(source=source)


def _doubled(nb: NotebookNode) -> None:
    again = json.loads(json.dumps(find(nb, "t1")))
    nb.cells.insert(0, NotebookNode(new_code_cell("pass", metadata=again["metadata"])))


def _doubled_after(nb: NotebookNode) -> None:
    again = json.loads(json.dumps(find(nb, "t1")))
    cell = new_code_cell("pass", metadata=again["metadata"])
    nb.cells.append(nbformat_node(cell))


def nbformat_node(value: object) -> NotebookNode:
    import nbformat  # noqa: PLC0415

    return nbformat.from_dict(value)


def _exchanged(nb: NotebookNode) -> None:
    one, other = find(nb, "t1"), find(nb, "t2")
    one.metadata.nbgrader.grade_id, other.metadata.nbgrader.grade_id = "t2", "t1"


def _reordered(nb: NotebookNode) -> None:
    nb.cells.insert(2, nb.cells.pop(nb.cells.index(find(nb, "t1"))))


def _stolen(nb: NotebookNode) -> None:
    """A cell of the student's calls itself the locked first cell."""
    find(nb, "setup").metadata.pop("nbgrader")


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
    nb.cells.append(nbformat_node(new_code_cell("50", metadata={"nbgrader": marks})))


def _removed(nb: NotebookNode) -> None:
    nb.cells.remove(find(nb, "t1"))


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


def _course(folder_: Path) -> Path:
    return folder_.parents[2]


def _link(name: str, target: Callable[[Path], Path]) -> Callable[[Path], None]:
    def work(folder_: Path) -> None:
        (folder_ / name).unlink(missing_ok=True)
        (folder_ / name).symlink_to(target(folder_))

    return work


def _socket(folder_: Path) -> None:
    here = Path.cwd()
    os.chdir(folder_)
    try:
        one = socket.socket(socket.AF_UNIX)
        one.bind("s")
        one.close()
    finally:
        os.chdir(here)


def _huge_file(folder_: Path) -> None:
    with (folder_ / "big.bin").open("wb") as file:
        file.truncate(4_000_000_000)


def _many_files(folder_: Path) -> None:
    (folder_ / "many").mkdir()
    for number in range(12_000):
        (folder_ / "many" / str(number)).touch()


def _deep(folder_: Path) -> None:
    here = os.open(folder_, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=here)
        new = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = new
    os.close(here)


def _linked_folder(folder_: Path) -> None:
    real = folder_.with_name("real")
    folder_.rename(real)
    folder_.symlink_to(real)


def _shadow(name: str, text: str) -> Callable[[Path], None]:
    def work(folder_: Path) -> None:
        (folder_ / name).parent.mkdir(parents=True, exist_ok=True)
        (folder_ / name).write_text(text)

    return work


_QUIET = "def __getattr__(name): return lambda *a, **k: None\n"

FILES: list[Case] = [
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
        "notebook-is-a-link",
        Failed("ordinary file"),
        _link(f"{NOTEBOOK}.ipynb", lambda f: _course(f) / "source" / "a1" / f"{NOTEBOOK}.ipynb"),
    ),
    folder(
        "link-to-gradebook",
        flagged("link"),
        _link("mine.db", lambda f: _course(f) / "gradebook.db"),
    ),
    folder("link-to-solutions", flagged("link"), _link("more", lambda f: _course(f) / "source")),
    folder("link-to-itself", flagged("link"), _link("loop", lambda f: f)),
    folder("link-broken", flagged("link"), _link("gone", lambda f: f / "nowhere")),
    folder(
        "timestamp-is-a-link",
        Failed("timestamp.txt"),
        _link("timestamp.txt", lambda _: Path("/etc/passwd")),
    ),
    folder("folder-is-a-link", flagged("link"), _linked_folder),
    folder("pipe", flagged("ordinary file"), lambda f: os.mkfifo(f / "pipe")),
    folder(
        "timestamp-is-a-pipe",
        Failed("timestamp.txt"),
        lambda f: ((f / "timestamp.txt").unlink(), os.mkfifo(f / "timestamp.txt")),
    ),
    folder(
        "notebook-is-a-pipe",
        Failed("ordinary file"),
        lambda f: ((f / f"{NOTEBOOK}.ipynb").unlink(), os.mkfifo(f / f"{NOTEBOOK}.ipynb")),
    ),
    folder("socket", flagged("ordinary file"), _socket),
    folder("huge-file", Failed("too large"), _huge_file),
    folder("many-files", Failed("too large"), _many_files),
    folder("deep-folders", Failed("deep"), _deep),
    folder(
        "archive",
        Scores(FULL),
        lambda f: shutil.make_archive(str(f / "all"), "zip", f, f"{NOTEBOOK}.ipynb"),
    ),
    folder("fake-pandas", Contained(NONE), _shadow("pandas.py", _QUIET), WRONG_ANSWERS),
    folder(
        "fake-package",
        Contained(NONE),
        _shadow("unsigned_peace/exercise.py", _QUIET),
        WRONG_ANSWERS,
    ),
    folder(
        "fake-numpy-testing", Contained(NONE), _shadow("numpy/testing.py", _QUIET), WRONG_ANSWERS
    ),
    folder(
        "sitecustomize",
        Contained(NONE),
        _shadow("sitecustomize.py", "import builtins; builtins.abs = 0"),
        WRONG_ANSWERS,
    ),
    folder(
        "ipython-profile",
        Contained(NONE),
        _shadow(".ipython/profile_default/startup/0.py", "total = 6"),
        WRONG_ANSWERS,
    ),
    folder(
        "own-nbgrader-config", Contained(FULL), _shadow("nbgrader_config.py", "raise SystemExit")
    ),
    folder("own-gradebook", Contained(FULL), _shadow("gradebook.db", "x")),
    folder(
        "unreadable-file",
        Failed("Permission denied") if os.geteuid() else Contained(FULL),
        lambda f: ((f / "x").write_text("x"), (f / "x").chmod(0)),
    ),
    folder(
        "set-uid-file",
        Contained(FULL),
        lambda f: ((f / "x").write_text("x"), (f / "x").chmod(0o6777)),
    ),
]
