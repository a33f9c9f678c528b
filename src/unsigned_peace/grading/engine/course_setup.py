"""Find out from a course how its notebooks are to be run."""

import ast
import contextlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbgrader.coursedir import CourseDirectory

from unsigned_peace import data
from unsigned_peace.grading.engine.settings import Grader
from unsigned_peace.grading.sandbox.pool import Setup

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
    with contextlib.suppress(FileNotFoundError):
        visible = (data.folder(), *map(Path, grader.visible))
    return Setup(
        course=root,
        workplace=Path(course.format_path(course.autograded_directory, ".", ".")).resolve(),
        secrets=tuple(path.resolve() for path in secrets),
        visible=visible,
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
