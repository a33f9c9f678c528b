"""Notice that the guard itself was changed."""

import sys
from collections.abc import Callable
from operator import is_
from types import ModuleType

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's


def seal() -> Callable[[], bool]:
    """Make a function that tells whether this package is still as it is now.

    All that the function needs are local variables, where a notebook cannot get at them.
    """
    package = __name__.rpartition(".")[0]
    modules = [
        module
        for name, module in sys.modules.items()
        if name.startswith(f"{package}.") and isinstance(module, ModuleType)
    ]
    places = [vars(module) for module in modules]
    for place in places:
        place.setdefault("__warningregistry__", {})  # Python notes there what it has warned of
    places += [
        value.__dict__
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]
    before = [list(place.values()) for place in places]

    def whole(same: Callable[[object, object], bool] = is_) -> bool:
        return all(
            len(place) == len(was) and all(map(same, was, place.values()))
            for place, was in zip(places, before, strict=True)
        )

    return whole
