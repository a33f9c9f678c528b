"""A bank made ready for any format: checked, tidy, and in the order in which it is shown.

The writers trust what they get from here. White space is collapsed; characters that XML or HTML
cannot hold are refused, with the place they stand in; options come as in the widget.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from unsigned_peace.quiz.keyless import strip
from unsigned_peace.quiz.model import Bank, Kind, Question, Quiz

_Part = TypeVar("_Part")
_SPACE = re.compile(r"[ \t\r\n]+")


class ExportError(ValueError):
    """A bank cannot be exported. `problems` lists every reason, each with its place.

    >>> print(ExportError("GIFT", ("question q1: no key",)))
    GIFT export stopped, 1 problem:
    - question q1: no key
    """

    def __init__(self, what: str, problems: tuple[str, ...]) -> None:
        """Keep the problems and say them all, a line each."""
        self.problems = problems
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        super().__init__(f"{what} export stopped, {count}:\n- " + "\n- ".join(problems))


def prepared(source: Bank | Quiz, what: str) -> Bank:
    """Return `source` as a bank with tidy texts, ready to be written as `what`.

    Raises ExportError, listing all problems at once: a question without its key, an id used
    twice, a character that XML cannot hold.

    >>> q = Question("q1", Kind.TEXT, "Which  city? ", accept=("London",))
    >>> prepared(Quiz("z", "Cities", "1", (q,)), "GIFT").questions[0].prompt
    'Which city?'
    """
    bank = as_bank(source)
    problems = [
        f"question {q.id}: it has no key. Export the instructor's bank instead."
        for q in bank.questions
        if not q.keyed
    ]
    for word, ids in (
        ("quiz", [quiz.id for quiz in bank.quizzes]),
        ("question", [q.id for q in bank.questions]),
    ):
        twice = (name for name, count in Counter(ids).items() if count > 1)
        problems += [f"{word} {name}: this id is used twice. Give each its own." for name in twice]
    problems += [
        f"{place}: the character U+{ord(char):04X} is not allowed. Remove it."
        for place, text in _texts(bank, "bank")
        for char in sorted(set(filter(_is_forbidden, text)))
    ]
    if problems:
        raise ExportError(what, tuple(problems))
    return _in_shown_order(_mapped(bank, tidy))


def as_bank(source: Bank | Quiz) -> Bank:
    """Return a bank that holds `source`; a bank is returned as it is."""
    return source if isinstance(source, Bank) else Bank(source.id, source.title, (source,))


def harmless(source: Bank | Quiz) -> Bank:
    """Return `source` as a bank with tidy texts; forbidden characters become U+FFFD.

    For HTML on a screen, where a strange character must not hide the whole quiz.

    >>> harmless(Quiz("z", "A" + chr(7), "1", ())).title == "A" + chr(0xFFFD)
    True
    """

    def change(text: str) -> str:
        return "".join("\ufffd" if _is_forbidden(char) else char for char in tidy(text))

    return _in_shown_order(_mapped(as_bank(source), change))


def tidy(text: str) -> str:
    r"""Return `text` on one line, without white space at its ends.

    >>> tidy(" Who\n  came?\r\n")
    'Who came?'
    """
    return _SPACE.sub(" ", text).strip(" ")


def _in_shown_order(bank: Bank) -> Bank:
    """Return `bank` with its options in the order of the widget, which hides the right one."""

    def ordered(question: Question) -> Question:
        place = {option.id: index for index, option in enumerate(strip(question).options)}
        options = sorted(question.options, key=lambda option: place[option.id])
        return replace(question, options=tuple(options))

    quizzes = (replace(z, questions=tuple(map(ordered, z.questions))) for z in bank.quizzes)
    return replace(bank, quizzes=tuple(quizzes))


def _is_forbidden(char: str) -> bool:
    """Whether XML 1.0 or HTML cannot hold `char`: controls, surrogates, noncharacters."""
    if char in "\t\n\r":
        return False
    code = ord(char)
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return is_noncharacter or unicodedata.category(char) in {"Cc", "Cs"}


def _texts(node: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a bank with its place, as in `question q1, options[2].text`."""
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, tuple):
        for index, part in enumerate(node, 1):
            yield from _texts(part, f"{place}[{index}]")
    elif is_dataclass(node):
        if isinstance(node, Question | Quiz):
            place = f"{type(node).__name__.lower()} {node.id!a}"
        for field in fields(node):
            separator = ", " if isinstance(node, Question | Quiz) else "."
            yield from _texts(getattr(node, field.name), f"{place}{separator}{field.name}")


def _mapped(node: _Part, change: Callable[[str], str]) -> _Part:
    """Return a copy of a bank, or of a part of it, with `change` done to every text."""
    if isinstance(node, Kind):
        return node
    if isinstance(node, str):
        return change(node)
    if isinstance(node, tuple):
        return tuple(_mapped(part, change) for part in node)
    if is_dataclass(node):
        return replace(
            node, **{f.name: _mapped(getattr(node, f.name), change) for f in fields(node)}
        )
    return node
