"""Find answers of which a comparison says what is not true.

An object can say that it is equal to anything, or that any difference from it is zero. Then a
test that compares it says nothing. Such an object needs a class of its own.
"""

import sys
from collections.abc import Collection, Iterable
from dis import get_instructions
from types import FunctionType

from .origins import made_in_notebook

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
# Of these the values of ordinary classes have a meaning; who replaces it for a number means harm.
_OF_NUMBERS = (
    *_COMPARISONS, "__sub__", "__rsub__", "__abs__", "__round__", "__float__", "__int__",
    "__index__", "__bool__", "__array__", "__array_ufunc__", "__array_function__",
    "__array_priority__", "equals", "__class__", "__getattribute__",
)  # fmt: skip
_COLUMNS = {"Index", "Series", "ndarray"}  # of pandas and numpy
_MOST = 100  # things in a container that are looked at


class _Stranger:
    """Equal to nothing but itself."""


def contents(value: object) -> Iterable[object]:
    """Give what a container holds, down to the second level, as far as is sensible.

    >>> list(contents([1, {"a": 2}]))
    [1, {'a': 2}, 2]
    """
    for one in _inside(value):
        yield one
        yield from _inside(one)


def _inside(value: object) -> list[object]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)[:_MOST]
    if isinstance(value, dict):
        return list(value.values())[:_MOST]
    if type(value).__name__ in _COLUMNS and str(getattr(value, "dtype", "")) == "object":
        return list(value)[:_MOST] if getattr(value, "ndim", 0) == 1 else []
    return []


def lies(value: object, taught: Collection[str]) -> str:
    """Say how a value lies, or "". A class that the instructor's cells name (`taught`) may do more.

    >>> Liar = type("Liar", (int,), {"__module__": "__main__", "__eq__": lambda one, other: True})
    >>> lies(Liar(3), ())
    'An object of the class Liar is equal to anything.'
    >>> lies(3, ())
    ''
    """
    kind = type(value)
    for one in kind.__mro__:
        if made_in_notebook(one) and (said := _class_lies(one, kind, value, taught)):
            return f"An object of the class {one.__name__} {said}."
    meta = type(kind)
    if isinstance(value, type) and made_in_notebook(kind):
        return f"The class {value.__name__} compares as its metaclass {kind.__name__} says."
    if made_in_notebook(meta) and any(
        name in vars(meta) for name in ("__instancecheck__", "__eq__")
    ):
        return f"An object of the class {kind.__name__} is compared as {meta.__name__} says."
    return ""


def _class_lies(one: type, kind: type, value: object, taught: Collection[str]) -> str:
    own = vars(one)
    if "__class__" in own:
        return "claims to be of another class"
    for name in _COMPARISONS:
        if name in own and _ignores_the_other(own[name]):
            return (
                "is equal to anything" if name == "__eq__" else f"has {name} that looks at nothing"
            )
    if "__eq__" in own and _equals_a_stranger(value):
        return "is equal to anything"
    if one.__name__ in taught:
        return ""
    ordinary = [base for base in kind.__mro__ if not made_in_notebook(base) and base is not object]
    if ordinary and not _is_plain(ordinary[0]):
        for name in _OF_NUMBERS:
            if name in own:
                return f"is a {ordinary[0].__name__} that defines {name} for itself"
    return ""


def _is_plain(base: type) -> bool:
    """Tell whether to inherit from this class is ordinary, whatever one defines."""
    return (
        not issubclass(base, (int, float, complex, str, bytes))
        and type(base).__module__ != "enum"
        and (base.__module__.partition(".")[0] not in {"numpy", "pandas", "decimal", "fractions"})
    )


def _ignores_the_other(method: object) -> bool:
    """Tell whether a comparison does not look at what it is compared with, and says yes."""
    if not isinstance(method, FunctionType):
        return False
    code = method.__code__
    if code.co_argcount < 2:  # itself and the other
        return True
    other = code.co_varnames[1]
    looked = any(
        one.argval == other and one.opname.startswith("LOAD") for one in get_instructions(code)
    )
    says_no = all(one in (None, False, NotImplemented) for one in code.co_consts)
    return not looked and other not in code.co_cellvars and not (says_no and not code.co_names)


def _equals_a_stranger(value: object) -> bool:
    try:
        return (value == _Stranger()) is True
    except Exception:  # noqa: BLE001 - it is a student's class
        return False
