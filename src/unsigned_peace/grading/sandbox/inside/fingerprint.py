"""Remember which functions stand where, and find those that were replaced.

To take away the teeth of a test, code has to put another function in the place of one that the
test relies on: in `builtins`, in pandas, in IPython. A fingerprint holds every function and class
in such a place. New names do no harm; replaced and removed ones do.

Things are compared with `is`. `id` would be ten times as slow: it is one of the calls of which
Python tells the tripwires.
"""

import sys
from collections.abc import Iterable, Mapping
from operator import is_
from types import ModuleType

from .origins import homemade


class Fingerprint:
    """The callables of some namespaces as they were when they were added.

    >>> place = {"area": abs, "size": 3}
    >>> before = Fingerprint()
    >>> before.add("place", place)
    >>> place |= {"area": len, "size": 4, "new": min}
    >>> before.changes()
    ['place.area']
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._places: list[tuple[str, Mapping[str, object], list[str], list[object]]] = []
        self._known: set[int] = set()
        self._modules: dict[str, ModuleType] = {}

    def add(self, label: str, place: Mapping[str, object]) -> None:
        """Watch the callables that are in this namespace now."""
        names = [name for name, value in list(place.items()) if callable(value)]
        self._places.append((label, place, names, [place[name] for name in names]))

    def add_class(self, kind: type) -> None:
        """Watch the methods of a class and of those it inherits from."""
        for one in kind.__mro__:
            heap_type = one.__flags__ & (1 << 9)  # others cannot be changed from Python
            if heap_type and id(one) not in self._known:
                self._known.add(id(one))
                self.add(f"{one.__module__}.{one.__qualname__}", one.__dict__)

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
            if isinstance(value, type) and value.__module__.partition(".")[0] == package:
                self.add_class(value)

    def add_modules(self, names: Iterable[str]) -> None:
        """Watch those of the named modules that are loaded."""
        for name in names:
            module = sys.modules.get(name)
            if isinstance(module, ModuleType):
                self.add_module(module)

    def changes(self) -> list[str]:
        """Name what is not what it was."""
        found = [
            name for name, module in self._modules.items() if sys.modules.get(name) is not module
        ]
        for label, place, names, before in self._places:
            now = list(map(place.get, names))
            if not all(map(is_, before, now)):
                found += [
                    f"{label}.{name}"
                    for name, old, new in zip(names, before, now, strict=True)
                    if old is not new and not _restless(label, new)
                ]
        return found

    def accept(self) -> None:
        """Take everything as it is now."""
        self._places = [
            (label, place, names, list(map(place.get, names)))
            for label, place, names, _ in self._places
        ]


def _restless(label: str, value: object) -> bool:
    """Tell of pyplot, which puts other functions in its places when it changes its backend."""
    return label.startswith("matplotlib.") and value is not None and not homemade(value)
