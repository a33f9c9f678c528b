"""Grade a class with nbgrader's own steps, faster and behind walls.

The parent process reads, restores and writes: with nbgrader's preprocessors, in nbgrader's order,
so that the gradebook is the one that `nbgrader autograde` would write. Only the cells run
elsewhere, in the sandbox, and they run while the parent is busy with the next student.

Here is where the command line comes in. All else is loaded late: nbgrader alone takes two seconds,
and meanwhile the first process of the sandbox starts.
"""

import gc
from contextlib import nullcontext
from typing import Any

from unsigned_peace.grading.sandbox.server import early


def run_grade(executor: str, **given: Any) -> int:  # noqa: ANN401 - see `course.Options`
    """Grade a class; give the exit status."""
    with early() if executor == "local" else nullcontext():
        return _run("grade", executor=executor, **given)


def run_feedback(**given: Any) -> int:  # noqa: ANN401 - see `course.Options`
    """Write the feedback of a class; give the exit status."""
    return _run("feedback", **given)


def _run(command: str, *, students: list[str], extra: list[str], **given: Any) -> int:  # noqa: ANN401
    gc.disable()  # of what is loaded now nothing is garbage: to look for it takes half a second
    try:
        from unsigned_peace.grading.engine.course import INTERRUPTED, Options  # noqa: PLC0415

        options = Options(
            students=tuple(students), extra=tuple(f"--{one}" for one in extra), **given
        )
        if command == "grade":
            from unsigned_peace.grading.engine.grade import grade  # noqa: PLC0415

            return grade(options)
        from unsigned_peace.grading.engine.feedback import feedback  # noqa: PLC0415

        return feedback(options)
    except KeyboardInterrupt:  # Ctrl-C while libraries are loaded
        print("Stopped before anything was done.")
        return INTERRUPTED
    finally:
        gc.enable()
