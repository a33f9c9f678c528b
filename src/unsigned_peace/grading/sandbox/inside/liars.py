"""Find answers of which a comparison says what is not true.

An object can say that it is equal to anything, or that any difference from it is zero. Then a
test that compares it says nothing. Such an object needs a class of its own.
"""

import sys
from collections.abc import Callable, Collection, Container, Iterable
from dis import get_instructions
from math import inf
from operator import contains, eq, gt, lt, sub
from random import SystemRandom
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from .origins import in_library, made_in_notebook

__builtins__ = dict(vars(sys.modules["builtins"]))  # our own, whatever a notebook does to Python's

# Of tables, arrays and texts.
_BORROWED = (
    "shape", "size", "dtype", "dtypes", "index", "columns", "values", "loc", "iloc", "at", "iat",
    "empty", "item", "tolist", "to_numpy", "to_dict", "sum", "mean", "min", "max", "all", "any",
    "_mgr", "__getitem__", "__getattr__", "__len__", "__iter__", "__contains__", "startswith",
    "endswith", "lower", "upper", "strip", "split",
)  # fmt: skip
_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
# Of these the values of ordinary classes have a meaning; who replaces it for a number means harm.
_OF_NUMBERS = (
    *_COMPARISONS, "__sub__", "__rsub__", "__abs__", "__round__", "__float__", "__int__",
    "__index__", "__bool__", "__array__", "__array_ufunc__", "__array_function__",
    "__array_priority__", "equals", "__class__", "__getattribute__",
)  # fmt: skip
_ARITHMETIC = ("__sub__", "__rsub__", "__abs__", "__contains__", "__float__", "__format__")
# Their objects say nothing of themselves.
_PLAIN = frozenset((
    bool, bytes, complex, dict, float, int, list, set, str, tuple, type, type(None),
    BuiltinFunctionType, FunctionType, ModuleType, MethodType,
))  # fmt: skip
_COMPARED_BY_PARTS = {"matplotlib", "numpy", "pandas"}  # or not to be troubled
_COLUMNS = {"Index", "Series", "ndarray"}  # of pandas and numpy
_DICE = SystemRandom()  # one that notebooks can neither seed nor miss a number of
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
    kind = type(value).__name__
    if kind == "DataFrame" and "object" in (types := list(map(str, value.dtypes))):
        return [value.iloc[:, place] for place, one in enumerate(types) if one == "object"][:_MOST]
    if kind in _COLUMNS and str(getattr(value, "dtype", "")) == "object":
        return list(getattr(value, "flat", value))[:_MOST]
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
    if type(kind) is type and kind in _PLAIN:  # a metaclass could say that it is one of these
        return ""
    for one in kind.__mro__:
        if made_in_notebook(one) and (said := _class_lies(one, kind, taught)):
            return f"An object of the class {one.__name__} {said}."
    meta = type(kind)
    if isinstance(value, type) and made_in_notebook(kind):
        return f"The class {value.__name__} compares as its metaclass {kind.__name__} says."
    if made_in_notebook(meta) and any(
        name in vars(meta) for name in ("__instancecheck__", "__eq__")
    ):
        return f"An object of the class {kind.__name__} is compared as {meta.__name__} says."
    if kind.__module__.partition(".")[0] not in _COMPARED_BY_PARTS and (said := behaviour(value)):
        return f"An object of the class {kind.__name__} {said}."
    return ""


def _class_lies(one: type, kind: type, taught: Collection[str]) -> str:
    own = vars(one)
    if "__class__" in own:
        return "claims to be of another class"
    for name in _COMPARISONS:
        if name in own and _ignores_the_other(own[name]):
            return (
                "is equal to anything" if name == "__eq__" else f"has {name} that looks at nothing"
            )
    if one.__name__ in taught:
        return ""
    ordinary = [base for base in kind.__mro__ if not made_in_notebook(base) and base is not object]
    if ordinary and not _is_plain(ordinary[0]):
        for name in (*_OF_NUMBERS, *_BORROWED):
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


def behaviour(value: object) -> str:
    """Say what an object says of itself that cannot be true, or "".

    >>> from fractions import Fraction
    >>> from unittest.mock import ANY
    >>> behaviour(Fraction(1, 2)), behaviour(ANY)
    ('', 'is equal to anything')
    """
    numbers = [(-1) ** place * _DICE.uniform(1e6, 1e9) for place in range(4)]
    if all(_tried(eq, value, one) is True for one in (_Stranger(), *numbers[:2], str(numbers[0]))):
        return "is equal to anything"
    if _tried(lt, value, -inf) is True or _tried(gt, value, inf) is True:
        return "is smaller or greater than anything"
    if _tried(contains, value, _Stranger()) is True:
        return "contains anything"
    for way in (sub, _from):
        ways = [_tried(_distance, way, value, one) for one in numbers]
        if all(type(one) is float for one in ways) and max(ways) - min(ways) < 1:
            return "has the same difference from all numbers"
    return ""


def _from(value: object, number: float) -> object:
    return number - value


def _distance(way: Callable[[object, float], object], value: object, number: float) -> float:
    return float(abs(way(value, number)))


def _tried(function: Callable[..., object], *given: object) -> object:
    try:
        return function(*given)
    except Exception:  # noqa: BLE001 - it is a student's class
        return None


def comparing_class(trusted: Container[str]) -> str:
    """Name a class of a notebook that says by itself how its objects compare, or give "".

    The methods of data classes come from no cell: they say what anybody would say.
    """
    names = (*_COMPARISONS, *_ARITHMETIC)
    left: list[type] = [object]
    seen = set()  # their numbers: a metaclass could say that two classes are equal
    while left:
        kind = left.pop()
        for one in type.__subclasses__(kind):
            if id(one) not in seen:
                seen.add(id(one))
                left.append(one)
                own = [vars(one)[name] for name in names if name in vars(one)]
                if any(_from_a_cell(method, one, trusted) for method in own):
                    return one.__name__
    return ""


def _from_a_cell(method: object, kind: type, trusted: Container[str]) -> bool:
    if not isinstance(method, FunctionType):
        return kind.__module__ == "__main__"
    file = method.__code__.co_filename
    return not (in_library(file) or file in trusted or file == "<string>")
