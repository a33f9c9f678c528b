"""Grade a class with nbgrader's own steps, faster and behind walls.

The parent process reads, restores and writes: with nbgrader's preprocessors, in nbgrader's order,
so that the gradebook is the one that `nbgrader autograde` would write. Only the cells run
elsewhere, in the sandbox, and they run while the parent is busy with the next student.

Here is where the command line comes in. All else is loaded late: nbgrader alone takes two seconds,
and meanwhile the first process of the sandbox starts.
"""

import gc
from contextlib import nullcontext
from pkgutil import resolve_name
from typing import Any

from unsigned_peace.grading.sandbox.server import early

INTERRUPTED = 130  # what a shell reports after Ctrl-C


def run_grade(executor: str, **given: Any) -> int:  # noqa: ANN401 - see `course.Options`
    """Grade a class; give the exit status: 0 well, 1 somebody failed, 2 nothing could be done."""
    with early() if executor == "local" else nullcontext():
        return _run("grade:grade", executor=executor, **given)


def run_feedback(**given: Any) -> int:  # noqa: ANN401
    """Write the feedback of a class; give the exit status, as `run_grade` does."""
    return _run("feedback:feedback", **given)


def _run(command: str, *, students: list[str], extra: list[str], **given: Any) -> int:  # noqa: ANN401
    gc.disable()  # of what is loaded now nothing is garbage: to look for it takes half a second
    try:
        options = resolve_name(f"{__name__}.course:Options")(
            students=tuple(students), extra=tuple(f"--{one}" for one in extra), **given
        )
        return resolve_name(f"{__name__}.{command}")(options)
    except KeyboardInterrupt:  # Ctrl-C while libraries are loaded
        print("Stopped before anything was done.")
        return INTERRUPTED
    finally:
        gc.enable()
