"""What can be left out of a module when time is short, from `data/short-paths.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unsigned_peace.checks.course_files import marked_part
from unsigned_peace.quiz.course_modules import time_in_words
from unsigned_peace.shared.yaml_file import read_yaml

FILE = "data/short-paths.yml"
_HEAD = "| Module | Leave out | Then about |\n|---|---|---|\n"


@dataclass(frozen=True)
class ShortPath:
    """What is left out of a module: in words, and the ids of its cells."""

    leave_out: str
    cells: frozenset[str]


def paths(root: Path) -> dict[str, ShortPath]:
    """Return the short path of each module that has one, by the name of its notebook.

    >>> from unsigned_peace import data
    >>> "s9-score" in paths(data.folder().parent)["02-london-talks"].cells
    True
    """
    raw = read_yaml(root / FILE)
    return {name: ShortPath(one["leave_out"], frozenset(one["cells"])) for name, one in raw.items()}


def key(notebook: str) -> str:
    """Return the name under which a page asks for the time of a short path.

    >>> key("02-london-talks")
    'short-02-london-talks'
    """
    return f"short-{notebook}"


def put_in(text: str, shown: Mapping[str, ShortPath], minutes: Mapping[str, int]) -> str:
    """Write the table of the short paths where a page asks for it.

    >>> one = {"02-london-talks": ShortPath("Five claims", frozenset())}
    >>> text = put_in("<!--short-paths--><!--/short-paths-->", one, {"short-02-london-talks": 180})
    >>> text.splitlines()[3]
    '| 2 | Five claims | 3 hours |'
    """

    def rows(_: str) -> str:
        lines = (
            f"| {int(name[:2])} | {one.leave_out} | {time_in_words(minutes[key(name)])} |\n"
            for name, one in shown.items()
        )
        return f"\n{_HEAD}{''.join(lines)}"

    return marked_part(text, "short-paths", rows)
