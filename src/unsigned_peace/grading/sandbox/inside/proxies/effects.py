"""What a call has besides its result: changes in place, errors, and questions back.

Changes and errors are seen where the call has run, and are done again where it was asked for.
"""

import re
from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from copy import copy, deepcopy
from inspect import getattr_static
from itertools import takewhile
from operator import is_
from types import FunctionType, ModuleType

from ..values import value_forms
from ..values.codec import Missing, encode, extends_data, refuse, taken
from ..values.value_forms import DAMAGED, CodecError, expect
from .references import FUNCTIONS, OPERATORS, place_of

_ROWS = (list, deque, set, dict)
_NEVER_CHANGE = {int, float, complex, bool, str, bytes, type(None)}
_FRAMES, _LETTERS = 20, 4000  # of a traceback
_HARMLESS = re.compile(r"__main__|types|_?io")
_DICE = {"Random", "RandomState", "Generator"}
_ARRAYS = {
    "numpy": {"ndarray", "MaskedArray", *_DICE}, "pandas": {"Series", "DataFrame"}, "random": _DICE,
}  # fmt: skip

NOT_HANDED_OUT = "The test does not hand out that: `{}` of a {}."
# In place: what an attribute holds, what a name holds. Handed out: what crosses as plainer data.
# Asked for: a name of the student's that is in the text of no cell.
ALTERED, CHANGED, MADE_OVER, UNMADE = "altered", "changed", "made over", "unmade"

# What one side may ask the other to do with a thing. Warnings are for who has asked, as in a cell.
DOING = {
    "call": lambda target, _, args, kwargs: target(*args, **kwargs),
    "get": lambda target, name, *_: getattr(target, name),
    "set": lambda target, name, args, _: setattr(target, name, *args),
    "delete": lambda target, name, *_: delattr(target, name),
    "operator": lambda target, name, args, kw: getattr(type(target), name)(target, *args, **kw),
    "iter": lambda target, *_: iter(target),
}
DOING = {do: FunctionType(one.__code__, {"__name__": "__main__"}) for do, one in DOING.items()}


class Arguments:
    """The arguments of a call, and all in them that can be changed in place.

    Both sides find the same things in the same order: that is how one tells the other what has
    changed. What is only a part of a table or an array, or no data, is not among them.
    """

    def __init__(
        self, values: Iterable[object], classes: Mapping[str, type], *, served: bool = False
    ) -> None:
        """Look through `values`; `classes` are the instructor's.

        In what is `served`, an object of one's own class has come home: it is no data there.
        """
        self._classes = classes.values()
        self._own = {cls: name for name, cls in classes.items() if value_forms.form_of(cls).fill}
        self._found: list[object] = []
        self._places: list[int] = []  # of the arguments in which they are
        self._kinds: set[type] = set()
        seen: set[int] = set()
        waiting: deque[tuple[int, object]] = deque()

        def add(place: int, parts: Iterable[object]) -> None:
            self._kinds |= set(map(type, parts))
            waiting.extend((place, part) for part in parts if type(part) not in _NEVER_CHANGE)

        for place, one in enumerate(values):
            add(place, [one])
        while waiting:
            place, one = waiting.popleft()
            kind = type(one)
            if id(one) in seen or (served and extends_data(kind)):
                continue
            seen.add(id(one))
            if isinstance(one, list | deque | tuple):
                inner = one
            elif isinstance(one, dict):
                inner = one.values()
            else:
                inner = value_forms.state_of(one).values() if kind in self._own else ()
            add(place, inner)
            if isinstance(one, (*_ROWS, bytearray, array)) or kind in self._own or _is_array(kind):
                self._found.append(one)
                self._places.append(place)

    def made_over(self) -> bool:
        """Say whether something is no plain data, but crosses as that."""
        return any(map(_is_made_over, self._kinds - {*self._classes}))

    def note(self) -> "Arguments":
        """Remember what everything holds now."""
        self._before = [self._held(one) for one in self._found]
        return self

    def _held(self, one: object) -> list[object] | bytes:
        """Give the very objects that it holds; of an array or a table its bytes."""
        if isinstance(one, _ROWS) or type(one) in self._own:
            return [part for parts in taken(one, self._own)[1] for part in parts]
        try:
            return encode(one, refuse)
        except CodecError:
            return b""

    def changes(self) -> list[tuple[int, object]]:
        """Give what has changed since, by its place, with what it holds now.

        >>> rows = [3, 1]
        >>> arguments = Arguments([rows], {}).note()
        >>> rows.sort()
        >>> arguments.changes()
        [(0, [1, 3])]
        """
        return [
            (number, self._copy(one))
            for number, one in enumerate(self._found)
            if not _is_same(self._before[number], self._held(one))
        ]

    def _copy(self, one: object) -> object:
        return value_forms.state_of(one) if type(one) in self._own else _twin(one)

    def take(
        self, changed: list[tuple[int, object]], may: Callable[[int, object, object], bool]
    ) -> dict[int, object]:
        """Make things hold what they hold on the other side. Raises CodecError.

        Those that `may` not, by the argument in which they are, stay as they are; then the answer
        has copies, by the addresses of the things, that hold it.
        """
        copies: dict[int, object] = {}
        for number, new in changed:
            expect(type(number) is int and 0 <= number < len(self._found))
            old = self._found[number]
            if not may(self._places[number], old, new):
                copies[id(old)] = old = _twin(old)
            change(old, new, self._own)
        return copies


def each_or_missing(
    values: Mapping[str, object], write: Callable[[object], bytes]
) -> dict[str, object]:
    """Give the values that can be written, and for each of the others what is said in its place."""
    found = {}
    for name, one in values.items():
        try:
            found[name] = write(one) and one
        except CodecError as error:
            found[name] = Missing(str(error))
    return found


