"""A student's side and the checker's in one process: what passes between them is bytes."""

import contextlib
import io
import types
from dataclasses import dataclass

from unsigned_peace.grading.sandbox.inside.proxies.peer import Peer
from unsigned_peace.grading.sandbox.inside.values.codec import Reference, encode


@dataclass
class Town:
    """A class of the instructor's."""

    name: str
    people: int = 0

    def grow(self):
        return self.people + 1


CLASSES = {"Town": Town}


@contextlib.contextmanager
def captured():
    """What is printed, as pieces."""
    pieces = []
    out, err = io.StringIO(), io.StringIO()
    out.write = lambda text: pieces.append(["stdout", text])
    err.write = lambda text: pieces.append(["stderr", text])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield pieces


class Pair:
    """Both sides, in one process: all that passes is bytes."""

    def __init__(self):
        self.names = {}
        self.checker = Peer("checker", self._to_student, classes=CLASSES)
        self.student = Peer(
            "student",
            self.checker.serve,
            classes=CLASSES,
            captured=captured,
            offers={"names": lambda _: self.names},
        )

    def _to_student(self, body):
        return self.student.serve(body)

    def given(self, **names):
        """The names as the checker gets them."""
        self.names = names
        return types.SimpleNamespace(**self.checker.names(names))


def function_of(peer):
    """A function of the student's, for this side of the wire alone."""
    sent = encode(
        len, lambda _: Reference("function", 0, "student", "f", "f", ("", None, False, ("", "")))
    )
    return peer._read(sent)


def ran(source):
    """The names that a student's notebook has."""
    names = {"__name__": "__main__"}
    exec(source, names)
    del names["__builtins__"]
    return names


STACK = """
class Base:
    made = 0
class Stack(Base):
    def __init__(self, *items):
        self.items = [*items]
        Base.made += 1
    def push(self, item):
        self.items.append(item)
        return self
    def pop(self):
        if not self.items:
            raise IndexError("empty")
        return self.items.pop()
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __getitem__(self, at): return self.items[at]
    def __contains__(self, item): return item in self.items
    def __add__(self, other): return Stack(*self.items, *other.items)
    def __eq__(self, other): return self.items == other.items
    def __hash__(self): return 1
    def __repr__(self): return f"Stack({self.items})"
    def __enter__(self): return self
    def __exit__(self, *error): self.items = []
    @property
    def top(self): return self.items[-1]
    @staticmethod
    def of(text): return Stack(*text)
class Big(Stack): pass
whole = Stack(1, 2)
"""


def learnt(names, use):
    """What the reference solution's test used."""
    pair = Pair()
    use(pair.given(**names))
    return frozenset(pair.checker.used)


def under(allowed, **names):
    """The names of a student's, for a test that may use what the reference solution's did."""
    pair = Pair()
    pair.checker.begin(allowed)
    return pair.given(**names)
