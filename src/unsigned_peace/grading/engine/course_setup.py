"""Find out from a course how its notebooks are to be run."""

import ast
import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbgrader.coursedir import CourseDirectory
from traitlets import Bool, Dict, Enum, Float, Integer, List, Unicode
from traitlets.config import LoggingConfigurable

from unsigned_peace.grading.sandbox.limits import MEGABYTE, Limits
from unsigned_peace.grading.sandbox.server import Setup

_STEPS = (
    "source_directory",
    "source_with_tests_directory",
    "release_directory",
    "submitted_directory",
    "feedback_directory",
    "solution_directory",
)
# What ipykernel's own specification calls its Python; jupyter_client starts its own instead.
_OURS = (
    "python",
    f"python{sys.version_info[0]}",
    "python" + ".".join(map(str, sys.version_info[:2])),
)
_SHOWN = ("matplotlib.pyplot", "ipywidgets")  # loaded late by other packages, and slowly


class Grader(LoggingConfigurable):
    """What an instructor can set in nbgrader_config.py: `c.Grader.<name> = <value>`."""

    jobs = Integer(0, help="How many notebooks run at a time; 0: one per processor.").tag(
        config=True
    )
    unsafe = Bool(
        default_value=False,
        help="Grade without those parts of the sandbox that this machine lacks.",
    ).tag(config=True)
    flag_tampering = Bool(
        default_value=True,
        help="Withhold the marks of tests that were tampered with, until a person has looked.",
    ).tag(config=True)
    beside = Enum(
        ("grade", "wait", "refuse"),
        default_value="grade",
        help="What to do with tests that cannot run apart from the student's code: give marks all "
        "the same, let them wait for a person, or refuse to grade the assignment.",
    ).tag(config=True)
    show_hidden_tests = Bool(
        default_value=True, help="Show hidden tests, and what they expect, in the feedback."
    ).tag(config=True)
    preload = List(
        Unicode(),
        default_value=None,
        allow_none=True,
        help="Modules to load once for all students. By default those that the instructor's "
        "notebooks import.",
    ).tag(config=True)
    preload_more = List(
        Unicode(),
        help="Modules to load besides: those that the course's own packages load late. With "
        "`module:function`, the function is called once, say to fill a cache.",
    ).tag(config=True)
    visible = List(
        Unicode(),
        help="Folders that notebooks may read, besides Python's and their own. With "
        "`module:function`, the function is asked for the folder on the machine that runs them.",
    ).tag(config=True)
    environment = Dict(
        Unicode(), help="Environment variables for the notebooks. They get none of yours."
    ).tag(config=True)
    notebook_seconds = Float(
        600.0, help="Time for one notebook. The time for one cell is c.Execute.timeout."
    ).tag(config=True)
    cpu_seconds = Integer(300, help="Computing time for one notebook.").tag(config=True)
    memory_megabytes = Integer(1024, help="Memory for one notebook.").tag(config=True)
    processes = Integer(100, help="Processes and threads of one notebook at a time.").tag(
        config=True
    )
    open_files = Integer(256, help="Files that one process may have open.").tag(config=True)
    file_megabytes = Integer(100, help="Size of one file.").tag(config=True)
    written_megabytes = Integer(200, help="Size of all files that a notebook writes.").tag(
        config=True
    )
    cell_output_megabytes = Integer(20, help="What one cell may print and show.").tag(config=True)
    output_megabytes = Integer(60, help="What one notebook may print and show.").tag(config=True)

    def limits(self, cell_seconds: float | None) -> Limits:
        """Give the limits of one notebook."""
        return replace(
            Limits(),
            cell_seconds=cell_seconds,
            notebook_seconds=self.notebook_seconds or None,
            cpu_seconds=self.cpu_seconds,
            memory_bytes=self.memory_megabytes * MEGABYTE,
            processes=self.processes,
            open_files=self.open_files,
            file_bytes=self.file_megabytes * MEGABYTE,
            written_bytes=self.written_megabytes * MEGABYTE,
            cell_output_bytes=self.cell_output_megabytes * MEGABYTE,
            output_bytes=self.output_megabytes * MEGABYTE,
        )

    def workers(self) -> int:
        """Say how many notebooks run at a time."""
        return self.jobs or len(os.sched_getaffinity(0))


class KernelError(RuntimeError):
    """The notebook wants a kernel that the sandbox cannot run."""


@lru_cache(maxsize=8)
def python_of(kernel: str) -> str:
    """Find the Python of a kernel by its name; no name is the kernel of this Python.

    Raises KernelError if it is no Python kernel, and jupyter_client's NoSuchKernel.

    >>> python_of("") == sys.executable
    True
    """
    if not kernel:
        return sys.executable
    command = KernelSpecManager().get_kernel_spec(kernel).argv
    if not any("ipykernel" in word for word in command):
        raise KernelError(
            f"The sandbox runs Python kernels only, and {kernel!r} is none. "
            "With c.Grader.unsafe = True in nbgrader_config.py, `nbgrader autograde` runs its "
            "notebooks with your own rights."
        )
    return sys.executable if command[0] in _OURS else command[0]


def setup_for(course: CourseDirectory, grader: Grader, kernel: str) -> Setup:
    """Say how notebooks with this kernel run in this course. Raises as `python_of` does."""
    root = Path(course.root).resolve()
    secrets = [Path(course.format_path(getattr(course, step), ".", ".")) for step in _STEPS]
    if course.db_url.startswith("sqlite:///"):
        secrets.append(Path(course.db_url.removeprefix("sqlite:///")))
    folder = Path(course.format_path(course.source_directory, ".", course.assignment_id))
    return Setup(
        course=root,
        workplace=Path(course.format_path(course.autograded_directory, ".", ".")).resolve(),
        secrets=tuple(path.resolve() for path in secrets),
        visible=tuple(grader.visible),
        imports=tuple(grader.preload) if grader.preload is not None else preload_of(folder),
        preload=(*_SHOWN, *grader.preload_more),
        environment=tuple(sorted(grader.environment.items())),
        python=python_of(kernel),
        sandbox=not grader.unsafe,
    )


@lru_cache(maxsize=8)
def preload_of(folder: Path) -> tuple[str, ...]:
    """List the modules that the notebooks in a folder import, but for files of the folder."""
    names = {name for path in sorted(folder.glob("*.ipynb")) for name in imports_of(path)}
    local = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.glob("*/")}
    found = sorted(name for name in names if name.split(".")[0] not in local)
    return tuple(found)


def imports_of(path: Path) -> Iterator[str]:
    """Yield the names of the modules that a notebook imports; cells with magics are skipped."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception:  # noqa: BLE001 - preloading is only for speed
        return
    for cell in notebook.cells:
        with contextlib.suppress(SyntaxError):
            tree = ast.parse(cell.source if cell.cell_type == "code" else "")
            for node in ast.walk(tree):
                if isinstance(node, ast.Import):
                    yield from (name.name for name in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield node.module
                    yield from (f"{node.module}.{name.name}" for name in node.names)
