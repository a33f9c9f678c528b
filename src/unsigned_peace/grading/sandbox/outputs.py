"""Outputs of cells: make one, and read the mark in some."""

from nbformat import NotebookNode
from nbformat.v4 import new_output


def error_output(name: str, text: str) -> NotebookNode:
    """Make an output that looks like an error of Python's.

    >>> error_output("LimitError", "Too much.").evalue
    'Too much.'
    """
    red = f"\x1b[0;31m{name}\x1b[0m: {text}"
    return new_output("error", ename=name, evalue=text, traceback=[red])


def mark_in(outputs: list[NotebookNode]) -> float | None:
    """Find the mark that nbgrader will read: the first result, if it is a number."""
    for output in outputs:
        if output.output_type == "execute_result":
            try:
                return float(output.data["text/plain"])
            except (AttributeError, KeyError, TypeError, ValueError):
                return None
    return None


def printable(text: str) -> str:
    """Replace what could steer a terminal, or cannot be written as UTF-8.

    >>> printable("the class " + chr(27) + "[31mX")
    'the class ?[31mX'
    """
    return "".join(one if one.isprintable() else "?" for one in text)
