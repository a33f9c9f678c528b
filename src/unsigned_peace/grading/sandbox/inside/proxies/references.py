"""What one process tells the other of a thing that does not cross: so little that it can."""

import functools
import inspect
import operator
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any

from ..values.codec import Reference, encode, extends_data, plain_copy, refuse
from ..values.value_forms import SINGLES, CodecError, form_of, space_of, state_of

_OPERATORS = """
    len iter next getitem setitem delitem contains call enter exit bool int float index str repr
    eq ne lt le gt ge neg pos abs invert round trunc floor ceil complex bytes format reversed
"""
BINARY = "add sub mul matmul truediv floordiv mod pow and or xor lshift rshift divmod"
OPERATORS = {f"__{one}__" for one in _OPERATORS.split()} | {
    f"__{side}{one}__" for one in BINARY.split() for side in ("", "r", "i")
}
FUNCTIONS = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType,
    types.WrapperDescriptorType, types.MethodDescriptorType, functools.partial,
    type(functools.cache(len)),
)  # fmt: skip
_CHANGING = (
    "enable_load", "create_aggregate", "create_collation", "create_function", "create_window",
)  # fmt: skip
_LETTERS = 2000  # of a documentation
_LARGEST = 100_000  # bytes or items of what is told besides
# As what objects of a library's cross, such as the edges of a graph, or a section of settings.
_PLAIN = {AbstractSet: lambda one: dict.fromkeys(one).keys(), Mapping: dict, Sequence: list}


def reference_to(thing: object, number: int, side: str, classes: Mapping[str, type]) -> Reference:
    """Describe a thing that stays here, under its number, for the other side.

    `more` depends on the kind. What a test hands out tells little: its documentation, defaults and
    annotations may say what is expected.
    """
    kind, place, told = type(thing), place_of(thing), side == "student"
    name = _held(thing, "__name__")
    common = number, side, kind.__name__, name if type(name) is str else ""
    if kind is types.ModuleType:
        return Reference("module", *common)
    if isinstance(thing, type):
        bases = [one for one in thing.__mro__[1:-1] if _is_told(one, classes)]
        names = [*operators_of(thing), *_own_names(thing, classes)]
        return Reference("class", *common, (bases, names, place))
    if isinstance(thing, FUNCTIONS) or (callable(thing) and place[0]):
        doc = _held(thing, "__doc__") if told else ""
        text = doc[:_LETTERS] if type(doc) is str else ""
        noted = told and not {*(_held(thing, "__dict__") or ())} <= {"__wrapped__"}
        return Reference("function", *common, (text, _signature_of(thing, told=told), noted, place))
    is_callable, derived = "__call__" in operators_of(kind), told and extends_data(kind)
    data = plain_copy(thing) if derived else _as_data(thing)
    if data is None and told:
        data = _as_plainer(thing, classes)
    return Reference("object", *common, (kind, data, is_callable, derived))


def operators_of(kind: type) -> list[str]:
    """Name the operators that a class defines itself."""
    named = {name for one in kind.__mro__ if one is not object for name in space_of(one)}
    return sorted(named & OPERATORS)


def _own_names(kind: type, classes: Mapping[str, type]) -> list[str]:
    """Name what a class has that is not inherited from one of the instructor's."""
    own = (one for one in kind.__mro__[:-1] if one not in classes.values())
    return sorted({name for one in own for name in space_of(one) if not name.startswith("_")})


def place_of(thing: object) -> tuple[str, str]:
    """Say where a class or function of a library can be found; nothing, if it is the notebook's."""
    module, name = _held(thing, "__module__"), _held(thing, "__qualname__")
    if type(module) is str and type(name) is str and in_library(module, name) is thing:
        return module, name
    return "", ""


def _held(thing: object, name: str) -> object:
    """Give an attribute, or None; a student's `__getattr__` is not asked for it."""
    known = isinstance(thing, (*FUNCTIONS, type, types.ModuleType))
    try:
        return getattr(thing, name) if known else object.__getattribute__(thing, name)
    except Exception:  # noqa: BLE001 - a class of a student's
        return None


