"""The sentence about an error for a page of feedback, where only texts of the notebook are left."""

from unsigned_peace.data import package
from unsigned_peace.shared.error_at_hand import ErrorAtHand
from unsigned_peace.shared.error_sentences import sentence

_NAMES = ["data", "explore", "figures", "quiz", "exercise", "pd", "Timestamp"]


def said_of_error(ename: str, evalue: str, source: str, traceback: str = "") -> str:
    """Say in one sentence what went wrong in a cell; empty where we have no words for it.

    This is what `c.Grader.explain_error` asks for. A column that is wrong is looked for among those
    of the course, and a table of `data` among its tables. A name without a value is no column: in a
    graded notebook it is most often an answer that is missing.

    Args:
        ename: the name of the exception, as a notebook keeps it.
        evalue: its message.
        source: the code of the cell.
        traceback: the lines of the traceback in one text.

    >>> said_of_error("KeyError", "'regoin'", 'delegations["regoin"]').endswith('"region"?')
    True
    >>> said_of_error("NameError", "name 'signed' is not defined", "check(signed)")
    'Nothing has the name `signed`. A text needs quotation marks: "signed". If it is no text, \
run the cells above.'
    """
    tables = {table.name: [one.name for one in table.columns] for table in package().values()}
    columns = {} if ename == "NameError" else tables
    attributes = list(tables) if "'unsigned_peace.data'" in evalue else ()
    return sentence(ErrorAtHand(ename, evalue, source, traceback, columns, _NAMES, attributes))
