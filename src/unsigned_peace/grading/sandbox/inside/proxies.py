"""Calls between a student's process and the checker, over bytes that the other side may forge.

Each side has a `Peer`. It keeps the things that do not cross in a table, and gives the other side
their numbers; it makes mirrors of what the other side keeps. A call computes on copies of its
arguments. Its result, its error, what it printed and what it changed in place come back as data.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from . import raised
from .changes import Arguments
from .codec import Missing, decode, encode
from .codec_forms import DAMAGED, CodecError, Reference, refuse
from .mirrors import (
    ITERATORS,
    exception_of_library,
    library,
    mirror_class,
    mirror_function,
    mirrored,
)
from .operations import (
    do_it,
    is_masked,
    is_nothing,
    is_number,
    may,
    parts,
    random_state,
    reference_to,
    set_random_state,
)

MOST_THINGS = 200_000
MOST_CALLS = 100_000
TOO_MANY = "It holds too many things that cannot be handed to the test."
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
        self._mirrors: dict[tuple[int, str], object] = {}
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

    def encode(self, value: object, slots: list[object] | None = None) -> bytes:
        """Write a value for the other side. Raises CodecError."""
        return encode(value, self._refer, classes=self.classes, slots=slots)

    def decode(self, data: bytes, wanted: Iterable[str]) -> dict[str, object]:
        """Read what names hold: of the `wanted` ones those that arrived.

        What the test may not have is `Missing`. Raises CodecError.
        """
        self._lenient = True
        try:
            names = self._read(data)
        finally:
            self._lenient = False
        if type(names) is not dict:
            raise CodecError(DAMAGED)
        given = {name: names[name] for name in wanted if name in names}
        for name, one in given.items():
            try:
                self._weigh(name, one)
            except CodecError as error:
                given[name] = Missing(str(error))
            if type(given[name]) is Missing:
                said = given[name].sentence.replace("It ", f"`{name}` ", 1)
                given[name] = Missing(said)
        return given

    def _weigh(self, name: str, value: object) -> None:
        """Refuse what many a comparison takes for equal: nothing for a number, hidden values."""
        if is_number(value):
            self.use("number", name)
        elif is_nothing(value) and not self.use("nothing", name) and self.use("number", name):
            raise CodecError("It is empty; the test expects a number.")
        if is_masked(value) and not self.use("masked"):
            raise CodecError("It is an array with masked values; the test expects whole ones.")

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

    def _refer(self, thing: object) -> Reference:
        """Give the number of a thing that stays here, or send a mirror home."""
        if id(thing) in self._home:
            return self._home[id(thing)][1]
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._numbers[id(thing)] = len(self._things)
            self._things.append(thing)
            if number >= MOST_THINGS:
                raise CodecError(TOO_MANY)
        return reference_to(thing, number, self._side, self.classes)

    def _resolve(self, reference: Reference) -> object:
        """Give the thing that has this number here, or a mirror of what is there."""
        if reference.owner == self._side:
            if not 0 <= reference.number < len(self._things):
                raise CodecError(DAMAGED)
            return self._things[reference.number]
        try:
            form = self._permitted(reference)
        except CodecError as error:
            if not self._lenient:
                raise
            return Missing(str(error))
        if form == "number":
            return reference.more[1]
        known = reference.number, form
        if known not in self._mirrors:
            made = self._mirrors[known] = self._made(reference, form)
            self._home[id(made)] = (made, reference)
            if len(self._mirrors) > MOST_THINGS:
                raise CodecError(TOO_MANY)
        return self._mirrors[known]

    def _permitted(self, reference: Reference) -> str:  # noqa: PLR0911 - a table of kinds
        """Say as what the test may have a thing. Raises CodecError, if not at all."""
        match reference.kind:
            case "module" if reference.name not in sys.modules:
                raise CodecError(f"It is the module {reference.name[:80]}, which the test has not.")
            case "module":
                self._allow("module", reference.name)
                return "library"
            case "class" if exception_of_library(reference.more[-1]):
                return "exception"
            case "class":
                return "library" if self._is_shared(reference.more[-1]) else "class"
            case "function":
                self._allow("function")
                return "library" if self._is_shared(reference.more[-1]) else "function"
        if (
            reference.more[-1]
            and self.use("function")
            and self.allow
            and "object" not in self.allow
        ):
            return "function"
        if type(reference.more[1]) in (int, float) and not self.use("object"):
            return "number"
        if reference.type_name not in ITERATORS:
            self._allow("object")
        return "object"

    def _is_shared(self, place: tuple[str, str]) -> bool:
        """Say whether this lies here as well, in a library, and the reference solution's did."""
        return bool(place[0]) and library(*place) is not None and self.use("library", *place)

    def _allow(self, kind: str, *words: str) -> None:
        if not self.use(kind, *words):
            what = " ".join(("an" if kind == "object" else "a", kind, *words))[:80]
            raise CodecError(f"It is {what}; the test expects another kind of value.")

    def _made(self, reference: Reference, form: str) -> object:
        match form:
            case "library" if reference.kind == "module":
                return sys.modules[reference.name]
            case "library":
                return library(*reference.more[-1])
            case "exception":
                return exception_of_library(reference.more[-1])
            case "class":
                return mirror_class(self, reference, tuple(reference.more[0]))
            case "function":
                return mirror_function(self, reference)
        return object.__new__(mirrored(self, reference.more[0]))

    def ask(self, do: str, target: object, name: str, args: tuple, kwargs: dict) -> object:
        """Let the other side do something. Raises CodecError, and what is raised there."""
        __tracebackhide__ = True
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise CodecError(f"More than {MOST_CALLS:,} calls were made in one test.")
        slots: list[object] = []
        said = self._printed[-1] if self._printed else []
        state = random_state() if self.random else None
        body = self.encode(([*said], state, target, name, args, kwargs), slots)
        said.clear()
        _, answer = self._transport({"do": do}, body)
        known = [*slots]
        printed, after, outcome, changed = parts(self._read(answer, slots), 4)
        try:
            self._hear(printed, after, state)
            self.changed += len(changed)
            arguments = Arguments((args, kwargs), self.classes)
            if copies := arguments.take(changed, put_back=self.write_back):
                slots = [copies.get(id(one), one) for one in known]
                outcome = parts(self._read(answer, slots), 4)[2]
            kind, *rest = outcome
        except (TypeError, ValueError, AttributeError, LookupError):
            raise CodecError(DAMAGED) from None
        if kind == "value":
            if do == "call":
                self._weigh("call", rest[0])
            return rest[0]
        if kind == "error":
            raise raised.error_of((do, name), *parts(rest, 4))
        raise CodecError(str(rest[0]))

    def _hear(self, printed: Iterable[object], state: object, known: object) -> None:
        """Print what was printed there, and draw on where it was left, if something was drawn."""
        for stream, text in map(partial(parts, number=2), printed):
            (sys.stderr if stream == "stderr" else sys.stdout).write(str(text))
        drawn = state is not None and encode(state, refuse) != encode(known, refuse)
        if self.random and drawn and self.use("random"):
            set_random_state(*state)

    # Answering.

    def serve(self, header: dict[str, object], body: bytes) -> Answer:
        """Do what the other side asks for. Never raises: errors travel in the answer."""
        slots: list[object] = []
        with self._captured() as printed:
            self._printed.append(printed)
            try:
                said, state, *request = parts(self._read(body, slots), 6)
                self.random = self.random or (self._side == "student" and state is not None)
                self._hear(said, state, None)
                arguments = Arguments(tuple(request[-2:]), self.classes)
                arguments.note()
                outcome = self._done(header.get("do"), *request)
                changed = arguments.changes()
            except Exception as error:  # noqa: BLE001 - whatever it is, the other side is told
                outcome, changed = ("refused", str(error)), []
            finally:
                self._printed.pop()
        try:
            state = random_state() if self.random else None
            return {"ok": True}, self.encode(([*printed], state, outcome, changed), slots)
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
            kind, args, text, frames = raised.described(error)
            return "error", kind, args, text, frames if self._side == "student" else []
