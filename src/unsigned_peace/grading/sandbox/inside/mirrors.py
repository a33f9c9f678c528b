"""What stands in one process for a function, a class or an object that lies in the other.

A mirror is as narrow as it can be. An object of a student's could lie by its operators: whoever
lets it compare itself with what is expected lets it say "equal". So each use of a mirror is named,
and those that the reference solution did not need are refused.
"""

import ast
import functools
import inspect
import sys
import types
from collections.abc import Callable
from typing import Any, Protocol

from .codec_forms import SINGLES, CodecError, Reference

_ORDINARY = (
    "len iter next getitem setitem delitem contains call enter exit bool int float index str repr"
)
_BINARY = "add sub mul matmul truediv floordiv mod pow and or xor lshift rshift divmod"
_COMPARE = "eq ne lt le gt ge"
_UNARY = "neg pos abs invert round trunc floor ceil complex bytes format reversed"
OPERATORS = frozenset(
    f"__{name}__"
    for name in [
        *_ORDINARY.split(),
        *(f"{side}{one}" for one in _BINARY.split() for side in ("", "r", "i")),
        *_COMPARE.split(),
        *_UNARY.split(),
    ]
)
_SOFT = {"__eq__", "__ne__", "__str__", "__repr__", "__format__"}  # `object` has an answer, too
_ITERATING = {"__iter__", "__next__", "__len__"}
ITERATORS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        map, zip, filter, enumerate, reversed, types.GeneratorType, *map(type, (
            iter([]), iter(()), iter(""), iter(set()), iter({}), iter(range(0)),
            iter({}.values()), iter({}.items()), reversed([]), reversed(range(0)),
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


class Asker(Protocol):
    """What mirrors need of their side of the wire."""

    def ask(self, do: str, target: object, name: str, args: tuple, kwargs: dict) -> object:
        """Let the other side do something."""

    def use(self, *words: str) -> bool:
        """Say whether the test may use this; note that it did, if all is allowed."""


def operators_of(kind: type) -> list[str]:
    """Name the operators that a class defines itself."""
    named = {name for one in kind.__mro__ if one is not object for name in vars(one)}
    return sorted(named & OPERATORS)


def library_name(thing: object) -> tuple[str, str]:
    """Say where a class or function of a library can be found; nothing, if it is the notebook's."""
    module, name = getattr(thing, "__module__", None), getattr(thing, "__qualname__", None)
    if type(module) is str and type(name) is str and library(module, name) is thing:
        return module, name
    return "", ""


def library(module: str, name: str) -> object:
    """Find what a loaded library has under this name; None, if nothing."""
    found: Any = None if module in ("__main__", "builtins") else sys.modules.get(module)
    for part in name.split("."):
        found = vars(found).get(part) if isinstance(found, types.ModuleType | type) else None
    return found


def mirror_function(peer: Asker, reference: Reference) -> Callable[..., object]:
    """Make a function that lets the other side compute."""

    def proxy(*args: object, **kwargs: object) -> object:
        __tracebackhide__ = True
        return peer.ask("call", proxy, "", args, kwargs)

    proxy.__name__ = proxy.__qualname__ = reference.name or "function"
    proxy.__doc__ = reference.doc or None
    proxy.__module__ = "__main__"
    signature = _signature(reference.signature)
    if signature is not None:
        proxy.__signature__ = signature
        proxy.__annotations__ = {
            one.name: one.annotation
            for one in signature.parameters.values()
            if one.annotation is not inspect.Parameter.empty
        }
    return proxy


def _signature(text: str) -> inspect.Signature | None:
    """Read a signature without running anything of it."""
    try:
        made = ast.parse(f"def f{text}: pass").body[0]
        given = made.args
        kinds = inspect.Parameter
        plain = [*given.posonlyargs, *given.args]
        defaults = [None] * (len(plain) - len(given.defaults)) + given.defaults
        rows = [
            (
                one,
                kinds.POSITIONAL_ONLY if one in given.posonlyargs else kinds.POSITIONAL_OR_KEYWORD,
                default,
            )
            for one, default in zip(plain, defaults, strict=True)
        ]
        rows += [(given.vararg, kinds.VAR_POSITIONAL, None)] if given.vararg else []
        rows += [
            (one, kinds.KEYWORD_ONLY, default)
            for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        ]
        rows += [(given.kwarg, kinds.VAR_KEYWORD, None)] if given.kwarg else []
        return inspect.Signature(
            [
                kinds(one.arg, kind, default=_literal(default), annotation=_literal(one.annotation))
                for one, kind, default in rows
            ],
            return_annotation=_literal(made.returns),
        )
    except (SyntaxError, ValueError, AttributeError, RecursionError, MemoryError):
        return None


def _literal(node: ast.expr | None) -> object:
    if node is None:
        return inspect.Parameter.empty
    if isinstance(node, ast.Name) and f"class {node.id}" in SINGLES:
        return SINGLES[f"class {node.id}"]
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.unparse(node)


class MirrorType(type):
    """The type of classes that lie on the other side."""

    def __call__(cls, *args: object, **kwargs: object) -> object:
        """Let the other side make an instance."""
        __tracebackhide__ = True
        return _PEERS[cls].ask("call", cls, "", args, kwargs)

    def __getattr__(cls, name: str) -> object:
        """Ask for an attribute of the class."""
        __tracebackhide__ = True
        return _attribute(_PEERS[cls], cls, name)

    def __setattr__(cls, name: str, value: object) -> None:
        """Set an attribute of the class."""
        __tracebackhide__ = True
        _PEERS[cls].ask("set", cls, name, (value,), {})


class Mirror:
    """An object that lies on the other side."""

    __slots__ = ("__weakref__",)

    def __getattribute__(self, name: str) -> object:
        """Ask for an attribute."""
        __tracebackhide__ = True
        cls = type(self)
        if name == "__class__":
            return ITERATORS.get(cls.__name__) or _REAL.get(cls) or cls
        return _attribute(_PEERS[cls], self, name)

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute."""
        __tracebackhide__ = True
        _PEERS[type(self)].ask("set", self, name, (value,), {})

    def __delattr__(self, name: str) -> None:
        """Delete an attribute."""
        __tracebackhide__ = True
        _PEERS[type(self)].ask("delete", self, name, (), {})


_PEERS: dict[type, Asker] = {}  # of each mirrored class
_REAL: dict[type, type] = {}  # what a mirrored class of a library's is here


def _attribute(peer: Asker, target: object, name: str) -> object:
    """Ask for an attribute that the reference solution's test asked for, too."""
    __tracebackhide__ = True
    hidden = name.startswith("_") and name not in ("__dict__", "__name__", "__doc__")
    if hidden or not peer.use("get", name):
        raise AttributeError(f"This attribute is not handed to the test: {name!r}.")
    return peer.ask("get", target, name, (), {})


def mirror_class(peer: Asker, reference: Reference, bases: tuple[type, ...]) -> type:
    """Make a class whose instances lie on the other side, or an exception of the same name."""
    name = reference.type_name if reference.kind != "class" else reference.name
    broken = next((one for one in bases if issubclass(one, BaseException)), None)
    if broken is not None:
        return type(name, (broken if issubclass(broken, Exception) else Exception,), {})
    _, operators, place = reference.more
    mirrored = tuple(one for one in bases if type(one) is MirrorType)
    space = {one: _operator(peer, name, one) for one in operators if one in OPERATORS}
    if "__hash__" not in space:
        space["__hash__"] = object.__hash__
    made = type.__new__(MirrorType, name, mirrored or (Mirror,), {"__slots__": (), **space})
    _PEERS[made] = peer
    real = library(*place) if place[0] else None
    if isinstance(real, type) and peer.use("library", *place):
        _REAL[made] = real
    elif own := [
        one for one in bases if type(one) is not MirrorType and one.__module__ != "builtins"
    ]:
        _REAL[made] = own[0]  # a class of the instructor's
    return made


def mirrored(peer: Asker, kind: type) -> type:
    """Give a class of mirrors for objects of this one, which may be a library's that lies here."""
    if type(kind) is MirrorType:
        return kind
    more = ((), operators_of(kind), library_name(kind))
    return mirror_class(peer, Reference("class", 0, "", "type", kind.__name__, more=more), ())


def _operator(peer: Asker, cls: str, name: str) -> Callable[..., object]:
    """Make an operator that asks the other side, where the reference solution's did."""

    def operate(self: object, *args: object, **kwargs: object) -> object:
        __tracebackhide__ = True
        kinds = {"own" if isinstance(type(one), MirrorType) else "data" for one in args}
        free = cls in ITERATORS and name in _ITERATING
        if free or peer.use("operator", f"{cls}.{name}", *sorted(kinds)):
            return peer.ask("operator", self, name, args, kwargs)
        if name in _SOFT:
            return getattr(object, name)(self, *args)
        raise CodecError(
            f"An answer is an object of the class {cls}; the test expects a value of another kind."
        )

    return operate


def exception_of_library(place: tuple[str, str]) -> type | None:
    """Find an exception of a library's, which a function may raise."""
    found = library(*place) if place[0] else None
    ordinary = isinstance(found, type) and issubclass(found, Exception)
    return found if ordinary and place[0].partition(".")[0] in _RAISING else None
