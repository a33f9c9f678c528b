"""Look, around every test, for signs that it does not test any more.

Nothing inside a process can be proof against code in the same process. But such code has to be
written, and it has to do things that no solution of a task does. The guard looks for these.
"""

import ast
import asyncio
import builtins
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType, ModuleType

from . import hooks, later, liars, origins, tripwires
from .behind import behind
from .fingerprint import Fingerprint, same_function
from .given import GivenFiles
from .kernel import CellKernel
from .liars import contents, lies
from .origins import homemade
from .steps import Steps

__builtins__ = dict(vars(builtins))  # our own, whatever a notebook does to Python's

_ALWAYS = (
    "ast", "linecache", "math", "numbers", "numpy.testing", "operator", "pandas.testing",
    "pandas._testing", "random", "re", "statistics", "traceback", "types", "unittest.case",
)  # fmt: skip
_PACKAGES = ("IPython", "ipykernel", "numpy", "pandas", "traitlets", "unittest", "unsigned_peace")
_ESSENTIAL = (
    "IPython.core.async_helpers",
    "IPython.core.builtin_trap",
    "IPython.core.compilerop",
    "IPython.core.display_trap",
    "IPython.core.displayhook",
    "IPython.core.displaypub",
    "IPython.core.events",
    "IPython.core.inputtransformer2",
    "IPython.core.interactiveshell",
    "IPython.core.prefilter",
    "codeop",
    "contextlib",
    "ipykernel.compiler",
    "ipykernel.displayhook",
    "ipykernel.ipkernel",
    "ipykernel.kernelbase",
    "ipykernel.zmqshell",
    "jupyter_client.session",
    "numpy.testing._private.utils",
    "pandas._testing.asserters",
    "pandas._testing.contexts",
    "traitlets.traitlets",
)  # fmt: skip - what runs a cell, and what makes a test fail
_RESTLESS_BUILTINS = {"get_ipython", "display", "_", "exit", "quit"}  # IPython's
_HARMLESS_BUILTINS = {"breakpoint", "help", "input", "print"}  # no test learns from them


