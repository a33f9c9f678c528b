"""Values as JSON, between a process that may lie and one that must not believe it.

A test asks for names of a student's notebook. What they hold crosses as data. A number or a text
is itself; all else is a list: the name of a form, what it is made from, what it is filled with.
Nothing in it can name code, so no line of a student's runs where it is read. Who writes may be
hostile, so who reads trusts nothing: there are limits for bytes, parts and depth, and
`value_forms` has more of them.

One message keeps who is who: a list that stands in two places arrives as one list, also where it
contains itself. What is no data (a function, an object of one's own class) becomes a `Reference`.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from . import value_forms
from .value_forms import FORMS, NAMES, SINGLE_NAMES, TOO_LARGE, CodecError, Form, expect

MOST_PARTS = 2_000_000
MOST_DEPTH = 100
_TOO_DEEP = "It is nested too deeply to be handed to the test."
_REFERENCE = (str, int, str, str, str, object)
_LARGEST = 1 << 63  # integers beyond are written as text


@dataclass(frozen=True)
class Reference:
    """Something that does not cross: where it lies, and what may be said about it."""

    kind: str  # "function", "object", "class" or "module"
    number: int  # in the table of the side that owns it
    owner: str  # "student" or "checker"
    type_name: str
    name: str = ""
    more: object = None  # data: what else the other side should know


@dataclass(frozen=True)
class Missing:
    """Stands for a value that did not cross; whoever uses it is told why."""

    sentence: str

    def __getattr__(self, name: str) -> NoReturn:
        """Have nothing."""
        raise AttributeError(name if name.startswith("_") else self.sentence)

    def __getitem__(self, key: object) -> NoReturn:
        """Hold nothing, also for who iterates over it."""
        raise CodecError(self.sentence)


value_forms.register("Missing", Missing, Form(lambda one: [[one.sentence]], Missing, (str,)))


def extends_data(kind: type) -> bool:
    """Say whether a class of a notebook's is derived from data, and its objects can do more.

    >>> stack = type("Stack", (list,), {"__module__": "__main__", "top": 1})
    >>> extends_data(list), extends_data(stack)
    (False, True)
    """
    bases = type.__dict__["__mro__"].__get__(kind)
    own = (one for one in map(value_forms.space_of, bases) if one.get("__module__") == "__main__")
    public = {name for one in own for name in one if name == "__call__" or name[:1] != "_"}
    derived = kind not in NAMES and any(one in NAMES for one in bases)
    return derived and bool(public - {*getattr(kind, "_fields", ())})


def plain_copy(value: object) -> object:
    """Give the data from which the class of a value is derived, with what the value holds.

    >>> plain_copy(type("Stack", (list,), {})([1, 2]))
    [1, 2]
    """
    name, (first, *more) = taken(value, {})
    form = FORMS[name]
    made = form.made([*first])
    if form.fill:
        form.fill(made, *more)
    return made


def taken(  # noqa: PLR0911 - a table of kinds
    value: object, own: Mapping[type, str], *, objects: bool = False
) -> tuple[str, Sequence] | None:
    """Say as what a value crosses, and what it is made from; None, if it is no data.

    `own` are the instructor's classes. What is derived from another type crosses as that; with
    `objects`, those that `extends_data` names do not.

    >>> taken(slice(1, 2), {})
    ('slice', ((1, 2, None),))
    """
    kind = type(value)
    if id(value) in SINGLE_NAMES:
        return "single", [[SINGLE_NAMES[id(value)]]]
    if kind in own:
        return f".{own[kind]}", value_forms.form_of(kind).take(value)
    if issubclass(kind, type) and value in own:
        return "@", [[own[value]]]
    if objects and extends_data(kind):
        return None
    if issubclass(kind, tuple) and type(getattr(kind, "_fields", None)) is tuple:
        return "namedtuple", [[kind.__name__, kind._fields, *tuple.__iter__(value)]]
    for base in type.__dict__["__mro__"].__get__(kind):
        if base in NAMES:
            return NAMES[base], FORMS[NAMES[base]].take(value)
    if issubclass(kind, BaseException) and f"class {kind.__name__}" in value_forms.SINGLES:
        return "error", [[kind, *value.args]]
    return None


def refuse(thing: object) -> NoReturn:
    """Let nothing cross that is no data: for `encode` and `decode`."""
    what = thing.type_name if isinstance(thing, Reference) else type(thing).__name__
    raise CodecError(f"It holds a value of the type {what}, which cannot be handed to the test.")


def encode(
    value: object,
    refer: Callable[[object], Reference],
    *,
    classes: Mapping[str, type] | None = None,
    slots: list[object] | None = None,
    objects: bool = False,
) -> bytes:
    """Write a value as bytes.

    `refer` is asked about whatever is no data, and may raise CodecError. `classes` are the
    instructor's own: their instances cross, by name. `slots` are the objects that both sides know
    from earlier messages, in their order; it grows. For `objects` see `taken`. Raises CodecError.

    >>> decode(encode([1, "two"], refuse), refuse)
    [1, 'two']
    """
    value_forms.learn()
    with _only_codec_errors("It holds a value that cannot be handed to the test ({})."):
        own = {cls: name for name, cls in (classes or {}).items()}
        tree = _Writer(refer, own, [] if slots is None else slots, objects).node(value)
        text = json.dumps(tree, check_circular=False, ensure_ascii=False, separators=(",", ":"))
        data = text.encode("utf-8", "surrogatepass")
    expect(len(data) <= value_forms.MOST_BYTES, TOO_LARGE)
    return data


def decode(  # noqa: PLR0913
    data: bytes,
    resolve: Callable[[Reference], object],
    *,
    classes: Mapping[str, type] | None = None,
    slots: list[object] | None = None,
    single: Callable[[str], object] = value_forms.SINGLES.__getitem__,
    mend: Callable[[object], object] | None = None,
) -> object:
    """Read a value from bytes that anybody may have written. Raises CodecError, and nothing else.

    `single` is asked for what there is only once, as Python's own classes; `mend` gives what takes
    the place of a value.

    >>> decode(b"a value that nobody wrote", refuse)
    Traceback (most recent call last):
    unsigned_peace.grading.sandbox.inside.values.value_forms.CodecError: It arrived damaged.
    """
    expect(len(data) <= value_forms.MOST_BYTES and data.count(b"[") <= MOST_PARTS, TOO_LARGE)
    value_forms.learn()
    with _only_codec_errors(value_forms.DAMAGED):
        text = data.decode("utf-8", "surrogatepass")
        number = mend and (lambda one: mend(float(one)))  # 1e999 is infinity, too
        tree = json.loads(text, parse_float=number, parse_constant=lambda _: expect(None))
        classes = classes or {}
        known = {
            **FORMS,
            **{f".{name}": value_forms.form_of(cls) for name, cls in classes.items()},
            "single": Form(None, single, (str,)),
            "@": Form(None, classes.__getitem__, (str,)),
            "R": Form(None, lambda *parts: resolve(Reference(*parts)), _REFERENCE),
        }
        return _Maker(known, [] if slots is None else slots, mend or (lambda one: one)).value(tree)


@contextmanager
def _only_codec_errors(sentence: str) -> Iterator[None]:
    """Turn every error of a hostile value, or of hostile bytes, into one that people can read."""
    try:
        yield
    except CodecError:
        raise
    except RecursionError:
        raise CodecError(_TOO_DEEP) from None
    except Exception as error:  # noqa: BLE001 - somebody else's objects and bytes may do anything
        raise CodecError(sentence.format(type(error).__name__)) from None


@dataclass
class _Writer:
    """Takes one value apart."""

    refer: Callable[[object], Reference]
    own: Mapping[type, str]  # the instructor's classes
    slots: list[object]
    objects: bool
    depth: int = 0
    parts: int = 0

    def __post_init__(self) -> None:
        self.numbers = {id(one): number for number, one in enumerate(self.slots)}

    def node(self, value: object) -> object:
        """Write anything."""
        if _is_plain(value):
            return value
        if (number := self.numbers.get(id(value))) is not None:
            return ["=", number]
        self.depth += 1
        expect(self.depth <= MOST_DEPTH, _TOO_DEEP)
        name, (parts, *more) = taken(value, self.own, objects=self.objects) or (
            "R",
            [[*vars(self.refer(value)).values()]],
        )
        first = self._items(parts)
        if (number := self.numbers.get(id(value))) is not None:
            node = ["=", number, first]  # it holds itself, and so it is made when its parts are
        else:
            self.numbers[id(value)] = len(self.slots)
            self.slots.append(value)
            node = [name, first, *map(self._items, more)]
        self.depth -= 1
        return node

    def _items(self, items: list[object]) -> list[object]:
        self.parts += len(items)
        expect(self.parts <= MOST_PARTS, TOO_LARGE)
        kinds = set(map(type, items))
        if kinds <= {str, bool, type(None)} or (len(kinds) == 1 and all(map(_is_plain, items))):
            return items
        return [self.node(one) for one in items]


def _is_plain(value: object) -> bool:
    """Say whether JSON can write this as it is. A NaN is an object of its own, and cannot."""
    kind = type(value)
    return (
        value is None
        or kind in (str, bool)
        or (kind is int and -_LARGEST < value < _LARGEST)
        or (kind is float and value - value == 0)  # neither NaN nor infinity
    )


@dataclass
class _Maker:
    """Makes one value."""

    forms: dict[str, Form]
    slots: list[object]
    mend: Callable[[object], object]
    depth: int = 0
    parts: int = 0

    def value(self, node: object) -> object:
        """Read anything."""
        if type(node) is not list:
            return node
        self.depth += 1
        expect(self.depth <= MOST_DEPTH, _TOO_DEEP)
        name, first, *more = node
        if name == "=":
            for parts in more:
                self._items(parts)
            value = self.slots[first]
        else:
            form = self._form(name, first)
            value = self.mend(form.made(self._items(first)))
            self.slots.append(value)
            if form.fill:
                form.fill(value, *map(self._items, more))
        self.depth -= 1
        return value

    def _form(self, name: str, first: list[object]) -> Form:
        """Find a form; that of a library which nothing here has needed so far, too."""
        if name not in self.forms or (name == "single" and first[0] not in value_forms.SINGLES):
            value_forms.learn(load=True)
            self.forms |= value_forms.FORMS
        return self.forms[name]

    def _items(self, nodes: list[object]) -> list[object]:
        self.parts += len(nodes)
        expect(self.parts <= MOST_PARTS, TOO_LARGE)
        return [*map(self.value, nodes)] if list in set(map(type, nodes)) else nodes