def in_library(module: str, name: str) -> object:
    """Find what a loaded library has under this name; None, if nothing."""
    found: Any = None if module in ("", "__main__", "builtins") else sys.modules.get(module)
    for part in name.split("."):
        found = vars(found).get(part) if isinstance(found, types.ModuleType | type) else None
    return found


def family_of(kind: type, do: str, name: str) -> str:
    """Name what has attributes that are as good as this one: a library of Python's, or a class.

    A cursor of a database can be asked where a connection was. `create_function` is like no other:
    it changes how the thing works for the test, too. The classes of the notebook and its helpers
    are no library's, nor generators and mocks, which know of the test.
    """
    own = f"{kind.__name__} {name}"
    module = kind.__module__
    path = getattr(sys.modules.get(module), "__file__", None) or ""
    library = module.partition(".")[0]
    if do != "get" or name.startswith(_CHANGING):
        return own
    if library in sys.stdlib_module_names - {"builtins", "unittest"}:
        return library
    return kind.__name__ if "-packages" in path else own


def _is_told(base: type, classes: Mapping[str, type]) -> bool:
    """Say whether a base of a class should be known to the other side."""
    known = f"class {base.__name__}" in SINGLES or base in classes.values()
    return known or not place_of(base)[0]


def _as_data(thing: object) -> float | BaseException | None:
    """Give the number that an object says it is, or the error of Python's that it is.

    It may say nothing: None.
    """
    if isinstance(thing, BaseException):
        kinds = (one for one in type(thing).__mro__ if SINGLES.get(f"class {one.__name__}") is one)
        return next(kinds)(*thing.args)
    for name, take in (("__index__", operator.index), ("__float__", float)):
        if name in operators_of(type(thing)):
            try:
                return take(thing)
            except Exception:  # noqa: BLE001 - a class of a student's
                return None
    return None


def _as_plainer(thing: object, classes: Mapping[str, type]) -> object:
    """Give an object of the instructor's class from which its own is derived, if that holds data.

    Of a collection of a library's, give what it holds; of all else, and of what is large, None.
    """
    kind = type(thing)
    base = next((one for one in kind.__mro__ if one in classes.values()), None)
    with suppress(Exception):
        if base and form_of(base).fill:
            twin = object.__new__(base)
            for name, one in state_of(thing).items():
                object.__setattr__(twin, name, one)
            return twin if len(encode(twin, refuse, classes=classes)) < _LARGEST else None
        made = next(_PLAIN[one] for one in _PLAIN if issubclass(kind, one))(thing)
        inner = [*(made.values() if isinstance(made, dict) else made)]
        fits = len(inner) < _LARGEST and kind not in set(map(type, inner))
        return made if fits and place_of(kind)[0] else None
    return None


def _signature_of(function: object, *, told: bool) -> inspect.Signature | None:
    """Give the signature of a function, as far as it is data; None, if nobody knows it."""
    empty = inspect.Parameter.empty

    def known(one: object) -> object:
        try:
            return one if one is empty or encode(one, refuse) else None
        except CodecError:
            return inspect.formatannotation(one)[:_LETTERS]

    default = known if told else lambda one: one if one is empty else None
    noted = known if told else lambda _: empty
    try:
        given = inspect.signature(function)
        parameters = [
            one.replace(default=default(one.default), annotation=noted(one.annotation))
            for one in given.parameters.values()
        ]
        returned = noted(given.return_annotation)
        return given.replace(parameters=parameters, return_annotation=returned)
    except Exception:  # noqa: BLE001 - a class of a student's
        return None


def fills_defaults(target: Callable[..., object], args: tuple, kwargs: dict) -> bool:
    """Say whether a call gives something of its own where the function has a default.

    Who writes `lambda answer, want=want: ...` means what is there.

    >>> fills_defaults(lambda a, b=1: a, (2,), {}), fills_defaults(lambda a, b=1: a, (2, 3), {})
    (False, True)
    """
    try:
        known = inspect.signature(target).parameters
    except (TypeError, ValueError):
        return False
    given = known.keys() & {*[*known][: len(args)], *kwargs}
    return any(known[name].default is not inspect.Parameter.empty for name in given)
