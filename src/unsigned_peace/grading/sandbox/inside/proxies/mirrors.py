"""What stands in one process for a function, a class or an object that lies in the other.

A mirror is as narrow as it can be. An object of a student's could lie by its operators: whoever
lets it compare itself with what is expected lets it say "equal". So each use of a mirror is named,
and those that the reference solution did not need are refused.
"""

import csv
import inspect
import itertools
import sys
import types
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from weakref import WeakSet

from ..values.value_forms import NAMES, CodecError, space_of
from .references import BINARY, OPERATORS, in_library, operators_of, place_of

if TYPE_CHECKING:
    from .peer import Peer

_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")
# What a class may ask of itself in the place of what the reference solution's class did.
_INSTEAD = {
    **dict.fromkeys(_ORDER, _ORDER),
    "__len__": ("__iter__", "__getitem__", "__bool__", "__reversed__"),
    "__bool__": ("__len__",),
    "__iter__": ("__contains__", "__getitem__"),
    "__getitem__": ("__iter__", "__contains__", "__reversed__"),
    "__repr__": ("__str__", "__format__"),
    "__str__": ("__format__",),
    "__format__": ("__str__", "__repr__"),
    "__float__": ("__int__", "__index__"),
    "__next__": ("__iter__",),  # of one that is its own iterator
    **{f"__{one}__": (f"__i{one}__",) for one in BINARY.split()},
    **{f"__i{one}__": (f"__{one}__",) for one in BINARY.split()},
}
_MIRRORS_OWN = {f"__{one}__" for one in ("slots", "init", "new", "hash", "setattr", "delattr")}
_UNNAMED = "The names of the attributes of a class are not handed to the test."
_SOFT = {"__eq__", "__ne__", "__str__", "__repr__", "__format__"}  # `object` has an answer, too
ITERATORS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        map, zip, filter, enumerate, reversed, types.GeneratorType,
        *(one for one in vars(itertools).values() if isinstance(one, type)), *map(type, (
            *map(iter, ([], (), "", "é", b"", set(), {}, range(0), {}.values(), {}.items())),
            *map(reversed, ([], {}, range(0))), iter(lambda: 0, 0), csv.reader([]),
            iter(type("Row", (), {"__getitem__": len})()),
        )),
    )
}  # fmt: skip
ITERATES = {"__iter__", "__next__", "__getitem__"}  # without the first, Python counts from 0
# Whose exceptions a function may raise here. Those of test tools say "skip" and not "wrong".
_RAISING = {"numpy", "pandas", "scipy", "sklearn", "sympy", "networkx", "matplotlib"} | (
    sys.stdlib_module_names - {"unittest", "doctest", "bdb", "asyncio", "concurrent"}
)
_MIRRORED: WeakSet[Callable] = WeakSet()  # functions
_OVER: WeakSet[object] = WeakSet()  # iterators that have given all they have


def mirror_function(
    peer: "Peer", name: str, doc: str = "", signature: object = None, *_: object
) -> Callable[..., object]:
    """Make a function that lets the other side compute."""

    def proxy(*args: object, **kwargs: object) -> object:
        return peer.ask("call", proxy, "", args, kwargs)

    proxy.__name__ = proxy.__qualname__ = name or "function"
    proxy.__doc__ = doc or None
    proxy.__module__ = "__main__"
    _MIRRORED.add(proxy)
    if isinstance(signature, inspect.Signature):
        proxy.__signature__ = signature
        noted = {name: one.annotation for name, one in signature.parameters.items()}
        noted["return"] = signature.return_annotation
        proxy.__annotations__ = {
            name: one for name, one in noted.items() if one is not inspect.Parameter.empty
        }
    return proxy


def hide_code_of_mirrors(event: str, arguments: tuple[object, ...]) -> None:
    """Be an audit hook: who looks into a mirrored function sees nothing, not the mirror's code."""
    if event == "object.__getattr__":
        looked_at, name = arguments
        if type(looked_at) is types.FunctionType and looked_at in _MIRRORED:
            raise AttributeError(f"This attribute is not handed to the test: {name!r}.")


