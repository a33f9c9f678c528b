"""What the sandbox has to know of a notebook: which tests run apart, and what they need."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ApartTest:
    """How one test runs apart.

    `names` are asked of the student's process. Of the `shared` ones among them, which are the
    instructor's, only data is taken: a solution may work on it. `before` is how many of the
    instructor's cells run before it. `visible` is the part of the test that runs in the student's
    process, too, because it leaves names behind. `allow` is what may come of the student besides
    data; None allows everything, and it is written down. With `random`, random numbers are those
    of the test.
    """

    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    before: int = 0
    visible: str = ""
    allow: tuple[str, ...] | None = None
    changes: bool = True  # whether the reference solution changes arguments in place
    random: bool = False


@dataclass(frozen=True)
class NotebookPlan:
    """How one notebook of an assignment runs.

    `cells` are the instructor's cells that the checker runs, the `early` first ones before any
    test, and `classes` the names of the classes in them. `first` are the cells with which each
    notebook begins. `tests` are those that run apart, by their nbgrader id; `beside` says of the
    others why they do not.
    """

    tests: Mapping[str, ApartTest] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    early: int = 0
    classes: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
