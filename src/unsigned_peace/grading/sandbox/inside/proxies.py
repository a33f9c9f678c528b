"""Calls between a student's process and the checker, over bytes that the other side may forge.

Each side has a `Peer`. It keeps the things that do not cross in a table, and gives the other side
their numbers; it makes mirrors of what the other side keeps. A call computes on copies of its
arguments. Its result, its error, what it printed and what it changed in place come back as data.
"""

import sys
import types
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from . import raised
from .changes import changes, contents, put_back
from .codec import Missing, decode, encode
from .codec_forms import DAMAGED, SINGLES, CodecError, Reference
from .mirrors import (
    FUNCTIONS,
    ITERATORS,
    MirrorType,
    exception_of_library,
    library,
    library_name,
    mirror_class,
    mirror_function,
    operators_of,
)
from .operations import described, do_it, may, parts, random_state, set_random_state

MOST_THINGS = 200_000
MOST_CALLS = 100_000
Answer = tuple[dict[str, object], bytes]


class Peer:
    """One side: what it keeps for the other, and what it has been given by it."""

    def __init__(
        self,
        side: str,
        transport: Callable[[dict[str, object], bytes], Answer],
        *,
        classes: Mapping[str, type] | None = None,
        captured: Callable[[], AbstractContextManager[list]] = lambda: nullcontext([]),
    ) -> None:
        """Start with nothing known; `side` is "student" or "checker".

        `transport` sends a request and gives the answer, or raises CodecError. `captured` gives
        the pieces of text that are printed meanwhile, each with the name of its stream.
        """
        self.classes = classes or {}
        self._side, self._transport, self._captured = side, transport, captured
        self._things: list[object] = []
        self._numbers: dict[int, int] = {}
        self._mirrors: dict[int, object] = {}
        self._home: dict[int, tuple[object, Reference]] = {}  # of mirrors, by address
        self._printed: list[list] = []
        self._lenient = False
        self.begin(None)

    def begin(
        self, allow: frozenset[str] | None, *, random: bool = False, write_back: bool = True
    ) -> None:
        """Begin a test: what it may use of the student's (None: anything, which is noted)."""
        self.allow, self.random, self.write_back = allow, random, write_back
        self.used: set[str] = set()
        self.changed = self._calls = 0

    def use(self, *words: str) -> bool:
        """Say whether the test may use this; note that it did, if all is allowed."""
        word = " ".join(words)
        self.used.add(word)
        return self.allow is None or word in self.allow

    # Values.

    def encode(self, value: object, slots: list[object] | None = None) -> bytes:
        """Write a value for the other side. Raises CodecError."""
        return encode(value, self._refer, classes=self.classes, slots=slots)

    def decode(self, data: bytes) -> object:
        """Read what names hold; what the test may not have is `Missing`. Raises CodecError."""
        self._lenient = True
        try:
            names = self._read(data)
        finally:
            self._lenient = False
        for name, one in names.items() if type(names) is dict else ():
            if type(one) is Missing:
                names[name] = Missing(one.sentence.replace("It ", f"`{name}` ", 1))
        return names

    def _read(self, data: bytes, slots: list[object] | None = None) -> object:
        return decode(data, self._resolve, classes=self.classes, slots=slots)

    def encode_names(self, names: Mapping[str, object]) -> bytes:
        """Write what names hold, in one message; what cannot cross arrives as `Missing`."""
        try:
            return self.encode(dict(names))
        except CodecError:
            return self.encode({name: self._or_missing(one) for name, one in names.items()})

    def _or_missing(self, value: object) -> object:
        try:
            self.encode(value)
        except CodecError as error:
            return Missing(str(error))
        return value

    # What does not cross.

    def _refer(self, thing: object) -> Reference:
        """Give the number of a thing that stays here, or send a mirror home."""
        if id(thing) in self._home:
            return self._home[id(thing)][1]
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._numbers[id(thing)] = len(self._things)
            self._things.append(thing)
            if number >= MOST_THINGS:
                raise CodecError("It holds too many things that cannot be handed to the test.")
        kind = type(thing)
        name = getattr(thing, "__name__", "")
        common = (number, self._side, kind.__name__, name if type(name) is str else "")
        if kind is types.ModuleType:
            return Reference("module", *common)
        if isinstance(thing, type):
            bases = [one for one in thing.__mro__[1:-1] if self._is_told(one)]
            return Reference(
                "class", *common, more=(bases, operators_of(thing), library_name(thing))
            )
        doc, signature = described(thing)
        place = library_name(thing)
        if isinstance(thing, FUNCTIONS) or (callable(thing) and place[0]):
            return Reference("function", *common, doc, signature, place)
        return Reference(
            "object", *common, doc, signature, (kind, "__call__" in operators_of(kind))
        )

    def _is_told(self, base: type) -> bool:
        """Say whether a base of a class should be known to the other side."""
        known = f"class {base.__name__}" in SINGLES or base in self.classes.values()
        return known or not library_name(base)[0]

    def _resolve(self, reference: Reference) -> object:
        """Give the thing that has this number here, or a mirror of what is there."""
        if reference.owner == self._side:
            if not 0 <= reference.number < len(self._things):
                raise CodecError(DAMAGED)
            return self._things[reference.number]
        if reference.number in self._mirrors:
            return self._mirrors[reference.number]
        try:
            made = self._made(reference)
        except CodecError as error:
            if not self._lenient:
                raise
            return Missing(str(error))
        self._mirrors[reference.number] = made
        self._home[id(made)] = (made, reference)
        if len(self._mirrors) > MOST_THINGS:
            raise CodecError("It holds too many things that cannot be handed to the test.")
        return made

    def _made(self, reference: Reference) -> object:
        make = {"module": self._module, "class": self._class, "function": self._function,
                "object": self._object}  # fmt: skip
        return make[reference.kind](reference)

    def _module(self, reference: Reference) -> object:
        self._allow("module", reference.name)
        if reference.name not in sys.modules:
            raise CodecError(f"It is the module {reference.name[:80]}, which the test has not.")
        return sys.modules[reference.name]

    def _class(self, reference: Reference) -> type:
        bases, _, place = reference.more
        known = exception_of_library(place) or self._own(place)
        return known or mirror_class(self, reference, tuple(bases))

    def _function(self, reference: Reference) -> object:
        self._allow("function")
        return self._own(reference.more) or mirror_function(self, reference)

    def _own(self, place: tuple[str, str]) -> object:
        """Find what lies here as well, in a library, if the reference solution's was that."""
        found = library(*place) if place[0] else None
        return found if found is not None and self.use("library", *place) else None

    def _object(self, reference: Reference) -> object:
        kind, is_callable = reference.more
        if is_callable and self.use("function") and self.allow and "object" not in self.allow:
            return mirror_function(self, reference)
        if reference.type_name not in ITERATORS:
            self._allow("object")
        if type(kind) is not MirrorType:
            more = ((), operators_of(kind), library_name(kind))
            named = Reference("class", 0, "", "type", kind.__name__, more=more)
            kind = mirror_class(self, named, ())
        return object.__new__(kind)

    def _allow(self, kind: str, *words: str) -> None:
        if not self.use(kind, *words):
            what = " ".join((kind, *words))[:80]
            article = "an" if kind == "object" else "a"
            raise CodecError(f"It is {article} {what}; the test expects another kind of value.")

    # Asking.

    def ask(self, do: str, target: object, name: str, args: tuple, kwargs: dict) -> object:
        """Let the other side do something. Raises CodecError, and what is raised there."""
        __tracebackhide__ = True
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise CodecError(f"More than {MOST_CALLS:,} calls were made in one test.")
        slots: list[object] = []
        said = self._printed[-1] if self._printed else []
        body = self.encode(([*said], self._state(), target, name, args, kwargs), slots)
        said.clear()
        _, answer = self._transport({"do": do}, body)
        known = len(slots)
        printed, state, outcome, changed = parts(self._read(answer, slots), 4)
        try:
            self._hear(printed, state)
            self._put_back(changed, slots[:known])
            kind, *rest = outcome
        except (TypeError, ValueError, AttributeError, LookupError):
            raise CodecError(DAMAGED) from None
        if kind == "value":
            return rest[0]
        if kind == "error":
            raise raised.error_of((do, name), *parts(rest, 4))
        raise CodecError(str(rest[0]))

    def _put_back(self, changed: Iterable[object], slots: list[object]) -> None:
        for number, new in map(partial(parts, number=2), changed):
            if type(number) is not int or number < 0:
                raise CodecError(DAMAGED)
            self.changed += 1
            if self.write_back:
                put_back(slots[number], new)

    def _hear(self, printed: Iterable[object], state: object) -> None:
        for stream, text in map(partial(parts, number=2), printed):
            (sys.stderr if stream == "stderr" else sys.stdout).write(str(text))
        if state is not None and self.random:
            set_random_state(*state)

    def _state(self) -> object:
        return random_state() if self.random else None

    # Answering.

    def serve(self, header: dict[str, object], body: bytes) -> Answer:
        """Do what the other side asks for. Never raises: errors travel in the answer."""
        slots: list[object] = []
        with self._captured() as printed:
            self._printed.append(printed)
            try:
                said, state, *request = parts(self._read(body, slots), 6)
                self.random = self.random or (self._side == "student" and state is not None)
                self._hear(said, state)
                before = contents(slots, self.classes)
                outcome = self._done(header.get("do"), *request)
                changed = changes(slots, before, self.classes)
            except Exception as error:  # noqa: BLE001 - whatever it is, the other side is told
                outcome, changed = ("refused", str(error)), []
            finally:
                self._printed.pop()
        try:
            return {"ok": True}, self.encode(([*printed], self._state(), outcome, changed), slots)
        except CodecError as error:
            said = str(error).replace("It ", "What the function returns ", 1)
            return {"ok": True}, self.encode(([], None, ("refused", said), []))

    def _done(self, do: object, target: object, name: str, args: tuple, kwargs: dict) -> tuple:
        if self._side == "checker" and not may(do, target, name):
            raise CodecError("The test does not hand out that.")
        try:
            return "value", do_it(do, target, name, args, kwargs)
        except CodecError as error:
            return "refused", str(error)
        except BaseException as error:  # noqa: BLE001 - it travels to who has asked
            return "error", *raised.told(error)
