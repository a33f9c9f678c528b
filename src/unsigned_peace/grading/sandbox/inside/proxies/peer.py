"""Calls between a student's process and the checker, over bytes that the other side may forge.

Each side has a `Peer`. It keeps the things that do not cross in a table, and gives the other side
their numbers; it makes mirrors of what the other side keeps. A call computes on copies of its
arguments. Its result, its error, what it printed and what it changed in place come back as data.
"""

import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from types import FunctionType

from ..values.codec import Missing, Reference, decode, encode
from ..values.gaps import filled
from ..values.value_forms import DAMAGED, CodecError, expect
from ..values.weighing import single, weigh
from . import mirrors
from .allowance import Allowance
from .dice import draw_on, random_state
from .effects import (
    ALTERED,
    CHANGED,
    DOING,
    MADE_OVER,
    NOT_HANDED_OUT,
    Arguments,
    described,
    each_or_missing,
    error_of,
    may_do,
)
from .references import family_of, fills_defaults, in_library, operators_of, reference_to


class Peer(Allowance):
    """One side: what it keeps for the other, and what it has been given by it."""

    def __init__(  # noqa: PLR0913
        self,
        side: str,
        transport: Callable[[bytes], bytes],
        *,
        classes: Mapping[str, type] | None = None,
        offers: Mapping[str, Callable[..., object]] | None = None,
        captured: Callable[[], AbstractContextManager[list]] = lambda: nullcontext([]),
        frames: Callable[[BaseException], list[str]] = traceback.format_exception,
    ) -> None:
        """Be the "student" or the "checker"; `transport` carries a request and gives the answer.

        `offers` are what may be asked for besides things. `captured` collects what is printed
        meanwhile, with the name of the stream. `frames` shows where an error was raised.
        """
        self.classes, self._offers = classes or {}, offers or {}
        self.side, self._transport, self._captured, self._frames = side, transport, captured, frames
        self._things: list[object] = []
        self._numbers: dict[int, int] = {}
        self._mirrors: dict[tuple[int, str], object] = {}
        self._home: dict[int, tuple[object, Reference]] = {}  # of mirrors, by address
        self._printed: list[list] = []
        self._asking: list[str] = []  # what is being done there for this side
        self.begin(None)

    def forget(self) -> None:
        """Make new mirrors from now on: the numbers of another checker mean other things."""
        self._mirrors.clear()

    def _written(self, value: object, slots: list[object] | None = None) -> bytes:
        objects = self.side == "student"
        return encode(value, self._refer, classes=self.classes, slots=slots, objects=objects)

    def _read(self, data: bytes, slots: list[object] | None = None) -> object:
        known = partial(single, self.use)
        mend = filled if self._filled else None
        return decode(
            data, self._resolve, classes=self.classes, slots=slots, single=known, mend=mend
        )

    def names(self, wanted: Iterable[str]) -> dict[str, object]:
        """Ask what names hold: `Missing`, where the test may not have it. Raises CodecError."""
        names = self.ask("names", None, "", ([*wanted],), {})
        expect(type(names) is dict)
        given = {name: names[name] for name in wanted if name in names}
        if self.allow is None:
            self._got[CHANGED].append(Arguments(given.values(), self.classes).note())
        for name, one in given.items():
            try:
                weigh(name, one, self.use)
            except CodecError as error:
                given[name] = Missing(str(error).replace("It ", f"`{name}` ", 1))
            if id(one) in self._home:
                self.come_by(one, name)
        return given

    def _refer(self, thing: object) -> Reference:
        """Give the number of a thing that stays here, or send a mirror home."""
        if id(thing) in self._home:
            return self._home[id(thing)][1]
        self._handed.add(id(thing))
        if (number := self._numbers.setdefault(id(thing), len(self._things))) == len(self._things):
            self._things.append(thing)
        return reference_to(thing, number, self.side, self.classes)

    def _resolve(self, reference: Reference) -> object:
        """Give the thing that has this number here, or a mirror of what is there."""
        if reference.owner == self.side:
            thing, ours = self._things[reference.number], self.side == "checker"
            if ours and id(thing) not in self._handed and not self.use("handed", "back"):
                raise CodecError("It is what an earlier test has handed out.")
            return thing
        try:
            return self._received(reference)
        except CodecError as error:
            return Missing(str(error))

    def _received(self, reference: Reference) -> object:
        """Give what the test may have for a thing of the other side's. Raises CodecError."""
        name, more = reference.name, reference.more
        match reference.kind:
            case "module":
                expect(name in sys.modules, f"It is the module {name[:80]}, which the test lacks.")
                self.need(f"the module {name}", "module", name)
                return sys.modules[name]
            case "class":
                make = partial(mirrors.mirror_class, self, name, *more)
                shared = mirrors.exception_of_library(more[-1]) or self._shared(more[-1])
                return shared or self._mirror(reference, make)
            case "function" if more[-2] and "object" in (self.allow or ()):  # with attributes
                return self._mirror(reference, partial(mirrors.mirror_object, self, FunctionType))
            case "function":
                self.need("a function", "function")
                make = partial(mirrors.mirror_function, self, name, *more)
                return self._shared(more[-1]) or self._mirror(reference, make)
        return self._object(reference)

    def _object(self, reference: Reference) -> object:
        """Give a mirror of an object, or its value where the reference solution's had no other."""
        kind, value, is_callable, derived = reference.more
        like_this = f"object of {reference.type_name}"
        called = is_callable and self.use("function")
        if called and self.allow and "object" not in self.allow:
            return self._mirror(reference, partial(mirrors.mirror_function, self, reference.name))
        if derived and like_this not in (self.allow or ()):
            return value
        if value is not None and not self.use("object"):
            return value
        if reference.type_name not in mirrors.ITERATORS:
            # What can be iterated over may be as good as a generator.
            known = mirrors.ITERATES.intersection(operators_of(kind))
            another = not self.use(like_this)
            if another and known and ("__next__" in known or not self.use("object")):
                return self._mirror(reference, partial(mirrors.mirror_iterator, self, kind))
            self.need(f"an object of the class {reference.type_name}", "object")
        return self._mirror(reference, partial(mirrors.mirror_object, self, kind))

    def _shared(self, place: tuple[str, str]) -> object:
        """Give what lies here as well, in a library, if the reference solution's did."""
        found = in_library(*place)
        return found if found is not None and self.use("library", *place) else None

    def _mirror(self, reference: Reference, make: partial) -> object:
        known = reference.number, make.func.__name__
        if known not in self._mirrors:
            made = self._mirrors[known] = make()
            self._home[id(made)] = (made, replace(reference, more=None))
        return self._mirrors[known]

    def ask(self, *what: object) -> object:
        """Let the other side do something. Raises CodecError, and what is raised there."""
        try:
            return self._asked(*what)
        except CodecError as error:
            raise self.refusal(str(error)) from None

    def _asked(self, do: str, target: object, name: str, args: tuple, kwargs: dict) -> object:
        slots: list[object] = []
        said = self._printed[-1] if self._printed else []
        state = random_state() if self.random else None
        arguments = Arguments([*args, *kwargs.values()], self.classes)
        self.used |= {MADE_OVER} if self.allow is None and arguments.made_over() else set()
        body = self._written((do, [*said], state, target, name, args, kwargs), slots)
        said.clear()
        self._asking.append(do)
        try:
            answer = self._transport(body)
        finally:
            self._asking.pop()
        known = [*slots]
        ways = [f"{do} {one}".strip() for one in ([name] if name else self.ways_to(target))]
        try:
            printed, after, outcome, changed = self._read(answer, slots)
            self._hear(printed, after, state)
            if copies := arguments.take(changed, partial(self.may_change, ways)):
                outcome = self._read(answer, [copies.get(id(one), one) for one in known])[2]
            kind, *rest = outcome
            if kind == "error":
                weigh("error", rest[1], self.use)
                error = error_of((do, name), *rest)
            elif kind == "value":
                (value,) = rest
            else:
                error = CodecError(str(rest[0]))
        except (TypeError, ValueError, AttributeError, LookupError):
            raise CodecError(DAMAGED) from None
        if kind != "value":
            raise error
        if do != "names":
            for way in ways:
                weigh(way, value, self.use)
                if id(value) in self._home:
                    self.come_by(value, way)
        if do == "get" and self.allow is None:
            self._got[ALTERED].append(Arguments([value], self.classes).note())
        return value

    def _hear(self, printed: Iterable[object], state: object, known: object) -> None:
        """Print what was printed there, and draw on where it was left, if something was drawn."""
        for stream, text in printed:
            (sys.stderr if stream == "stderr" else sys.stdout).write(str(text))
        draw_on(known, state, self.use, trusts=self.side == "student")

    def serve(self, body: bytes) -> bytes:
        """Do what the other side asks for. Never raises: errors travel in the answer."""
        try:
            return self._answer_to(body)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the other side is told
            said = str(error).replace("It ", "What the function returns ", 1)
            return self._written(([], None, ("refused", said), []))

    def _answer_to(self, body: bytes) -> bytes:
        slots: list[object] = []
        with self._captured() as printed:
            self._printed.append(printed)
            try:
                do, said, state, *request = self._read(body, slots)
                self.random = self.random or (self.side == "student" and state is not None)
                self._hear(said, state, None)
                *_, args, named = request
                arguments = Arguments([*args, *named.values()], self.classes, served=True).note()
                kind, *outcome = self._done(do, *request)
                changed = arguments.changes()
            finally:
                self._printed.pop()
        answer = [*printed], random_state() if self.random else None
        try:
            return self._written((*answer, (kind, *outcome), changed), slots)
        except CodecError:
            if kind != "value" or type(outcome[0]) is not dict:
                raise
        return self._written((*answer, (kind, each_or_missing(outcome[0], self._written)), []))

    def _hands_out(self, do: str, target: object, name: str) -> bool:
        """Say whether the test has handed this to a function of the student's, for such a use.

        What the question brings along is none of the test's: a table's methods can do anything.
        """
        if self._asking[-1:] in ([], ["names"]) or id(target) not in self._numbers:
            return False
        free = may_do(do, target, name, self.classes) if id(target) in self._handed else None
        return self.use("handed", do, family_of(type(target), do, name)) if free is None else free

    def _done(self, do: str, target: object, name: str, args: tuple, kwargs: dict) -> tuple:
        try:
            asked_back = self.side == "checker"
            given = asked_back and do == "call" and fills_defaults(target, args, kwargs)
            may = not given or self.use("handed", "defaults")
            if asked_back and not (self._hands_out(do, target, name) and may):
                return "refused", NOT_HANDED_OUT.format(name or do, type(target).__name__)
            for one in (*args, *kwargs.values()) if asked_back else ():
                weigh("argument", one, self.use)
            if do in self._offers:
                return "value", self._offers[do](*args)
            return "value", DOING[do](target, name, args, kwargs)
        except CodecError as error:
            return "refused", str(error)
        except BaseException as error:  # noqa: BLE001 - it travels to who has asked
            failed = self.side == "checker" and isinstance(error, AssertionError)
            if failed and not self.use("handed", "fails"):  # a student's code may pass over it
                self.refused = f"A function of the test has failed: {error}"
            return "error", *described(error, self._frames if self.side == "student" else None)
