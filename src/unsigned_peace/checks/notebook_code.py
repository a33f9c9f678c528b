"""The code cells of a notebook: short, offline, and drawing only what has a text alternative."""

import ast
import re
from collections.abc import Iterator, Mapping

MOST_LINES = 8
_ADDRESS = re.compile(r"https?://|ftp://|\bwww\.")
_DRAWING = re.compile(r"\bmatplotlib\b|\bplt\b|\bpyplot\b|\.(?:plot|hist|boxplot|savefig)\(")


def faults(source: str, *, lesson: bool) -> Iterator[str]:
    """Say what is wrong with a code cell.

    Args:
        source: the code.
        lesson: whether the cell stands in `notebooks/`; exercises may have longer code.

    >>> list(faults("table.plot()", lesson=True))
    ['draws by itself; use figures or explore: their charts have a text alternative']

    """
    lines = len(source.splitlines())
    if lesson and lines > MOST_LINES:
        yield f"has {lines} lines of code; at most {MOST_LINES}, the rest belongs in the package"
    if _ADDRESS.search(source):
        yield "names a network address; the course works without network"
    if lesson and _DRAWING.search(source):
        yield "draws by itself; use figures or explore: their charts have a text alternative"


def quizzes(
    cells: Mapping[str, str], banks: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Compare the quizzes that a notebook asks with its bank, in both directions.

    Args:
        cells: the code of each cell, by its id.
        banks: the quiz ids of each bank.

    Returns:
        Pairs of a cell id (empty if the whole notebook is meant) and a message.

    >>> cells = {"a": 'ask = quiz.open_bank("london")', "b": 'ask("drafts")'}
    >>> list(quizzes(cells, {"london": frozenset({"offers"})}))
    [('b', "asks 'drafts', which data/quizzes/london.yml does not have"), \
('', "never asks 'offers' of data/quizzes/london.yml")]

    """
    opened: dict[str, str] = {}  # variable: bank
    asked: dict[str, set[str]] = {}
    for cell_id, source in cells.items():
        for node in ast.walk(_tree(source)):
            bank = _opened_bank(node)
            if bank is not None and bank not in banks:
                yield cell_id, f"opens the bank {bank!r}, but there is no data/quizzes/{bank}.yml"
            elif bank is not None:
                opened[node.targets[0].id] = bank
                asked.setdefault(bank, set())
        for variable, quiz_id in _calls(source):
            bank = opened.get(variable)
            if bank is None:
                continue
            asked[bank].add(quiz_id)
            if quiz_id not in banks[bank]:
                yield cell_id, f"asks {quiz_id!r}, which data/quizzes/{bank}.yml does not have"
    for bank, ids in asked.items():
        for quiz_id in sorted(banks[bank] - ids):
            yield "", f"never asks {quiz_id!r} of data/quizzes/{bank}.yml"


def _tree(source: str) -> ast.AST:
    """Parse a cell; a cell with a line for IPython alone, such as %time, asks no quiz."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _opened_bank(node: ast.AST) -> str | None:
    """Return the bank in `ask = quiz.open_bank("bank")`."""
    match node:
        case ast.Assign(
            targets=[ast.Name()],
            value=ast.Call(
                func=ast.Attribute(attr="open_bank"), args=[ast.Constant(value=str(bank))]
            ),
        ):
            return bank
    return None


def _calls(source: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text in each `name("text")`, in the order of the code."""
    for node in ast.walk(_tree(source)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text))]):
                yield name, text
