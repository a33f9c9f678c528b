"""Put the sandbox among the steps of nbgrader's autograding.

`guarded` does it for lists of steps. `unsigned-peace grade` uses it in every course. For
`nbgrader autograde` and the button in formgrader, say it in nbgrader_config.py:

    from unsigned_peace.grading.engine.pipeline import use_sandbox
    use_sandbox(c)
"""

from collections.abc import Sequence

from nbgrader.converters import Autograde, GenerateFeedback
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

_HERE = "unsigned_peace.grading.engine"
LOOK = f"{_HERE}.withhold_marks.LookForTampering"
RUN = f"{_HERE}.execute.SandboxedExecute"
HIDE = f"{_HERE}.hide_tests.HideTests"
WITHHOLD = f"{_HERE}.withhold_marks.WithholdMarks"
Step = type | str


def name_of(step: Step) -> str:
    """Give the last part of a step's name.

    >>> name_of("nbgrader.preprocessors.Execute"), name_of(Autograde)
    ('Execute', 'Autograde')
    """
    return step.rpartition(".")[2] if isinstance(step, str) else step.__name__


def guarded(sanitize: Sequence[Step], autograde: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Give the two lists of steps of a course with the sandbox and the watch for tampering.

    Steps that are there already stay where they are. A course that runs no cells gets no sandbox.

    >>> before, after = guarded(["ClearOutput"], ["Execute", "SaveAutoGrades", "Last"])
    >>> [name_of(step) for step in (*before, *after)]  # doctest: +NORMALIZE_WHITESPACE
    ['LookForTampering', 'ClearOutput', 'SandboxedExecute', 'SaveAutoGrades', 'WithholdMarks',
     'Last']
    >>> guarded(before, after) == (before, after)
    True
    """
    before = [step for step in sanitize if name_of(step) != name_of(LOOK)]
    after: list[Step] = []
    for step in autograde:
        if name_of(step) == name_of(WITHHOLD):
            continue
        after.append(RUN if name_of(step) == "Execute" else step)
        if name_of(step) == "SaveAutoGrades":
            after.append(WITHHOLD)
    return [LOOK, *before], after


def use_sandbox(config: Config) -> None:
    """Guard the steps that a configuration names, or nbgrader's own.

    To call it again changes nothing: formgrader reads nbgrader_config.py for each of its pages.
    """
    steps = config.Autograde
    lists = []
    for name in ("sanitize_preprocessors", "autograde_preprocessors"):
        given = steps[name]
        if isinstance(given, LazyConfigValue):  # nothing was said, or something was inserted
            given = given.get_value(getattr(Autograde, name).default())
        lists.append(given)
    steps.sanitize_preprocessors, steps.autograde_preprocessors = guarded(*lists)
    pages = config.GenerateFeedback
    given = pages.preprocessors
    if isinstance(given, LazyConfigValue):
        given = given.get_value(GenerateFeedback.preprocessors.default())
    pages.preprocessors = [HIDE, *(one for one in given if name_of(one) != name_of(HIDE))]