class Guard:
    """Watches one notebook. Made before the fork, armed after it."""

    def __init__(self, kernel: CellKernel, modules: Iterable[str]) -> None:
        """Remember how everything is before any student's code has run."""
        self._kernel, self._shell = kernel, kernel.shell
        self._print = Fingerprint()
        self._builtins = self._all_builtins()
        self._print.add_modules((*_ALWAYS, *modules))
        self._hooks = hooks.Hooks(kernel)
        for one in self._hooks.owners():
            self._print.add_class(type(one))
        self._inner = Fingerprint()
        self._inner.add_functions(_ESSENTIAL)
        self._inner.add_functions(one for one in sys.modules if one.startswith("unsigned_peace."))
        self._deep = Fingerprint()
        self._deep.add_packages(_PACKAGES)
        for one in (self._print, self._inner, self._deep):
            one.accept()  # here, once for all children
        self._handlers = later.signal_handlers()
        self._given: dict[str, object] = {}
        self._names: dict[str, object] = {}
        self._looked = False  # whether nothing of a student's has run since the last look
        self._found: set[str] = set()
        self._tell: Callable[[str, int], None] = print
        self._trusted: set[str] = set()
        self.cell = -1  # the number of the cell that runs
        self.then: dict[int, dict[str, object]] = {}  # what the names were that a test used
        self._taught: set[str] = set()
        self._shadowed: dict[int, list[str]] = {}  # names of functions of Python that tests use
        self._modules = set(sys.modules)
        self._shadows: list[str] = []  # modules from the working folder that hide a library's
        self._files: GivenFiles | None = None
        self._steps = Steps()
        self._passed: set[int] = set()  # the cells of tests that have passed

    def arm(self, tell: Callable[[str, int], None]) -> None:
        """Begin to listen, in the child; `tell` sends a finding to the grader at once."""
        self._tell = tell
        tripwires.arm(self.find, self._trusted, lambda: self._shell.secret)
        self._hooks.arm()

    def find(self, finding: str) -> None:
        """Report a finding, once."""
        if finding not in self._found:
            self._found.add(finding)
            self._tell(finding, self.cell)

    def begin(self, given: Iterable[str]) -> None:
        """Remember, before the first cell, the files that the tests rely on."""
        if self._files is None:
            self._files = GivenFiles(given)

    def trust(self, file: str) -> None:
        """Take the code with this file name for the instructor's."""
        self._trusted.add(file)

    def before(self, role: str, taught: Iterable[str], text: str) -> None:
        """Get ready for a cell: `role` is student, locked or test.

        `taught` are the names in the instructor's cells. A class of such a name may do anything.
        `text` is what IPython has to make of a test before it runs.
        """
        self._taught.update(taught)
        if role == "student":
            self._looked = False
        else:
            if not self._looked:
                self._look()
            self._shell.compile.named = behind(self.trust)
            self._names = dict(self._shell.user_ns)
        if role == "test":
            self._steps, self._shell.compile.text = Steps(), text
            self._shell.prepare = behind(self._prepare)
            for what in later.waiting(asyncio.get_running_loop(), self._handlers):
                self.find(f"{what} when a test began.")

    def _prepare(self, tree: ast.Module) -> ast.Module:
        """Look once more where the test really runs, and put its steps into its code."""
        self._look_at_builtins()
        return self._steps.into(tree, self._shell.user_ns)

    def after(self, role: str, names: Iterable[str], *, passed: bool) -> bool:
        """Look at what a cell has left behind. `names` are those that it uses or sets.

        Tell whether a test has come to its end.
        """
        finished = self._steps.done()
        self._shell.compile.named = self._shell.prepare = None
        if role == "locked":
            self._take_as_given(set(names))
        elif role == "test":
            self._look()
            if passed:
                self._passed.add(self.cell)
                self._look_at_names(list(names))
            user = self._shell.user_ns
            self.then[self.cell] = {name: user[name] for name in names if name in user}
        return finished

    def _take_as_given(self, named: set[str]) -> None:
        """Whatever the instructor's own cell has set up is right from now on."""
        for place in (self._print, self._inner):
            if self._report(place, "was replaced while a locked cell ran"):
                place.accept()
        for name, value in list(self._shell.user_ns.items()):
            new = name in named or self._names.get(name) is not value
            if new and isinstance(value, (ModuleType, FunctionType, type)):
                self._given[name] = value
                self._look_at_given(name, value)
        self._builtins = self._all_builtins()
        self._hooks.accept()

    def _look_at_given(self, name: str, value: ModuleType | FunctionType | type) -> None:
        """Look whether what a locked cell got from a file was replaced before it ran."""
        parts = {name: value}
        home = value
        if isinstance(value, ModuleType):
            self._print.add_module(value)
            parts = {f"{name}.{part}": one for part, one in list(vars(value).items())}
        else:
            home = sys.modules.get(str(value.__module__))
            if isinstance(value, type):
                self._print.add_class(value)
        for label, one in parts.items():
            if isinstance(one, FunctionType) and origins.from_a_cell(one, self._trusted):
                self.find(f"{label}, on which the tests rely, was replaced.")
        if isinstance(home, ModuleType) and home.__name__ != "__main__" and self._files:
            if self._files.strange(home):
                self.find(f"{home.__name__}, on which the tests rely, is not the assignment's own.")
            if home.__name__ in self._modules:  # it was loaded before the locked cell
                for part in self._files.replaced(home):
                    self.find(f"{home.__name__}.{part}, on which the tests rely, was replaced.")

    @staticmethod
    def _all_builtins() -> dict[str, object]:
        mine = vars(builtins).items()
        without = _RESTLESS_BUILTINS | _HARMLESS_BUILTINS
        return {name: value for name, value in mine if name not in without}

    def _look_at_builtins(self) -> None:
        now = vars(builtins)
        for name, was in self._builtins.items():
            if now.get(name) is not was:
                self.find(f"builtins.{name} was replaced.")
        if self._shell.user_ns.get("__builtins__", builtins) not in (builtins, now):
            self.find("__builtins__ was replaced.")

    def _report(self, place: Fingerprint, what: str = "was replaced") -> bool:
        """Report what a notebook, and no library, has changed. Tell whether anything is new."""
        changes = place.changes()
        for change, now in changes.items():
            if homemade(now, self._trusted):
                self.find(f"{change} {what}.")
        return bool(changes)

    def _look(self) -> None:
        self._looked = True
        self._look_at_builtins()
        self._report(self._inner)
        for change in self._print.changes():
            self.find(f"{change} was replaced.")
        for change in self._hooks.changes():
            self.find(f"{change} was changed.")
        if sys.gettrace() or sys.getprofile() or threading.gettrace() or threading.getprofile():
            self.find("A trace function is active.")
        if self._shell.ast_node_interactivity == "none":
            self.find("The results of cells were switched off.")
        if len(sys.modules) != len(self._modules):
            new, self._modules = sys.modules.keys() - self._modules, set(sys.modules)
            self._shadows += origins.in_front_of_library(new)
            for name in origins.of_machine_code(new):
                self.find(f"The code loaded {name}, which is not written in Python.")
        for name in self._files.changed() if self._files else ():
            self.find(f"{name}, a file of the assignment, was changed.")
        for name in self._shadows:
            self.find(f"A file of the submission stands in the place of the module {name}.")

    def _look_at_names(self, names: list[str]) -> None:
        """Look at what a test that has passed was told to test."""
        user = self._shell.user_ns
        for name in self._behind(names):
            given, now = self._given[name], user.get(name)
            if given is not now and not same_function(given, now):
                self.find(f"{name}, which a locked cell had set, was replaced.")
        for name in names:
            value = user.get(name)
            replaced = name in user and self._builtins.get(name, value) is not value
            if replaced and name not in self._given:
                self._shadowed.setdefault(self.cell, []).append(name)
            for one in (value, *contents(value)):
                self.look_at(one)

    def look_deeper(self) -> None:
        """Look also at what tests rely on without naming it. It takes longer: once is enough."""
        self._look()
        self._report(self._deep)

    def names_for(self, cell: int) -> dict[str, object]:
        """Give the names that the test of a cell has used, as they were, with Python's own."""
        own = {name: self._builtins[name] for name in self._shadowed.get(cell, ())}
        return {**self.then.get(cell, {}), **own}

    def fell(self) -> None:
        """Note that a test, which had passed, has failed with Python's own functions."""
        for name in self._shadowed.get(self.cell, ()):
            self.find(f"{name}, a function of Python that the test uses, was replaced.")
        if self.cell in self._passed and (kind := liars.comparing_class(self._trusted)):
            self.find(
                f"A test that had passed fails when it runs again, and the class {kind} says by "
                "itself how its objects compare."
            )

    def look_at(self, value: object) -> None:
        """Report a value that says of itself what is not true."""
        if said := lies(value, self._taught):
            self.find(said)

    def _behind(self, names: list[str]) -> Iterator[str]:
        """Yield the given names that a test uses, also by way of given functions."""
        seen: set[str] = set()
        left = list(names)
        while left:
            name = left.pop()
            if name in seen or name not in self._given:
                continue
            seen.add(name)
            yield name
            value = self._shell.user_ns.get(name)
            if isinstance(value, FunctionType):
                left += value.__code__.co_names
