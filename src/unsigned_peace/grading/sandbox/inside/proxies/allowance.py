"""What a test may use of a student's: what it has used when the reference solution was tried."""

from collections.abc import Sequence

from ..values.value_forms import CodecError, expect
from ..values.weighing import is_emptied, weigh
from .effects import ALTERED, CHANGED, Arguments


class Allowance:
    """What one test may use, how it has come by it, and what it has used."""

    def begin(
        self,
        allow: frozenset[str] | None,
        *,
        random: bool = False,
        write_back: bool = True,
        filled: bool = False,
    ) -> None:
        """Begin a test: what it may use of the student's (None: anything, which is noted)."""
        self._filled = filled  # whether numbers take the place of what is none
        self.allow, self.write_back, self.held_back, self.refused = allow, write_back, 0, ""
        self.random = random and (allow is None or "random" in allow)
        self.used: set[str] = set()
        self._got: dict[str, list[Arguments]] = {ALTERED: [], CHANGED: []}  # to find that out
        self._handed: set[int] = set()  # the addresses of what was handed out in this test
        self._ways: dict[int, set[str]] = {}  # to mirrors, by their addresses

    def noted(self) -> list[str]:
        """Name what the test has used, and what it has done to it."""
        done = [word for word, got in self._got.items() if any(one.changes() for one in got)]
        return sorted([*self.used, *done])

    def use(self, *words: str) -> bool:
        """Say whether the test may use this; note that it did, if all is allowed."""
        word = " ".join(words)
        self.used.add(word)
        return self.allow is None or word in self.allow

    def need(self, what: str, *words: str) -> None:
        """Refuse what the test may not have. Raises CodecError."""
        expect(self.use(*words), f"It is {what[:80]}; the test expects another kind of value.")

    def refusal(self, sentence: str) -> CodecError:
        """Make the error of a test that cannot go on, and note it: some tests pass over errors."""
        self.refused = sentence
        return CodecError(sentence)

    def come_by(self, mirror: object, way: str) -> None:
        """Note by which name or call a test has come by a mirror."""
        self._ways.setdefault(id(mirror), set()).add(way)

    def ways_to(self, mirror: object) -> list[str]:
        """Say how a test has come by it: what it needs of one function, it does not of others."""
        return sorted(self._ways.get(id(mirror), {""}))

    def may_change(self, ways: Sequence[str], place: int, old: object, new: object) -> bool:
        """Say whether a call may have changed this argument; weigh what it holds now."""
        may = {self.use("changes", str(place), one) for one in ways} == {True} or self.write_back
        for way in ways if may else ():
            weigh(f"change {way}", new, self.use)
            emptied = is_emptied(old, new) and not self.use("no rows", way)
            expect(not emptied, "It has emptied what the test has handed to it.")
        self.held_back += not may
        return may