class MirrorType(type):
    """The type of classes that lie on the other side.

    Each has a `_peer` to ask, and as `_real` the class here, in a library or of the instructor's,
    that its objects say they are of. `_own` are names that are not inherited.
    """

    def __new__(cls, name: str, *_: object) -> "MirrorType":
        """Refuse to derive a class from one that lies elsewhere: it would be half here."""
        raise CodecError(f"The class {name} is derived from one that the test does not have.")

    def __call__(cls, *args: object, **kwargs: object) -> object:
        """Let the other side make an instance; a function can do that as well."""
        cls._peer.use("function")
        return cls._peer.ask("call", cls, "", args, kwargs)

    def __getattr__(cls, name: str) -> object:
        """Ask for an attribute of the class."""
        return _attribute(cls._peer, cls, name)

    def __getattribute__(cls, name: str) -> object:
        """Give what is the class's, and not what the mirror has in its place."""
        if name in _MIRRORS_OWN:
            raise AttributeError(f"This attribute is not handed to the test: {name!r}.")
        return _Operators(cls) if name == "__dict__" else type.__getattribute__(cls, name)

    def __dir__(cls) -> list[str]:
        """Refuse to name the attributes."""
        raise cls._peer.refusal(_UNNAMED)

    def __setattr__(cls, name: str, value: object) -> None:
        """Set an attribute of the class."""
        cls._peer.ask("set", cls, name, (value,), {})


class _Operators:
    """The attributes of a mirrored class: a test may ask for its operators, and for no other."""

    def __init__(self, cls: MirrorType) -> None:
        self._peer, self._space = cls._peer, space_of(cls)

    def __contains__(self, name: str) -> bool:
        if name not in OPERATORS:
            raise self._peer.refusal(_UNNAMED)
        return name in self._space

    def __getitem__(self, name: str) -> object:
        return self._space[name] if name in self else None


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

    def __dir__(self) -> list[str]:
        """Refuse to name the attributes, as the class does."""
        return dir(type(self))

    def __delattr__(self, name: str) -> None:
        """Delete an attribute."""
        cls = type(self)
        cls._peer.ask("delete", self, name, (), {})


def _attribute(peer: "Peer", target: object, name: str) -> object:
    """Ask for an attribute that the reference solution's test asked for, too."""
    told = ("__name__", *(("__dict__", "__doc__") if peer.side == "checker" else ()))
    hidden = name.startswith("_") and name not in told
    if peer.side == "student" and name == "__doc__":
        return None  # nor has a function that is handed out any
    if hidden or not peer.use("get", name):
        raise AttributeError(f"This attribute is not handed to the test: {name!r}.")
    cls = target if isinstance(target, MirrorType) else type(target)
    if isinstance(cls, MirrorType) and name not in cls._own and cls._real in peer.classes.values():
        peer.use("inherited", name)  # it is the instructor's, and runs in the student's process
    return peer.ask("get", target, name, (), {})


def mirror_class(
    peer: "Peer", name: str, bases: list[type], names: list[str], place: tuple[str, str]
) -> type:
    """Make a class whose instances lie on the other side, or an exception of the same name."""
    bases = [one for one in bases if isinstance(one, type)]
    broken = next((one for one in bases if issubclass(one, BaseException)), None)
    if broken is not None:
        return type(name, (broken if issubclass(broken, Exception) else Exception,), {})
    real = in_library(*place)
    library = place[0].partition(".")[0]  # another class of it may do as well, if it is no data
    if not (isinstance(real, type) and real not in NAMES and peer.use("library", library)):
        ours = [one for one in bases if type(one) is not MirrorType]
        real = next((one for one in ours if one.__module__ != "builtins"), None)
    known = OPERATORS - ({"__len__"} if name in ITERATORS else set())  # it has no length
    mirrored = tuple(one for one in bases if type(one) is MirrorType)
    made = _made(peer, name, known.intersection(names), real, mirrored or (Mirror,))
    type.__setattr__(made, "_own", names)
    return made


