"""Mistakes that raise no error and give a wrong answer in silence, found in the code of a cell."""

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from typing import Any

from unsigned_peace.shared.error_at_hand import root_name
from unsigned_peace.shared.nearest import did_you_mean

_OPENING, _CLOSING = "[{(", "]})"
_NO_CODE = {tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT}


def overlooked(source: str, *namespaces: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each mistake that a cell makes in silence.

    These are: two texts of a list without a comma between them; a comparison with a text that the
    column never holds.

    Args:
        source: the code of the cell.
        namespaces: the notebook's names before and after the cell was run. A text must be missing
            in both, and in all tables with that column: a cell may have thrown the rows away.

    >>> overlooked('names = ["Peru" "Chile"]')
    ['Between "Peru" and "Chile" a comma is missing: Python made one text of the two.']
    """
    try:
        tree = ast.parse(source)
        found = [*_joined_texts(source), *_never_held(tree, namespaces)]
    except (SyntaxError, tokenize.TokenError):  # it raises an error of its own
        return []
    return list(dict.fromkeys(found))


def _joined_texts(source: str) -> Iterator[str]:
    """Find texts side by side in square or curly brackets; in round ones it is done on purpose."""
    brackets, before = [], None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _NO_CODE:
            continue
        if token.type == tokenize.OP and token.string in _OPENING:
            brackets.append(token.string)
        elif token.type == tokenize.OP and token.string in _CLOSING:
            brackets.pop()
        elif token.type == tokenize.STRING and before and brackets and brackets[-1] in "[{":
            yield (
                f"Between {before} and {token.string} a comma is missing: Python made one text of "
                "the two."
            )
        before = token.string if token.type == tokenize.STRING else None


def _never_held(tree: ast.AST, namespaces: tuple[Mapping[str, Any], ...]) -> Iterator[str]:
    for node in ast.walk(tree):
        for column, texts in _comparisons(node, namespaces):
            name, label = root_name(column.value), column.slice.value
            # A kept part of a table may rightly lack what the whole table, or another one, holds.
            tables = [one for space in namespaces for one in space.values() if _has(one, label)]
            if any(_has(space.get(name), label) for space in namespaces):
                for text in texts:
                    said = [_missing(name, label, text, table[label]) for table in tables]
                    if all(said):
                        yield said[-1]


def _has(table: Any, label: object) -> bool:  # noqa: ANN401 - whatever has a name in a notebook
    return hasattr(table, "groupby") and label in getattr(table, "columns", ())


def _comparisons(
    node: ast.AST, namespaces: tuple[Mapping[str, Any], ...]
) -> Iterator[tuple[ast.Subscript, list[str]]]:
    """Find `table["column"] == "text"` and `table["column"].isin(texts)`."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
        column, wanted = node.left, node.comparators[0]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "isin"
        and node.args
    ):
        column, wanted = node.func.value, node.args[0]
    else:
        return
    if isinstance(column, ast.Subscript) and isinstance(column.slice, ast.Constant):
        yield column, _texts(wanted, namespaces)


def _texts(node: ast.AST, namespaces: tuple[Mapping[str, Any], ...]) -> list[str]:
    if isinstance(node, ast.Name):
        value = next((one[node.id] for one in reversed(namespaces) if node.id in one), None)
    else:
        try:
            value = ast.literal_eval(node)
        except (ValueError, TypeError):
            return []
    values = value if isinstance(value, list | tuple | set) else [value]
    return [one for one in values if isinstance(one, str)]


def _missing(table: str, label: str, text: str, column: Any) -> str:  # noqa: ANN401 - no pandas here
    """Say that a column never holds a text; empty if it does, or if it holds no texts."""
    held = set(column.dropna())
    if held and all(isinstance(one, str) for one in held) and text not in held:
        return (
            f'No row of `{table}` has "{text}" in the column "{label}".'
            f"{did_you_mean(text, sorted(held))}"
        )
    if held and all(isinstance(one, tuple) for one in held):
        return (
            f'The column "{label}" holds a list in each row, so it never equals one text. Write '
            f'`{table}["{label}"].map(lambda names: "{text}" in names)`.'
        )
    if column.dtype == bool:
        return f'The column "{label}" holds True and False, and no text: write them without "".'
    return ""
