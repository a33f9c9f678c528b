"""When problem sets are due, where nbgrader's gradebook says so."""

from pathlib import Path

from sqlalchemy.engine import make_url


def due_dates(gradebook: str) -> dict[str, str]:
    """Return the day and time on which each assignment is due, in UTC, by its name.

    A student's computer has no gradebook, and none is made.

    Args:
        gradebook: the address of nbgrader's database, such as `sqlite:///gradebook.db`.

    >>> due_dates("sqlite:///no-such.db"), due_dates("")
    ({}, {})

    """
    if not gradebook:
        return {}
    url = make_url(gradebook)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return {}
    from nbgrader.api import Gradebook  # noqa: PLC0415  slow, and few have a gradebook

    with Gradebook(gradebook) as book:
        return {one.name: one.duedate.isoformat() for one in book.assignments if one.duedate}
