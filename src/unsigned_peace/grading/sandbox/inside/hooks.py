"""What IPython and Python call for each cell, as far as a notebook can put something there."""

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from types import BuiltinFunctionType, FunctionType, MethodType

from .kernel import CellKernel
from .origins import homemade

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

_PARTS = (
    "builtin_trap",
    "compile",
    "display_formatter",
    "display_pub",
    "display_trap",
    "displayhook",
    "events",
    "extension_manager",
    "history_manager",
    "input_transformer_manager",
    "InteractiveTB",
    "kernel",
    "logger",
    "magics_manager",
    "prefilter_manager",
)
_OF_A_CELL = {"_sys_raw_input"}  # what the kernel keeps while a cell runs
_OF_OBJECTS = {"CustomTB", "SyntaxTB", "sys_excepthook"}  # functions that no class has
_NUMBERS = (bool, int, float, str, type(None))
_LABELS = ("shell", "kernel", "session", *_PARTS, *["formatter"] * 20)
_EVENTS = "IPython's list of event callbacks"
_TREES = "IPython's list of AST transformers"
_LINES = "IPython's list of input transformers"
_BUILTINS = "IPython's list of builtins for cells"
_PREFILTER = "IPython's list of prefilters"
_STRICT = {_TREES, _LINES, _BUILTINS, _PREFILTER}  # in which no library puts anything


class Hooks:
    """The hooks of the shell, the kernel and the parts of the shell."""

    def __init__(self, kernel: CellKernel) -> None:
        """Remember them as they are now."""
        self._kernel, self._shell = kernel, kernel.shell
        self._parts = {name: getattr(self._shell, name) for name in _PARTS}
        formatters = self._parts["display_formatter"].formatters.values()
        self._owners = (
            self._shell, self._kernel, self._kernel.session, *self._parts.values(), *formatters
        )  # fmt: skip
        self._types = list(map(type, self._owners))
        self._known = [_OF_OBJECTS | set(dir(kind)) for kind in self._types]
        self._user, self._module = self._shell.user_ns, self._shell.user_module
        self.accept()

    def arm(self) -> None:
        """Look for the last time before a notebook begins."""
        self.accept()

    def owners(self) -> tuple[object, ...]:
        """Give the objects whose methods work for each cell."""
        return self._owners

    def accept(self) -> None:
        """Take everything as it is now."""
        self._was = self._all()

    def changes(self) -> Iterator[str]:
        """Name what was changed."""
        for name, part in self._parts.items():
            if getattr(self._shell, name) is not part:
                yield f"IPython's {name}"
        for one, kind, name in zip(self._owners, self._types, _LABELS, strict=False):
            if type(one) is not kind:
                yield f"The class of IPython's {name}"
        if not self._has_its_namespace():
            yield "The namespace of the cells"
        if self._shell.custom_exceptions:
            yield "IPython's way to handle exceptions"
        for label, now in self._all().items():
            before = self._was.get(label, [])
            matters = _judge_of(label)
            if not _same(now, before) and not _same(filter(matters, now), filter(matters, before)):
                yield label

    def _has_its_namespace(self) -> bool:
        """Tell whether cells run in the names that the shell shows."""
        shell, user = self._shell, self._user
        return (
            shell.user_ns is user
            and type(user) is dict
            and shell.user_module is self._module
            and vars(self._module) is user
        )

    def _all(self) -> dict[str, list[object]]:
        """Give the hooks, and what stands in an object in the place of a method of its class."""
        shell = self._shell
        manager = shell.input_transformer_manager
        formatters = shell.display_formatter.formatters
        hooks: dict[str, list[object]] = {
            _TREES: list(shell.ast_transformers),
            _LINES: [
                *shell.input_transformers_cleanup,
                *shell.input_transformers_post,
                *manager.cleanup_transforms,
                *manager.line_transforms,
                *manager.token_transformers,
            ],
            _EVENTS: [one for callbacks in shell.events.callbacks.values() for one in callbacks],
            "Python's import system": [
                *sys.meta_path,
                *sys.path_hooks,
                *sys.path_importer_cache.values(),
            ],
            "IPython's formatter of numbers and texts": [
                one.type_printers.get(kind) for one in formatters.values() for kind in _NUMBERS
            ],
            _BUILTINS: list(shell.builtin_trap.auto_builtins.values()),
            _PREFILTER: [
                *shell.prefilter_manager.transformers,
                *shell.prefilter_manager.checkers,
                *shell.prefilter_manager.handlers.values(),
                *shell.prefilter_manager._esc_handlers.values(),  # noqa: SLF001 - nowhere else
            ],
            "IPython's display trap": [shell.display_trap.hook],
        }
        for one, kind, known in zip(self._owners, self._types, self._known, strict=True):
            own = vars(one)
            traits = getattr(one, "_trait_values", {})
            for name, value in (
                *((name, own[name]) for name in known & own.keys()),
                *traits.items(),
            ):
                if callable(value) and name not in _OF_A_CELL:
                    end = "()" if isinstance(getattr(kind, name, None), FunctionType) else ""
                    hooks.setdefault(f"IPython's {kind.__name__}.{name}{end}", []).append(value)
        return hooks


def _judge_of(label: str) -> Callable[[object], bool]:
    """Say which things matter in a list of this name."""
    if label in _STRICT:
        return _anything
    return _odd_function if label == _EVENTS or label.endswith("()") else _odd


def _anything(_: object) -> bool:
    return True


def _odd_function(thing: object) -> bool:
    """Tell whether this is anything but a function or a method of a library.

    >>> _odd_function(print), _odd_function(Hooks.accept)
    (True, False)
    """
    return not isinstance(thing, (FunctionType, MethodType)) or homemade(thing)


def _odd(thing: object) -> bool:
    return isinstance(thing, (functools.partial, BuiltinFunctionType)) or homemade(thing)


def _same(now: Iterable[object], before: Iterable[object]) -> bool:
    """Tell whether two lists hold the same objects.

    >>> _same([len], [len]), _same([[]], [[]]), _same([len], [])
    (True, False, False)
    """
    return all(one is other for one, other in zip_longest(now, before))