def _made(  # noqa: PLR0913
    peer: "Peer",
    name: str,
    operators: Iterable[str],
    real: type | None = None,
    bases: tuple[type, ...] = (Mirror,),
    *,
    once: bool = False,
) -> type:
    space = {"__slots__": (), "_peer": peer, "_real": real, "_own": (), "__module__": "__main__"}
    space |= {one: _operator(peer, name, one, once=once) for one in operators}
    return type.__new__(MirrorType, name, bases, space | {"__hash__": object.__hash__})


def mirror_iterator(peer: "Peer", kind: type) -> Mirror:
    """Make an object of a class of a notebook's that can be iterated over, and no more."""
    known = {"__next__"}.intersection(operators_of(kind))
    return object.__new__(_made(peer, kind.__name__, {"__iter__", *known}, once=True))


def mirror_object(peer: "Peer", kind: type) -> Mirror:
    """Make an object of this class, which may be a library's that lies here, too."""
    if type(kind) is not MirrorType:
        kind = mirror_class(peer, kind.__name__, [], operators_of(kind), place_of(kind))
    return object.__new__(kind)


def _may(peer: "Peer", cls: str, name: str, kinds: list[str]) -> bool:
    """Say whether the reference solution's class was asked for this, or for as much.

    A class that the reference solution has not may be asked for what any of its classes was.
    """
    if name == "__call__":
        return peer.use("function")
    owner = "" if name in ("__enter__", "__exit__") else cls  # or a library's
    if peer.use("operator", f"{owner}.{name}", *kinds):
        return True
    used = [one.split() for one in peer.allow or () if one.startswith("operator ")]
    asked = [(*one.split("."), *of) for _, one, *of in used]
    known = owner in {one for one, *_ in asked}
    alike = [of for one, *of in asked if one == owner or not known]
    return [name, *kinds] in alike or any(one in _INSTEAD.get(name, ()) for one, *_ in alike)


def _operator(peer: "Peer", cls: str, name: str, *, once: bool = False) -> Callable[..., object]:
    """Make an operator that asks the other side, where the reference solution's did.

    What calls itself an iterator gives what it has once, whatever it is.
    """
    once = once or cls in ITERATORS

    def operate(self: object, *args: object, **kwargs: object) -> object:
        kinds = {"own" if isinstance(type(one), MirrorType) else "data" for one in args}
        if once and name == "__iter__":
            if self in _OVER and not peer.use("iterator", "again"):
                raise peer.refusal("An answer can be read once; the test reads it again.")
            found = self if cls in ITERATORS else peer.ask("iter", self, "", (), {})
            if found is not self:
                _OVER.add(self)
            return found
        if once and name == "__next__":
            if self in _OVER:
                raise StopIteration
            try:
                return peer.ask("operator", self, name, args, kwargs)
            except StopIteration:
                _OVER.add(self)
                raise
        if _may(peer, cls, name, sorted(kinds)):
            do = ("call", self, "") if name == "__call__" else ("operator", self, name)
            answer = peer.ask(*do, args, kwargs)
            if name == "__exit__" and isinstance(args[0], type) and answer:
                # Whatever fails in a block of the test would be passed over.
                return peer.use("passes over", args[0].__name__)
            return answer
        return _without(peer, cls, name, self, args)

    return operate


def _without(peer: "Peer", cls: str, name: str, own: Mirror, args: tuple) -> object:
    """Do what Python does for a class that lacks the operator, or refuse it."""
    if name in _SOFT:
        return getattr(object, name)(own, *args)
    if name == "__contains__" and _may(peer, cls, "__iter__", []):
        return any(one is args[0] or one == args[0] for one in own)
    raise peer.refusal(
        f"An answer is an object of the class {cls}; the test expects a value of another kind."
    )


def exception_of_library(place: tuple[str, str]) -> type | None:
    """Find an exception of a library's, which a function may raise, wherever it is to be found."""
    found = in_library(*place)
    if not (isinstance(found, type) and issubclass(found, Exception)):
        return None
    known = {one.__module__.partition(".")[0] for one in found.__mro__}
    return found if known <= _RAISING else None
