"""What stands in one process for a function, a class or an object that lies in the other.

A mirror is as narrow as it can be. An object of a student's could lie by its operators: whoever
lets it compare itself with what is expected lets it say "equal". So each use of a mirror is named,
and those that the reference solution did not need are refused.
"""

import csv
import functools
import inspect
import itertools
import operator
import sys
import types
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from .codec import Reference, encode, extends_data, plain_copy, refuse
from .value_forms import SINGLES, CodecError

if TYPE_CHECKING:
    from .peer import Peer

_OPERATORS = """
    len iter next getitem setitem delitem contains call enter exit bool int float index str repr
    eq ne lt le gt ge neg pos abs invert round trunc floor ceil complex bytes format reversed
"""
_BINARY = "add sub mul matmul truediv floordiv mod pow and or xor lshift rshift divmod"
OPERATORS = {f"__{one}__" for one in _OPERATORS.split()} | {
    f"__{side}{one}__" for one in _BINARY.split() for side in ("", "r", "i")
}
_SOFT = {"__eq__", "__ne__", "__str__", "__repr__", "__format__"}  # `object` has an answer, too
ITERATORS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        map, zip, filter, enumerate, reversed, types.GeneratorType,
        *(one for one in vars(itertools).values() if isinstance(one, type)), *map(type, (
            *map(iter, ([], (), "", "é", b"", set(), {}, range(0), {}.values(), {}.items())),
            *map(reversed, ([], {}, range(0))), iter(lambda: 0, 0), csv.reader([]),
        )),
    )
}  # fmt: skip
FUNCTIONS = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType,
    types.WrapperDescriptorType, types.MethodDescriptorType, functools.partial,
    type(functools.cache(len)),
)  # fmt: skip
# Whose exceptions a function may raise here. Those of test tools say "skip" and not "wrong".
_RAISING = {"numpy", "pandas", "scipy", "sklearn", "sympy", "networkx", "matplotlib"} | (
    sys.stdlib_module_names - {"unittest", "doctest", "bdb", "asyncio", "concurrent"}
)
_LETTERS = 2000  # of a documentation
_OVER: WeakSet[object] = WeakSet()  # iterators that have given all they have


def reference_to(thing: object, number: int, side: str, classes: Mapping[str, type]) -> Reference:
    """Describe a thing that stays here, under its number, for the other side.

    `more` depends on the kind. What a test hands out tells little: its documentation, defaults and
    annotations may say what is expected.
    """
    kind, place, told = type(thing), place_of(thing), side == "student"
    name = getattr(thing, "__name__", "")
    common = number, side, kind.__name__, name if type(name) is str else ""
    if kind is types.ModuleType:
        return Reference("module", *common)
    if isinstance(thing, type):
        bases = [one for one in thing.__mro__[1:-1] if _is_told(one, classes)]
        return Reference("class", *common, (bases, _operators_of(thing), place))
    if isinstance(thing, FUNCTIONS) or (callable(thing) and place[0]):
        doc = getattr(thing, "__doc__", None) if told else ""
        text = doc[:_LETTERS] if type(doc) is str else ""
        return Reference("function", *common, (text, _parameters_of(thing, told=told), place))
    is_callable, derived = "__call__" in _operators_of(kind), told and extends_data(kind)
    data = plain_copy(thing) if derived else _as_number(thing)
    return Reference("object", *common, (kind, data, is_callable, derived))


def _operators_of(kind: type) -> list[str]:
    """Name the operators that a class defines itself."""
    named = {name for one in kind.__mro__ if one is not object for name in vars(one)}
    return sorted(named & OPERATORS)


def place_of(thing: object) -> tuple[str, str]:
    """Say where a class or function of a library can be found; nothing, if it is the notebook's."""
    module, name = getattr(thing, "__module__", None), getattr(thing, "__qualname__", None)
    if type(module) is str and type(name) is str and in_library(module, name) is thing:
        return module, name
    return "", ""


def in_library(module: str, name: str) -> object:
    """Find what a loaded library has under this name; None, if nothing."""
    found: Any = None if module in ("", "__main__", "builtins") else sys.modules.get(module)
    for part in name.split("."):
        found = vars(found).get(part) if isinstance(found, types.ModuleType | type) else None
    return found


def _is_told(base: type, classes: Mapping[str, type]) -> bool:
    """Say whether a base of a class should be known to the other side."""
    known = f"class {base.__name__}" in SINGLES or base in classes.values()
    return known or not place_of(base)[0]


def _as_number(thing: object) -> float | None:
    """Give the number that an object says it is; None, if it says nothing."""
    for name, take in (("__index__", operator.index), ("__float__", float)):
        if name in _operators_of(type(thing)):
            try:
                return take(thing)
            except Exception:  # noqa: BLE001 - a class of a student's
                return None
    return None


def _parameters_of(function: object, *, told: bool) -> list[list] | None:
    """Give the parameters of a function, and what it returns, as data; None, if nobody knows."""

    def known(one: object) -> list[object]:
        if one is inspect.Parameter.empty:
            return []
        try:
            return [encode(one, refuse) and one]
        except CodecError:
            return [inspect.formatannotation(one)[:_LETTERS]]

    try:
        given = inspect.signature(function)
        if not told:
            return [
                *([one.name, one.kind.name, [None] * (one.default is not one.empty), []]
                  for one in given.parameters.values()),
                [],
            ]  # fmt: skip
        return [
            *([one.name, one.kind.name, known(one.default), known(one.annotation)]
              for one in given.parameters.values()),
            known(given.return_annotation),
        ]  # fmt: skip
    except Exception:  # noqa: BLE001 - a class of a student's
        return None


