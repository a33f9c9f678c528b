"""The course in whose folder a command is given: its settings, its gradebook, its assignments."""

import ast
import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbgrader.api import Assignment, Gradebook
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Bool, Dict, Enum, Float, Integer, List, Unicode
from traitlets.config import Config, LoggingConfigurable

from unsigned_peace.grading.sandbox.process import MEGABYTE, Limits
from unsigned_peace.grading.sandbox.server import Setup

_SECRET = ("source", "source_with_tests", "release", "submitted", "feedback", "solution")
# What ipykernel's own specification calls its Python; jupyter_client starts its own instead.
_OURS = ("python", "python3", "python{}.{}".format(*sys.version_info), sys.executable)
_SHOWN = ("matplotlib.pyplot", "ipywidgets")  # loaded late by other packages, and slowly


class CourseError(Exception):
    """What was asked for cannot be done in this course. The message says what to do."""


class ClusterError(CourseError):
    """The cluster cannot go on, through no fault of any student."""


class KernelError(RuntimeError):
    """The notebook wants a kernel that the sandbox cannot run."""


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line. `extra` goes to nbgrader as it is."""

    assignment: str
    students: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    unsafe: bool = False
    verbose: bool = False
    executor: str = "local"
    scheduler: str = ""
    extra: tuple[str, ...] = ()


class Grader(LoggingConfigurable):
    """What an instructor can set in nbgrader_config.py: `c.Grader.<name> = <value>`."""

    jobs = Integer(help="How many notebooks run at a time; 0: what suits.")
    unsafe = Bool(help="Grade without those parts of the sandbox that this machine lacks.")
    flag_tampering = Bool(
        True,  # noqa: FBT003
        help="Withhold the marks of tests that were tampered with, until a person has looked.",
    )
    beside = Enum(
        ("grade", "wait", "refuse"),
        "grade",
        help="What to do with tests that cannot run apart from the student's code: give marks all "
        "the same, let them wait for a person, or refuse to grade the assignment.",
    )
    show_hidden_tests = Bool(
        True,  # noqa: FBT003
        help="Show hidden tests, and what they expect, in the feedback.",
    )
    explain_error = Unicode(
        help="A function, as `module:function`, that puts an error into a sentence for the "
        "feedback. It gets the error's name, its message, the code of the cell and the traceback, "
        "all as text, and gives the sentence or nothing."
    )
    preload = List(
        Unicode(),
        default_value=None,
        allow_none=True,
        help="Modules to load once for all students. By default those that the instructor's "
        "notebooks import.",
    )
    preload_more = List(
        Unicode(),
        help="Modules to load besides: those that the course's own packages load late. With "
        "`module:function`, the function is called once, say to fill a cache.",
    )
    visible = List(
        Unicode(),
        help="Folders that notebooks may read, besides Python's and their own. With "
        "`module:function`, the function is asked for the folder on the machine that runs them.",
    )
    environment = Dict(
        Unicode(), help="Environment variables for the notebooks. They get none of yours."
    )
    notebook_seconds = Float(
        600.0, help="Time for one notebook. The time for one cell is c.Execute.timeout."
    )
    cpu_seconds = Integer(300, help="Computing time for one notebook.")
    memory_megabytes = Integer(1024, help="Memory for one notebook.")
    processes = Integer(100, help="Processes and threads of one notebook.")
    open_files = Integer(256, help="Files that one process may have open.")
    file_megabytes = Integer(100, help="Size of one file.")
    written_megabytes = Integer(200, help="Size of all files of a notebook.")
    cell_output_megabytes = Integer(20, help="What one cell may print and show.")
    output_megabytes = Integer(60, help="What one notebook may print and show.")

    def limits(self, cell_seconds: float | None) -> Limits:
        """Give the limits of one notebook."""
        given = self.trait_values(config=True)
        sizes = {
            name.replace("megabytes", "bytes"): size * MEGABYTE
            for name, size in given.items()
            if name.endswith("megabytes")
        }
        same = {name: given[name] for name in ("cpu_seconds", "processes", "open_files")}
        return Limits(cell_seconds, self.notebook_seconds or None, **same, **sizes)

    def explainer(self) -> Callable[[str, str, str, str], str]:
        """Give the function of `explain_error`. Raises CourseError if there is none of that name.

        >>> Grader(explain_error="no.such:function").explainer()
        Traceback (most recent call last):
        unsigned_peace.grading.engine.course.CourseError: c.Grader.explain_error names no function \
