"""Tell code that came with the machine from code that came in a notebook."""

import functools
import sys
import sysconfig
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType, FunctionType, MethodType, ModuleType

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

_BEHIND_PYTHON = {
    "_cffi_backend", "_interpreters", "_testcapi", "_testinternalcapi", "_xxsubinterpreters",
}  # fmt: skip
_FROZEN = ("<frozen ", "<__array_function__")
_CHANGEABLE, _FIXED = 1 << 9, 1 << 8  # Py_TPFLAGS_HEAPTYPE, Py_TPFLAGS_IMMUTABLETYPE
_WRAPPERS = (MethodType, staticmethod, classmethod, property)


def library_folders() -> tuple[str, ...]:
    """Give the folders of this Python and its packages, as beginnings of file names."""
    named = {*sys.path, sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    return tuple(f"{one.rstrip('/')}/" for one in named if len(one) > 1)


_LIBRARIES = library_folders()  # before a notebook can change `sys.path`


@functools.lru_cache(maxsize=4096)  # it is asked for each frame of each message
def in_library(file: str) -> bool:
    """Tell whether a file name of a code object is one of a library.

    >>> import json
    >>> in_library(json.__file__), in_library("/tmp/ipykernel_1/1.py"), in_library("<string>")
    (True, False, False)
    """
    return file.startswith(_LIBRARIES) or file.startswith(_FROZEN)


def notebook_frame(frame: FrameType | None) -> FrameType | None:
    """Find the innermost frame of a notebook's code, from a frame of a library outwards.

    >>> notebook_frame(sys._getframe()) is None  # this example stands for a notebook
    False
    """
    while frame and in_library(frame.f_code.co_filename):
        frame = frame.f_back
    return frame if frame and frame.f_back else None  # the outermost is the zygote's own


def homemade(thing: object, trusted: Container[str] = ()) -> bool:
    """Tell whether a callable, or the class of an object, was made in a notebook.

    What was made in one of the `trusted` files, those of the instructor's cells, does not count.

    >>> homemade(len), homemade(functools.partial(eval("lambda: 0")))
    (False, True)
    """
    if isinstance(thing, functools.partial):
        return homemade(thing.func, trusted)
    if isinstance(thing, MethodType):
        owner = thing.__self__
        return homemade(thing.__func__, trusted) or (
            isinstance(owner, type) and homemade(owner, trusted)
        )
    if isinstance(thing, (staticmethod, classmethod)):
        return homemade(thing.__func__, trusted)
    if isinstance(thing, property):
        return homemade(thing.fget, trusted)
    if isinstance(thing, FunctionType):
        file = thing.__code__.co_filename
        return not in_library(file) and file not in trusted
    kinds = (thing if isinstance(thing, type) else type(thing)).__mro__
    return any(made_in_notebook(kind, trusted) for kind in kinds) or _altered(thing, trusted)


def _altered(thing: object, trusted: Container[str]) -> bool:
    """Tell whether an object of a library has a function of a notebook in it."""
    if isinstance(thing, (type, ModuleType)):
        return False
    own = getattr(thing, "__dict__", None)
    return type(own) is dict and any(homemade(one, trusted) for one in _functions(own))


def _functions(place: Mapping[str, object]) -> Iterator[FunctionType]:
    """Give the functions in a namespace, also those in a method or in a property."""
    for value in list(place.values()):
        inner = value
        while isinstance(inner, _WRAPPERS):
            inner = inner.fget if isinstance(inner, property) else inner.__func__
        if type(inner) is FunctionType:
            yield inner


_before: frozenset[type] = frozenset()  # the classes that were there before any notebook


def remember_classes() -> None:
    """Remember the classes that are there now. To look at the methods of each takes time.

    Those with a metaclass stay out: it could say that one class is equal to another.
    """
    global _before  # noqa: PLW0603 - of the zygote, once; after the fork nobody may change it
    found: set[type] = set()
    left: list[type] = [object]
    while left:
        new = [one for one in type.__subclasses__(left.pop()) if type(one) is type]
        left += [one for one in new if one not in found]
        found.update(new)
    _before = frozenset(found)


def made_in_notebook(kind: type, trusted: Container[str] = ()) -> bool:
    """Tell whether this class, not those it inherits from, was made in a notebook.

    The methods of a library's data class come from no file; but the library shows the class.
    """
    if type(kind) is type and kind in _before:
        return False
    if not kind.__flags__ & _CHANGEABLE or kind.__flags__ & _FIXED:
        return False  # it was written in C
    files = {one.__code__.co_filename for one in _functions(kind.__dict__)}
    if any(file in trusted for file in files):
        return False
    module = kind.__dict__.get("__module__")
    if module == "__main__":
        return True
    if files and all(map(in_library, files)):
        return False
    home = sys.modules.get(module) if isinstance(module, str) else None
    for name in kind.__qualname__.split("."):
        home = getattr(home, name, None)
    return home is not kind


def from_a_cell(function: FunctionType, trusted: Container[str] = ()) -> bool:
    """Tell whether a function was made in a cell, and not in a file that was imported."""
    file = function.__code__.co_filename
    return homemade(function, trusted) and all(
        file != getattr(module, "__file__", None) for module in list(sys.modules.values())
    )


def of_machine_code(names: Iterable[str]) -> list[str]:
    """Name those loaded modules that reach behind Python, or whose code nobody can read."""
    found = []
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        unreadable = isinstance(file, str) and file.endswith((".so", ".pyc"))
        if name in _BEHIND_PYTHON or (unreadable and not in_library(file)):
            found.append(name)
    return found


def in_front_of_library(names: Iterable[str]) -> list[str]:
    """Name those loaded modules that stand in the place of Python's own or a package's."""
    found = []
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        if isinstance(file, str) and not in_library(file) and _is_of_library(name.split(".")[0]):
            found.append(name)
    return found


def _is_of_library(name: str) -> bool:
    return name in sys.stdlib_module_names or any(
        Path(f"{folder}{name}{end}").exists() for folder in _LIBRARIES for end in ("", ".py")
    )
