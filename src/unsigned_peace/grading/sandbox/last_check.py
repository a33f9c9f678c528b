"""Write the last check of a notebook: tests that have to fail, and a look at the answers."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import indent

SEEN = "_seen_by_the_grader"


@dataclass(frozen=True)
class Part:
    """What the grader knows of a cell.

    Its `role` is 'student', 'locked' (the instructor's, with nothing to mark) or 'test'. `taught`
    are all names in an instructor's cell; `names` are those that a test uses, or that a locked
    cell imports. `canaries` are statements like those of a test, of which each has to fail, and
    `looks` are its own ones. In both, the answers are arguments of the function `SEEN`. `text` is
    what IPython makes of the text of a test. `given` are files of the
    instructor's, on which tests rely.
    """

    role: str = "student"
    names: tuple[str, ...] = ()
    canaries: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    text: str = ""
    given: tuple[str, ...] = ()

    def told(self) -> dict[str, object]:
        """Give what the child has to know."""
        names = ("role", "names", "taught", "text", "given")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class LastCheck:
    """What a child is told to do, and the canaries in it, each with the number of its cell."""

    request: dict[str, str]
    canaries: list[tuple[int, str]]


def last_check(parts: Mapping[int, Part]) -> LastCheck | None:
    """Write the last check of a notebook with these parts; None if it has no tests.

    >>> check = last_check({4: Part("test", canaries=("assert total == 7",))})
    >>> [cell for cell, _ in check.canaries], last_check({4: Part()})
    ([4, 4], None)
    """
    tests = {number: part for number, part in parts.items() if part.role == "test"}
    if not tests:
        return None
    name = f"_{secrets.token_hex(8)}"
    canaries = []
    looks = code = ""
    do = f"{name}_"
    for number, part in tests.items():
        turn = f"{do}(('turn', {number}))\n"
        fell = f"{do}(('fell', 0))"
        looks += turn + "".join(_attempt(one, failed=fell) for one in part.looks)
        code += turn
        for one in part.canaries:
            code += _attempt(one, f"{do}(('survived', {len(canaries)}))")
            canaries.append((number, one))
    # One that is not like any test: whatever removes tests removes it as well.
    last = f"assert {secrets.randbelow(10**9)} == -1"
    survived = f"{do}(('survived', {len(canaries)}))"
    request = {
        "name": name,
        "looks": looks.replace(SEEN, name),
        "canaries": code.replace(SEEN, name),
        "last": f"{_attempt(last, survived)}{do}(('end', 0))\n",
    }
    return LastCheck(request, [*canaries, (max(tests), last)])


def _attempt(code: str, afterwards: str = "pass", failed: str = "pass") -> str:
    tried = f"try:\n{indent(code, '  ')}\n  {afterwards}\n"
    return f"{tried}except Exception: {failed}\nexcept BaseException: pass\n"