that is there: No module named 'no'
        """
        try:
            return resolve_name(self.explain_error) if self.explain_error else lambda *_: ""
        except (ImportError, AttributeError, ValueError) as error:
            raise CourseError(
                f"c.Grader.explain_error names no function that is there: {error}"
            ) from None

    def workers(self) -> int:
        """Say how many notebooks run at a time.

        One more than there are processors: of the two processes of a notebook one often waits for
        the other, and both for the grader.
        """
        return self.jobs or len(os.sched_getaffinity(0)) + 1


for _setting in Grader.class_own_traits().values():
    _setting.tag(config=True)


def open_course() -> CourseDirectory:
    """Read the settings of the course in the current folder, as nbgrader itself does."""
    app = NbGrader()
    app.initialize([])
    return app.coursedir


def course_app(kind: type[NbGrader], options: Options, *, writing: bool = False) -> NbGrader:
    """Start one of nbgrader's programs, with the settings of the course in the current folder.

    Raises CourseError if there is no gradebook, if it does not have the assignment, or if it is for
    `writing` and cannot be written.
    """
    app = kind()
    app.initialize([options.assignment, *options.extra, *["--force"] * options.force])
    app.coursedir.assignment_id = options.assignment
    asked = {name: value for name in ("jobs", "unsafe") if (value := getattr(options, name))}
    app.update_config(Config(Grader=asked))
    if not options.verbose:
        for handler in app.log.handlers:
            if not isinstance(handler, logging.FileHandler):
                handler.setLevel(logging.CRITICAL)
    with open_gradebook(app.coursedir, writing=writing) as book:
        find_assignments(book, [options.assignment])
    return app


@contextlib.contextmanager
def open_gradebook(course: CourseDirectory, *, writing: bool = False) -> Iterator[Gradebook]:
    """Open the gradebook of a course for reading, and close it at the end.

    With `writing`, CourseError is raised if it is a file that cannot be written.

    nbgrader makes an empty gradebook where there is none. Here that is an error: CourseError.
    """
    url = make_url(course.db_url)
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        if not file.is_file():
            raise CourseError(
                f"There is no gradebook {url.database or name}. Run this in the folder of a "
                "course, where nbgrader_config.py lies, after an assignment was generated."
            )
        if writing and not os.access(file, os.W_OK):
            raise CourseError(
                f"The gradebook {file} cannot be written. Make it possible to write there, then "
                "run the same command again."
            )
    try:
        with Gradebook(course.db_url, course.course_id) as book:
            yield book
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise CourseError(f"The gradebook {name} cannot be read: {reason}") from error


def find_assignments(book: Gradebook, names: Sequence[str]) -> list[Assignment]:
    """Find assignments by their names; each once, in the order given.

    Raises CourseError, which lists the known ones, if one is not in the gradebook.
    """
    known = {one.name: one for one in book.assignments}
    for name in names:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none at all"
            raise CourseError(f"The gradebook has no assignment {name!r}. It has: {listed}.")
    return [known[name] for name in dict.fromkeys(names)]


def folder_of(course: CourseDirectory, step: str, assignment: str, student: str = ".") -> Path:
    """Give the folder of an assignment in a step, such as `source`, or `submitted` by a student."""
    return Path(course.format_path(getattr(course, f"{step}_directory"), student, assignment))


@lru_cache(maxsize=8)
def python_of(kernel: str) -> str:
    """Find the Python of a kernel by its name; "" is this Python.

    No name is the kernel of this Python, and so is `python`: jupyter_client's KernelManager knows
    it as another name of `python3`, and the course that nbgrader's quickstart makes has it.
    Raises KernelError if it is no Python kernel, and jupyter_client's NoSuchKernel.

    >>> python_of("python")
    ''
    """
    if kernel in {"", "python"}:
        return ""
    command = KernelSpecManager().get_kernel_spec(kernel).argv
    if not any("ipykernel" in word for word in command):
        raise KernelError(
            f"The sandbox runs Python kernels only, and {kernel!r} is none. "
            "With c.Grader.unsafe = True in nbgrader_config.py, `nbgrader autograde` runs its "
            "notebooks with your own rights."
        )
    return "" if command[0] in _OURS else command[0]


def setup_for(course: CourseDirectory, grader: Grader, kernel: str) -> Setup:
    """Say how notebooks with this kernel run in this course. Raises as `python_of` does."""
    secrets = [folder_of(course, step, ".") for step in _SECRET]
    if course.db_url.startswith("sqlite:///"):
        secrets.append(Path(course.db_url.removeprefix("sqlite:///")))
    preload = grader.preload
    if preload is None:
        preload = preload_of(folder_of(course, "source", course.assignment_id))
    return Setup(
        course=Path(course.root).resolve(),
        workplace=folder_of(course, "autograded", ".").resolve(),
        secrets=tuple(path.resolve() for path in secrets),
        visible=tuple(grader.visible),
        imports=tuple(preload),
        preload=(*_SHOWN, *grader.preload_more),
        environment=tuple(sorted(grader.environment.items())),
        python=python_of(kernel),
        sandbox=not grader.unsafe,
    )


@lru_cache(maxsize=8)
def preload_of(folder: Path) -> tuple[str, ...]:
    """List the modules that the notebooks in a folder import, but for files of the folder."""
    names = {name for path in folder.glob("*.ipynb") for name in _imports_of(path)}
    local = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.glob("*/")}
    return tuple(sorted(name for name in names if name.split(".")[0] not in local))


def _imports_of(path: Path) -> Iterator[str]:
    """Yield the names of the modules that a notebook imports; cells with magics are skipped."""
    with contextlib.suppress(Exception):  # preloading is only for speed
        for cell in nbformat.read(path, as_version=4).cells:
            with contextlib.suppress(SyntaxError):
                for node in ast.walk(ast.parse(cell.source if cell.cell_type == "code" else "")):
                    if isinstance(node, ast.Import):
                        yield from (name.name for name in node.names)
                    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                        yield node.module
                        yield from (f"{node.module}.{name.name}" for name in node.names)
