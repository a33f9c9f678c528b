"""How long a notebook takes, by one rule, so that every page says the same.

The rule is for a student whose second language is English and who reads to remember, stops at new
words and goes back: words at an even speed, and fixed minutes for each thing to do.

The minutes were fitted by hand to one careful reading, as a first-year student would read. By its
own count it took 67, 295 and 225 minutes for modules 0, 1 and 2, and 340 for problem set 1; the
rule had said 65, 265, 195 and 300; with these numbers it said 70, 295, 225 and 345. One reading is
no measure of a class: if yours is slower, change the numbers here and run `unsigned-peace notes`.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from math import ceil

from unsigned_peace.checks import markdown
from unsigned_peace.checks.course_files import marked_part
from unsigned_peace.quiz.course_modules import time_in_words

WORDS_A_MINUTE = 90
QUESTION = 2.5
LOOK = 2.0  # a figure, an explorer, a table of the ledger
DOCUMENT = 6.0  # to read and to mark one
PASSAGE = 1.0  # to read one alone, beside another
WRITING = 4.0  # a few sentences of one's own
RUN = 0.5  # any other line of code
MARKED_BY_MACHINE = 2.5  # a point of a problem set
MARKED_BY_HAND = 3.75
SHORT_ANSWER = 4  # so many points or fewer: a few sentences, and no analysis
SHORT_TASK = 30  # minutes
ANSWER = "My "  # begins a text cell in which a student writes

# What a student does in them takes longer than a look.
ACTIVITIES = {
    "board.open_board": 30.0,
    "explore.article": 3300 / WORDS_A_MINUTE,
    "explore.hearing": 5.0,  # some 350 words, and a choice
    "explore.judge_claims": 5 * WRITING,
    "quiz.own_words": 3 * WRITING,
    "quiz.warm_up": 5 * QUESTION,
    "two_islands.play": 35.0,
}
_SHORT_LOOKS = ("explore.cast", "explore.glossary", "quiz.open_bank", "quiz.progress")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_ROOMS = ("board", "explore", "figures", "quiz", "two_islands")
_TIME = re.compile(r"<!--time (\w[\w-]*)-->")

NotebookCells = Iterable[tuple[str, str, Mapping]]


def lesson(cells: NotebookCells, questions: Mapping[str, int]) -> int:
    """Return the minutes of a module, rounded up to five.

    Args:
        cells: kind (`markdown` or `code`), text and metadata of each cell, notes left out.
        questions: how many questions each of its quizzes has.

    >>> lesson([("markdown", "word " * 90, {}), ("code", 'ask("votes")', {})], {"votes": 2})
    10

    """
    minutes = 0.0
    for kind, text, _ in cells:
        if kind == "markdown":
            minutes += words(text) / WORDS_A_MINUTE
            minutes += WRITING if text.startswith(ANSWER) else 0
        else:
            minutes += _code(text, questions)
    return 5 * ceil(minutes / 5)


def problem_set(cells: NotebookCells) -> int:
    """Return the minutes of a problem set, rounded up to quarter hours; a short task to five.

    Args:
        cells: kind, text and metadata of each cell; nbgrader's metadata says what is marked.

    >>> problem_set([("code", "", {"nbgrader": {"grade": True, "points": 30}})])
    75

    """
    minutes = 0.0
    for kind, text, metadata in cells:
        mark = metadata.get("nbgrader", {})
        if kind == "markdown":
            minutes += words(text) / WORDS_A_MINUTE
        elif text.strip() == "two_islands.play()":
            minutes += ACTIVITIES["two_islands.play"]
        if mark.get("grade"):
            minutes += _marked(mark["points"], by_hand=bool(mark.get("solution")))
    step = 5 if minutes <= SHORT_TASK else 15
    return step * ceil(minutes / step)


def _marked(points: float, *, by_hand: bool) -> float:
    if not by_hand:
        return points * MARKED_BY_MACHINE
    return WRITING if points <= SHORT_ANSWER else points * MARKED_BY_HAND


def words(text: str) -> int:
    """Count the words of a text as it is read: no notes, code or addresses.

    >>> words("He *left*.<sup>[1][A]</sup> Who [stayed](names.md#x)?")
    4
    """
    return sum(len(_WORD.findall(sentence)) for sentence in markdown.sentences(text))


def put_in(text: str, times: Mapping[str, int]) -> str:
    """Write the times where a text asks for them.

    A text asks with a comment that no reader sees: the name of a notebook stands in it. A name
    that is not known keeps its words.

    >>> put_in("about <!--time 02-london-talks-->?<!--/time-->", {"02-london-talks": 75})
    'about <!--time 02-london-talks-->75 minutes<!--/time-->'
    """

    def say(name: str) -> str | None:
        return time_in_words(times[name]) if name in times else None

    return marked_part(text, "time", say)


def asked(text: str) -> set[str]:
    """Return the names of the notebooks whose time a text gives.

    >>> asked("<!--time 05-verdict--><!--/time-->")
    {'05-verdict'}
    """
    return set(_TIME.findall(text))


def calls(source: str) -> list[tuple[str, ast.Call]]:
    """List the calls in a cell with their names, such as `ask` and `explore.read`.

    >>> [name for name, _ in calls('explore.read("yalta-1945")')]
    ['explore.read']
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:  # such as a line for IPython alone
        return []
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [(ast.unparse(node.func), node) for node in found]


def _code(source: str, questions: Mapping[str, int]) -> float:
    """Return the minutes of a code cell: those of its longest call."""
    return max((_call(name, node, questions) for name, node in calls(source)), default=RUN)


def _call(name: str, node: ast.Call, questions: Mapping[str, int]) -> float:
    if name == "ask" and node.args:
        return QUESTION * questions.get(ast.literal_eval(node.args[0]), 0)
    if name == "explore.read":
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if "passages" in given:
            return PASSAGE * sum(map(len, ast.literal_eval(given["passages"])))
        return DOCUMENT * (2 if "beside" in given else 1)
    if name in ACTIVITIES:
        return ACTIVITIES[name]
    look = name.partition(".")[0] in _ROOMS and name not in _SHORT_LOOKS
    return LOOK if look else RUN
