"""What IPython and Python call for each cell, as far as a notebook can put something there."""

import sys
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from .kernel import CellKernel
from .origins import homemade

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

_PARTS = (
    "compile",
    "display_formatter",
    "display_pub",
    "displayhook",
    "events",
    "extension_manager",
    "history_manager",
    "input_transformer_manager",
    "InteractiveTB",
    "kernel",
    "magics_manager",
)
_OF_OBJECTS = {"CustomTB", "SyntaxTB", "sys_excepthook"}  # functions that no class has
_NUMBERS = (bool, int, float, str, type(None))


class Hooks:
    """The hooks of the shell, the kernel and the parts of the shell."""

    def __init__(self, kernel: CellKernel) -> None:
        """Remember them as they are now."""
        self._kernel, self._shell = kernel, kernel.shell
        self._parts = {name: getattr(self._shell, name) for name in _PARTS}
        self._types = {name: type(one) for name, one in self._parts.items()}
        self._user = self._shell.user_ns
        self.accept()

    def arm(self) -> None:
        """Look for the last time before a notebook begins."""
        self.accept()

    def owners(self) -> list[object]:
        """Give the objects whose methods work for each cell."""
        formatters = self._parts["display_formatter"].formatters.values()
        return [self._shell, self._kernel, self._kernel.session, *self._parts.values(), *formatters]

    def accept(self) -> None:
        """Take everything as it is now."""
        self._was = self._all()

    def changes(self) -> Iterator[str]:
        """Name what was changed."""
        for name, part in self._parts.items():
            now = getattr(self._shell, name)
            if now is not part or type(now) is not self._types[name]:
                yield f"IPython's {name}"
        if self._shell.user_ns is not self._user or type(self._user) is not dict:
            yield "The namespace of the cells"
        if self._shell.custom_exceptions:
            yield "IPython's way to handle exceptions"
        for label, now in self._all().items():
            before = self._was.get(label, [])
            if not _same(now, before) and not _same(
                filter(homemade, now), filter(homemade, before)
            ):
                yield label

    def _all(self) -> dict[str, list[object]]:
        """Give the hooks, and what stands in an object in the place of a method of its class."""
        shell = self._shell
        manager = shell.input_transformer_manager
        formatters = shell.display_formatter.formatters
        hooks: dict[str, list[object]] = {
            "IPython's list of AST transformers": list(shell.ast_transformers),
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
            "Python's import system": [
                *sys.meta_path,
                *sys.path_hooks,
                *sys.path_importer_cache.values(),
            ],
            "IPython's formatter of numbers and texts": [
                one.type_printers.get(kind) for one in formatters.values() for kind in _NUMBERS
            ],
        }
        for one in self.owners():
            kind = type(one)
            for name, value in list(vars(one).items()):
                if callable(value) and (hasattr(kind, name) or name in _OF_OBJECTS):
                    hooks.setdefault(f"IPython's {kind.__name__}.{name}", []).append(value)
        return hooks


def _same(now: Iterable[object], before: Iterable[object]) -> bool:
    """Tell whether two lists hold the same objects.

    >>> _same([len], [len]), _same([[]], [[]]), _same([len], [])
    (True, False, False)
    """
    return all(one is other for one, other in zip_longest(now, before))