def _twin(one: object) -> object:
    """Copy a thing, but not what it holds; of numpy's random numbers the state, too."""
    return (deepcopy if type(one).__name__ in _DICE else copy)(one)


def change(old: object, new: object, own: Collection[type]) -> None:
    """Let a thing hold what another one holds; of an object of an `own` class, by name.

    Raises CodecError.
    """
    kind = type(new)
    if type(old) in own and kind is dict:
        value_forms.fill(old, new.keys(), new.values())
        for name in value_forms.state_of(old).keys() - new.keys():
            object.__delattr__(old, name)
    elif not isinstance(old, kind):
        raise CodecError(DAMAGED)
    elif isinstance(new, _ROWS):
        kind.clear(old)
        (kind.extend if isinstance(new, list | deque) else kind.update)(old, new)
    elif kind in (bytearray, array):
        old[:] = new
    elif kind.__name__ == "Generator":
        old.bit_generator.state = new.bit_generator.state
    elif kind.__name__ in _DICE:
        old.__setstate__(new.__getstate__())
    elif kind.__name__ in _ARRAYS["pandas"]:
        old._update_inplace(new)  # noqa: SLF001 - there is no public way to change all of it
    elif kind.__name__ in _ARRAYS["numpy"] and old.shape == new.shape:
        old[...] = new
    else:
        raise CodecError("An argument was changed in a way that cannot be shown to the test.")


def _is_made_over(kind: type) -> bool:
    """Say whether a class is derived from data, and acts otherwise; what crosses does not.

    >>> _is_made_over(type("Spy", (list,), {"__getitem__": lambda *_: 1})), _is_made_over(dict)
    (True, False)
    """
    bases = type.__dict__["__mro__"].__get__(kind)
    own = [*takewhile(lambda one: one not in value_forms.NAMES, bases)]
    parts = [part for one in own for part in value_forms.space_of(one).values()]
    derived = len(own) < len(bases) and not hasattr(kind, "_fields")
    return derived and any(isinstance(part, FunctionType) for part in parts)


def _is_array(kind: type) -> bool:
    names = _ARRAYS.get(kind.__module__.partition(".")[0], set())
    return any(base.__name__ in names for base in kind.__mro__)


def _is_same(before: list[object] | bytes, after: list[object] | bytes) -> bool:
    if isinstance(before, bytes):
        return before == after
    return len(before) == len(after) and all(map(is_, before, after))


def described(
    error: BaseException, frames_of: Callable[[BaseException], list[str]] | None
) -> tuple[type, tuple, str, list[str]]:
    """Take an error apart: its class, what it was made with, its text, where it was raised.

    The classes of students may be such that each of that fails.
    """
    frames, text, args = [], "", error.args
    with suppress(Exception):
        text = str(error)[:_LETTERS]
    with suppress(Exception):
        frames = [one[:_LETTERS] for one in frames_of(error)[-_FRAMES:]] if frames_of else []
    try:
        encode(args, refuse)
    except CodecError:
        args = (text,)
    return type(error), args, text, frames


def error_of(
    asked: tuple[str, str], kind: type, args: tuple, text: str, frames: list[str]
) -> Exception:
    """Make the error that the other side has told of; never one that ends more than the test."""
    if not (issubclass(kind, BaseException) and type(text) is str):
        return CodecError(DAMAGED)
    if not issubclass(kind, Exception):
        kind = type(kind.__name__, (Exception,), {})
    if issubclass(kind, StopIteration | StopAsyncIteration) and asked != ("operator", "__next__"):
        # As in generators: else whoever iterates over calls would take it for the end.
        kind, args, text = RuntimeError, (), f"the function raised {kind.__name__}"
    told = type(kind.__name__, (kind,), {"__init__": lambda *_: None, "__str__": lambda _: text})
    made = told()
    for given in ((text,), args):
        with suppress(Exception):  # some need arguments of their own
            if str(one := kind(*given)) == text:
                made = one
    made.frames = [str(one) for one in frames][:_FRAMES]
    return made


def may_do(do: str, target: object, name: str, classes: Mapping[str, type]) -> bool | None:
    """Say whether a student's code may do this with something that the test has handed to it.

    None is: if the reference solution does it, too.

    A function that lies in a library can do more than the test means, and so can most objects of
    libraries: from a table, a generator or a figure ways lead to all that the test knows. So an
    attribute is handed out where a class of the notebook's defines it, or a harmless one.

    >>> may_do("call", len, "", {}), may_do("get", (n for n in "ab"), "gi_frame", {})
    (True, None)
    """
    if isinstance(target, (*FUNCTIONS, type)):
        return do == "call" and not place_of(target)[0]
    if do in ("call", "operator"):
        return (do == "call" or name in OPERATORS) and not isinstance(target, ModuleType)
    lacking = do == "get" and (name == "__name__" or _lacks(target, name))
    if lacking or name.startswith("_") or do not in ("get", "set", "delete"):
        return lacking
    kinds = type(target).__mro__
    if "unittest.mock" in {one.__module__ for one in kinds}:  # what it has not, it makes
        return True if do == "get" and not hasattr(type(target), name) else None
    own = [one for one in kinds if one in classes.values() or _HARMLESS.fullmatch(one.__module__)]
    known = any(name in vars(one) for one in own)
    known = known or (bool(own) and name in getattr(target, "__dict__", ()))
    return True if do == "get" and known else None


def _lacks(target: object, name: str) -> bool:
    """Say whether something has no such attribute, and makes none when it is asked."""
    makes = isinstance(target, ModuleType) or hasattr(type(target), "__getattr__")
    return not makes and getattr_static(target, name, DAMAGED) is DAMAGED
