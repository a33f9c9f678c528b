"""`unsigned-peace grade` and `unsigned-peace feedback`: from the command line to the engine."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unsigned_peace.grading.engine.course import Options

_INTERRUPTED = 130  # what a shell reports after Ctrl-C


def run_grade(executor: str, **given: Any) -> int:  # noqa: ANN401 - see `Options`
    """Grade a class; give the exit status."""
    from unsigned_peace.grading.sandbox.launch import early  # noqa: PLC0415

    try:
        with early() if executor == "local" else nullcontext():
            from unsigned_peace.grading.engine.grade import grade  # noqa: PLC0415 - slow to load

            return grade(_options(executor=executor, **given))
    except KeyboardInterrupt:  # Ctrl-C while libraries are loaded
        print("Stopped before anything was graded.")
        return _INTERRUPTED


def run_feedback(**given: Any) -> int:  # noqa: ANN401 - see `Options`
    """Write the feedback of a class; give the exit status."""
    from unsigned_peace.grading.engine.feedback import feedback  # noqa: PLC0415 - slow to load

    return feedback(_options(**given))


def _options(*, students: list[str], extra: list[str], **given: Any) -> "Options":  # noqa: ANN401
    from unsigned_peace.grading.engine.course import Options  # noqa: PLC0415 - slow to load

    return Options(students=tuple(students), extra=tuple(f"--{one}" for one in extra), **given)
