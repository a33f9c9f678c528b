"""The sentence about an error for a page of feedback, where only texts of the notebook are left."""

from unsigned_peace.data import package
from unsigned_peace.shared.error_at_hand import ErrorAtHand
from unsigned_peace.shared.error_sentences import sentence


def said_of_error(ename: str, evalue: str, source: str, traceback: str = "") -> str:
    """Say in one sentence what went wrong in a cell; empty where we have no words for it.

    Names and columns are looked for among those of the course, and those that the cell has.

    Args:
        ename: the name of the exception, as a notebook keeps it.
        evalue: its message.
        source: the code of the cell.
        traceback: the lines of the traceback in one text.

    >>> said_of_error("KeyError", "'regoin'", 'delegations["regoin"]').endswith('"region"?')
    True
    """
    tables = {table.name: [one.name for one in table.columns] for table in package().values()}
    names = ["data", "explore", "figures", "quiz", "exercise", "pd", "Timestamp", *tables]
    return sentence(ErrorAtHand(ename, evalue, source, traceback, tables, names, list(tables)))
