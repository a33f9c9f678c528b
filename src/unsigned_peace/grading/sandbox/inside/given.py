"""Tell whether the files of the assignment are as they were, and are what was imported."""

import ast
import sys
from collections.abc import Iterable, Iterator
from os import stat
from pathlib import Path
from types import FunctionType, ModuleType

from .origins import in_library

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

State = tuple[int, int, int] | None


class GivenFiles:
    """Some files in the working folder, before any of a student's code has run."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Remember the files with these names, as they are now."""
        paths = {str(Path.cwd() / name): name for name in names}
        self._was = {path: (name, _state(path)) for path, name in paths.items()}
        self._at_first = dict(sys.modules)

    def changed(self) -> Iterator[str]:
        """Name those that are not what they were.

        When a file was changed last is a time that no program can set.
        """
        for path, (name, state) in self._was.items():
            if state and _state(path) != state:
                yield name

    def strange(self, module: ModuleType) -> bool:
        """Tell whether a module comes neither from a library nor from one of these files."""
        file, name = getattr(module, "__file__", None), module.__name__
        if self._at_first.get(name) is module:
            return False
        if file is None:
            return getattr(module, "__spec__", None) is None
        return not in_library(str(file)) and file not in self._was

    def replaced(self, module: ModuleType) -> Iterator[str]:
        """Name the functions that the file of a module defines, and the module does not have."""
        file = getattr(module, "__file__", None)
        if file not in self._was:
            return
        for node in ast.parse(Path(file).read_bytes()).body:
            if isinstance(node, ast.FunctionDef) and not node.decorator_list:
                now = getattr(module, node.name, None)
                if type(now) is not FunctionType or now.__code__.co_filename != file:
                    yield node.name


def _state(path: str) -> State:
    try:
        entry = stat(path)  # noqa: PTH116 - nobody can put another function in its place
    except OSError:
        return None
    return entry.st_ino, entry.st_size, entry.st_ctime_ns