# Where it is used: mirrors.


def mirror_function(
    peer: "Peer", name: str, doc: str = "", parameters: list | None = None, _: object = None
) -> Callable[..., object]:
    """Make a function that lets the other side compute."""

    def proxy(*args: object, **kwargs: object) -> object:
        return peer.ask("call", proxy, "", args, kwargs)

    proxy.__name__ = proxy.__qualname__ = name or "function"
    proxy.__doc__, proxy.__module__ = doc or None, "__main__"
    if parameters:
        proxy.__signature__ = signature = _signature(*parameters)
        noted = {name: one.annotation for name, one in signature.parameters.items()}
        proxy.__annotations__ = {
            name: one for name, one in noted.items() if one is not inspect.Parameter.empty
        }
    return proxy


def _signature(*rows: list) -> inspect.Signature:
    """Put together what `_parameters_of` has given."""

    def known(one: list[object]) -> object:
        return one[0] if one else inspect.Parameter.empty

    *parameters, returned = rows
    made = [
        inspect.Parameter(
            name, getattr(inspect.Parameter, kind), default=known(default), annotation=known(noted)
        )
        for name, kind, default, noted in parameters
    ]
    return inspect.Signature(made, return_annotation=known(returned))


class MirrorType(type):
    """The type of classes that lie on the other side.

    Each has a `_peer` to ask, and as `_real` the class here, in a library or of the instructor's,
    that its objects say they are of.
    """

    def __call__(cls, *args: object, **kwargs: object) -> object:
        """Let the other side make an instance."""
        return cls._peer.ask("call", cls, "", args, kwargs)

    def __getattr__(cls, name: str) -> object:
        """Ask for an attribute of the class."""
        return _attribute(cls._peer, cls, name)

    def __setattr__(cls, name: str, value: object) -> None:
        """Set an attribute of the class."""
        cls._peer.ask("set", cls, name, (value,), {})


class Mirror:
    """An object that lies on the other side."""

    __slots__ = ("__weakref__",)

    def __getattribute__(self, name: str) -> object:
        """Ask for an attribute."""
        cls = type(self)
        if name == "__class__":
            return ITERATORS.get(cls.__name__) or cls._real or cls
        return _attribute(cls._peer, self, name)

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute."""
        cls = type(self)
        cls._peer.ask("set", self, name, (value,), {})

    def __delattr__(self, name: str) -> None:
        """Delete an attribute."""
        cls = type(self)
        cls._peer.ask("delete", self, name, (), {})


def _attribute(peer: "Peer", target: object, name: str) -> object:
    """Ask for an attribute that the reference solution's test asked for, too."""
    hidden = name.startswith("_") and name not in ("__dict__", "__name__", "__doc__")
    if hidden or not peer.use("get", name):
        raise AttributeError(f"This attribute is not handed to the test: {name!r}.")
    return peer.ask("get", target, name, (), {})


def mirror_class(
    peer: "Peer", name: str, bases: list[type], operators: list[str], place: tuple[str, str]
) -> type:
    """Make a class whose instances lie on the other side, or an exception of the same name."""
    broken = next((one for one in bases if issubclass(one, BaseException)), None)
    if broken is not None:
        return type(name, (broken if issubclass(broken, Exception) else Exception,), {})
    real = in_library(*place)
    if not (isinstance(real, type) and peer.use("library", *place)):
        instructors = (
            one for one in bases if type(one) is not MirrorType and one.__module__ != "builtins"
        )
        real = next(instructors, None)
    space = {"__slots__": (), "_peer": peer, "_real": real, "__hash__": object.__hash__}
    known = OPERATORS - ({"__len__"} if name in ITERATORS else set())  # it has no length
    space |= {one: _operator(peer, name, one) for one in operators if one in known}
    mirrored = tuple(one for one in bases if type(one) is MirrorType)
    return type.__new__(MirrorType, name, mirrored or (Mirror,), space)


def mirror_object(peer: "Peer", kind: type) -> Mirror:
    """Make an object of this class, which may be a library's that lies here, too."""
    if type(kind) is not MirrorType:
        kind = mirror_class(peer, kind.__name__, [], _operators_of(kind), place_of(kind))
    return object.__new__(kind)


def _operator(peer: "Peer", cls: str, name: str) -> Callable[..., object]:
    """Make an operator that asks the other side, where the reference solution's did.

    What calls itself an iterator gives what it has once, whatever it is.
    """

    def operate(self: object, *args: object, **kwargs: object) -> object:
        kinds = {"own" if isinstance(type(one), MirrorType) else "data" for one in args}
        if cls in ITERATORS and name == "__iter__":
            if self in _OVER and not peer.use("iterator", "again"):
                raise CodecError("An answer can be read once; the test reads it again.")
            return self
        if cls in ITERATORS and name == "__next__":
            if self in _OVER:
                raise StopIteration
            try:
                return peer.ask("operator", self, name, args, kwargs)
            except StopIteration:
                _OVER.add(self)
                raise
        if peer.use("operator", f"{cls}.{name}", *sorted(kinds)):
            return peer.ask("operator", self, name, args, kwargs)
        if name in _SOFT:
            return getattr(object, name)(self, *args)
        raise CodecError(
            f"An answer is an object of the class {cls}; the test expects a value of another kind."
        )

    return operate


def exception_of_library(place: tuple[str, str]) -> type | None:
    """Find an exception of a library's, which a function may raise, wherever it is to be found."""
    found = in_library(*place)
    if not (isinstance(found, type) and issubclass(found, Exception)):
        return None
    known = {one.__module__.partition(".")[0] for one in found.__mro__}
    return found if known <= _RAISING else None
