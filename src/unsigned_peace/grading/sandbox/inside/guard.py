"""Look, around every test, for signs that it does not test any more.

Nothing inside a process can be proof against code in the same process. But such code has to be
written, and it has to do things that no solution of a task does. The guard looks for these.
"""

import builtins
import sys
import threading
from collections.abc import Callable, Iterable
from itertools import zip_longest
from types import FunctionType, ModuleType
from typing import Any

from .fingerprint import Fingerprint
from .kernel import CellKernel
from .origins import homemade
from .tripwires import Tripwires

_ALWAYS = ("ast", "linecache", "math", "numbers", "operator", "random", "re", "traceback", "types")
_TESTING = ("unittest", "unittest.case", "numpy.testing", "pandas.testing", "pandas._testing")
_BUILTINS_OF_IPYTHON = {"get_ipython", "display", "_"}


class _Stranger:
    """Equal to nothing but itself."""


class Guard:
    """Watches one notebook. Made before the fork, armed after it."""

    def __init__(self, kernel: CellKernel, modules: Iterable[str]) -> None:
        """Remember how everything is before any student's code has run."""
        self._kernel, self._shell = kernel, kernel.shell
        self._print = Fingerprint()
        self._builtins = self._all_builtins()
        self._print.add_modules((*_ALWAYS, *_TESTING, *modules))
        for one in (self._shell, kernel, kernel.session, self._shell.events):
            self._print.add_class(type(one))
        for name in ("displayhook", "display_pub", "history_manager", "compile"):
            self._print.add_class(type(getattr(self._shell, name)))
        self._hooks = self._all_hooks()
        self._given: dict[str, int] = {}
        self._names: dict[str, object] = {}
        self._found: set[str] = set()
        self._tell: Callable[[str], None] = print
        self._looked = False  # whether nothing of a student's has run since the last look
        self._tripwires = Tripwires(self._find)

    def arm(self, tell: Callable[[str], None]) -> None:
        """Begin to listen, in the child; `tell` sends a finding to the grader at once."""
        self._tell = tell
        self._tripwires.arm()

    def _find(self, finding: str) -> None:
        if finding not in self._found:
            self._found.add(finding)
            self._tell(finding)

    def before(self, role: str) -> None:
        """Get ready for a cell: `role` is student, locked or test."""
        if role == "student":
            self._looked = False
        else:
            self._shell.compile.named = self._tripwires.trusted.add
            if not self._looked:
                self._look()
            self._names = dict(self._shell.user_ns)
        self._tripwires.in_test = role == "test"

    def after(self, role: str, names: Iterable[str], *, passed: bool) -> None:
        """Look at what a cell has left behind. `names` are those that a test uses."""
        self._tripwires.in_test = False
        if role == "locked":
            self._take_as_given()
        elif role == "test":
            self._look()
            if passed:
                self._look_at_names(names)

    def _take_as_given(self) -> None:
        """Whatever the instructor's own cell has set up is right from now on."""
        for name, value in list(self._shell.user_ns.items()):
            new = self._names.get(name) is not value
            if new and isinstance(value, (ModuleType, FunctionType, type)):
                self._given[name] = id(value)
                if isinstance(value, ModuleType):
                    self._print.add_module(value)
        self._print.accept()
        self._builtins = self._all_builtins()
        self._hooks = self._all_hooks()

    @staticmethod
    def _all_builtins() -> dict[str, object]:
        mine = vars(builtins).items()
        return {name: value for name, value in mine if name not in _BUILTINS_OF_IPYTHON}

    def _look(self) -> None:
        self._looked = True
        for name, was in self._builtins.items():
            if vars(builtins).get(name) is not was:
                self._find(f"builtins.{name} was replaced.")
        for change in self._print.changes():
            self._find(f"{change} was replaced.")
        for label, now in self._all_hooks().items():
            if not _same(now, self._hooks[label]) and not _same(
                filter(homemade, now), filter(homemade, self._hooks[label])
            ):
                self._find(f"{label} was changed.")
        if sys.gettrace() or sys.getprofile() or threading.gettrace():
            self._find("A trace function is active.")
        if self._shell.ast_node_interactivity == "none":
            self._find("The results of cells were switched off.")
        if self._shell.user_ns.get("__builtins__", builtins) not in (builtins, vars(builtins)):
            self._find("__builtins__ was replaced.")

    def _all_hooks(self) -> dict[str, list[object]]:
        """Give what IPython calls for each cell, and what shadows its own methods."""
        shell = self._shell
        manager = shell.input_transformer_manager
        hooks: dict[str, list[object]] = {
            "IPython's list of AST transformers": shell.ast_transformers,
            "IPython's list of input transformers": [
                *shell.input_transformers_cleanup,
                *shell.input_transformers_post,
                *manager.cleanup_transforms,
                *manager.line_transforms,
                *manager.token_transformers,
            ],
            "IPython's list of event callbacks": [
                one for callbacks in shell.events.callbacks.values() for one in callbacks
            ],
            "IPython's way to handle exceptions": list(shell.custom_exceptions),
            "Python's import system": [*sys.meta_path, *sys.path_hooks],
        }
        for label, owner in (("IPython's shell", shell), ("The kernel", self._kernel)):
            own = vars(owner)
            shadows = [
                own[name] for name in own if callable(own[name]) and hasattr(type(owner), name)
            ]
            hooks[label] = shadows
        hooks["The kernel's session"] = [
            value for name, value in vars(self._kernel.session).items() if callable(value)
        ]
        return hooks

    def _look_at_names(self, names: Iterable[str]) -> None:
        """Look at what a test that has passed was told to test."""
        user = self._shell.user_ns
        for name in names:
            if name not in user:
                continue
            value = user[name]
            if self._given.get(name, id(value)) != id(value):
                self._find(f"{name}, which a locked cell had set, was replaced.")
            elif name in self._builtins and name not in self._given and homemade(value):
                self._find(f"{name}, a function of Python that the test uses, was replaced.")
            for one in (value, *_contents(value)):
                if _equals_everything(one):
                    self._find(f"{name} claims to be equal to anything.")


def _same(now: Iterable[object], before: Iterable[object]) -> bool:
    """Tell whether two lists hold the same objects.

    >>> _same([len], [len]), _same([[]], [[]]), _same([len], [])
    (True, False, False)
    """
    return all(one is other for one, other in zip_longest(now, before))


def _contents(value: object) -> Iterable[object]:
    if isinstance(value, (list, tuple, set)):
        return list(value)[:100]
    return list(value.values())[:100] if isinstance(value, dict) else ()


def _equals_everything(value: Any) -> bool:  # noqa: ANN401
    """Tell whether an object of a class made in a notebook says 'equal' to a stranger.

    >>> class Liar:
    ...     def __eq__(self, other): return True
    >>> Liar.__module__ = "__main__"
    >>> _equals_everything(Liar()), _equals_everything(20)
    (True, False)
    """
    kind = type(value)
    if not any(one.__module__ == "__main__" for one in kind.__mro__):
        return False
    try:
        return value.__class__ is not kind or bool(value == _Stranger())
    except Exception:  # noqa: BLE001 - it is a student's class
        return False
