"""Remember what stands where, and find what was replaced.

To take away the teeth of a test, code has to put another function in the place of one that the
test relies on: in `builtins`, in pandas, in IPython. A fingerprint holds what was in such places.
New names do no harm, unless they hide what a class has inherited; replaced and removed ones do.

Things are compared with `is`. `id` would be ten times as slow: it is one of the calls of which
Python tells the tripwires.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import is_, methodcaller
from types import FunctionType, ModuleType

from .origins import homemade

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

_Place = Mapping[str, object]


class Fingerprint:
    """Functions, classes and modules in some namespaces, as they were when they were added.

    >>> place = {"area": abs, "size": 3}
    >>> before = Fingerprint()
    >>> before.add("place", place)
    >>> place |= {"area": len, "size": 4, "new": min}
    >>> before.changes()
    {'place.area': <built-in function len>}
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._places: list[tuple[str, _Place, dict[str, object], type | None]] = []
        self._known: set[int] = set()
        self._modules: dict[str, ModuleType] = {}
        self._flatten()

    def add(self, label: str, place: _Place, kind: type | None = None) -> None:
        """Watch this namespace, that of the class `kind` if it is one."""
        self._places.append((label, place, dict(place), kind))

    def add_class(self, kind: type) -> None:
        """Watch the methods of a class and of those it inherits from."""
        for one in kind.__mro__:
            heap_type = one.__flags__ & (1 << 9)  # others cannot be changed from Python
            if heap_type and id(one) not in self._known:
                self._known.add(id(one))
                self.add(f"{one.__module__}.{one.__qualname__}", one.__dict__, one)

    def add_module(self, module: ModuleType) -> None:
        """Watch the functions of a module and the classes that it shows of its own package."""
        if id(module) in self._known:
            return
        self._known.add(id(module))
        name = module.__name__
        self._modules[name] = module
        self.add(name, vars(module))
        package = name.partition(".")[0]
        for value in list(vars(module).values()):
            if isinstance(value, type) and str(value.__module__).partition(".")[0] == package:
                self.add_class(value)

    def add_functions(self, names: Iterable[str]) -> None:
        """Watch what stands in the named modules, as far as they are loaded, but no methods."""
        for name in names:
            if isinstance(module := sys.modules.get(name), ModuleType):
                self.add(name, vars(module))

    def add_modules(self, names: Iterable[str]) -> None:
        """Watch those of the named modules that are loaded."""
        for name in names:
            module = sys.modules.get(name)
            if isinstance(module, ModuleType):
                self.add_module(module)

    def add_packages(self, names: Iterable[str]) -> None:
        """Watch every loaded module of the named packages."""
        packages = set(names)
        self.add_modules([one for one in list(sys.modules) if one.partition(".")[0] in packages])

    def changes(self) -> dict[str, object]:
        """Name what is not what it was, and give what stands there now."""
        found = {
            name: sys.modules.get(name)
            for name, module in self._modules.items()
            if sys.modules.get(name) is not module
        }
        if not self._same():
            for label, place, before, kind in self._places:
                if not _like(place, before):
                    for name in _replaced(label, place, before, kind):
                        found[f"{label}.{name}"] = place.get(name)
            if not found:
                self._flatten()  # only counters, caches, and new names
        return found

    def accept(self) -> None:
        """Take everything as it is now."""
        if not self._same():
            for _, place, before, _ in self._places:
                if not _like(place, before):
                    before.clear()
                    before.update(place)
            self._flatten()

    def _flatten(self) -> None:
        """Put all there is into one list: so to compare it is one loop, and not in Python."""
        self._namespaces = [place for _, place, _, _ in self._places]
        self._sizes = list(map(len, self._namespaces))
        self._values = list(self._all_values())

    def _all_values(self) -> Iterator[object]:
        return chain.from_iterable(map(_values_of, self._namespaces))

    def _same(self) -> bool:
        if len(self._namespaces) != len(self._places):
            return False
        sizes = list(map(len, self._namespaces))
        return sizes == self._sizes and all(map(is_, self._values, self._all_values()))


def _like(place: _Place, before: dict[str, object]) -> bool:
    """Tell whether a namespace holds the same things, in the same order."""
    return len(place) == len(before) and all(map(is_, before.values(), place.values()))


_values_of = methodcaller("values")


def _replaced(
    label: str, place: _Place, before: dict[str, object], kind: type | None
) -> Iterator[str]:
    for name, value in list(before.items()):
        now = place.get(name)
        if now is value:
            continue
        watched = callable(value) or isinstance(value, _WATCHED)
        if watched and not _restless(label, name, now) and not same_function(value, now):
            yield name
        else:
            before[name] = now  # a counter, a cache: no need to look again
    for name in [one for one in place if one not in before]:
        value = place[name]
        if _hides(name, value, kind):
            yield name
        else:
            before[name] = value


def _hides(name: str, value: object, kind: type | None) -> bool:
    """Tell whether a new name stands before what was found under it so far.

    In a class that is what it has inherited, in a module a function of Python.
    """
    if kind:
        return homemade(value) and any(name in one.__dict__ for one in kind.__mro__[1:])
    return callable(value) and name in __builtins__ and not name.startswith("__")


def same_function(one: object, other: object) -> bool:
    """Tell whether two functions do the same: a module was loaded again, or a cell was copied.

    >>> same_function(lambda x: x + 1, lambda x: x + 1), same_function(len, abs)
    (True, False)
    """
    if type(one) is not FunctionType or type(other) is not FunctionType:
        return False
    same_names = one.__globals__ is other.__globals__ and not one.__closure__
    return same_names and _same_code(one, other)


def _same_code(one: FunctionType, other: FunctionType) -> bool:
    parts = [
        (
            code.co_code,
            code.co_names,
            code.co_varnames,
            len(code.co_consts),
            function.__defaults__,
            function.__kwdefaults__,
        )
        for function in (one, other)
        for code in [function.__code__]
    ]
    constants = zip(one.__code__.co_consts, other.__code__.co_consts, strict=False)
    return parts[0] == parts[1] and all(
        type(mine) is type(yours) and mine == yours for mine, yours in constants
    )


_WATCHED = (ModuleType, property, staticmethod, classmethod)


def _restless(label: str, name: str, value: object) -> bool:
    """Tell of pyplot, which puts other functions in its places when it changes its backend.

    Students put a function of their own in the place of one that shows a figure, so that nothing
    pops up. No test learns anything from it.
    """
    if not label.startswith("matplotlib.") or value is None:
        return False
    return name in _SHOWS or not homemade(value)


_SHOWS = {"ioff", "ion", "pause", "show"}
