"""A mistake in a cell as a notebook keeps it."""

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from unsigned_peace.shared.normalize import NUMBER_WORDS

# What people write who know it from elsewhere, and what Python calls it.
IN_PYTHON = {"true": "True", "false": "False", "null": "None", "none": "None"} | {
    word: str(value) for value, word in enumerate(NUMBER_WORDS)
}
_MOST_LETTERS = 200_000  # of a cell: beyond, it takes gigabytes to read
_LINE = re.compile(
    r"(?:Cell In ?\[\d+\]|<ipython-input-[^>]*>\"?|ipykernel_\d+/\d+\.py\"?)(?:, line |:)(\d+)"
)
_COLOURS = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class ErrorAtHand:
    """An error as a notebook keeps it, and what was at hand when it happened.

    Attributes:
        ename: the name of the exception.
        evalue: its message.
        source: the code of the cell.
        traceback: its text; the line of the cell is read from it.
        tables: the columns of each table, by the name of the table; "" for tables without name.
        names: what has a name in the notebook.
        attributes: what may stand after the dot, where that was the error.

    """

    ename: str
    evalue: str
    source: str = ""
    traceback: str = ""
    tables: Mapping[str, Collection[str]] = field(default_factory=dict)
    names: Collection[str] = ()
    attributes: Collection[str] = ()

    @property
    def columns(self) -> list[str]:
        """The columns of all tables, each once."""
        return list(dict.fromkeys(one for columns in self.tables.values() for one in columns))

    @property
    def line(self) -> str:
        """The line of the cell at which it stopped, as code; empty where that is not known."""
        found = _LINE.search(_COLOURS.sub("", self.traceback))
        lines = self.source.splitlines()
        number = int(found[1]) if found else 0
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def table_asked_for(self, word: str) -> str:
        """Return the name before the bracket in which the word stands, if it is that of a table."""
        for node in ast.walk(self._tree()):
            if isinstance(node, ast.Subscript):
                inside = (one for one in ast.walk(node.slice) if isinstance(one, ast.Constant))
                name = root_name(node.value)
                if name in self.tables and any(one.value == word for one in inside):
                    return name
        return ""

    def is_asked_by_check(self, word: str) -> bool:
        """Say whether a check of a problem set, a line `exercise.…(…)`, asks for this name.

        >>> ErrorAtHand("NameError", "", "exercise.names(final=final)").is_asked_by_check("final")
        True
        """
        lines = (one.value for one in self._tree().body if isinstance(one, ast.Expr))
        checks = (
            one for one in lines if isinstance(one, ast.Call) and root_name(one.func) == "exercise"
        )
        inside = (node for check in checks for node in ast.walk(check))
        return any(isinstance(node, ast.Name) and node.id == word for node in inside)

    def _tree(self) -> ast.Module:
        """Return the code of the cell, read; nothing where Python cannot, or only slowly."""
        try:
            return ast.parse(self.source if len(self.source) < _MOST_LETTERS else "")
        except SyntaxError:
            return ast.Module([], [])


def root_name(node: ast.AST) -> str:
    """Return the name at which an expression begins: `came` for `came[kept].region`."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
