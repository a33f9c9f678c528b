"""What the course's panel in JupyterLab asks the Jupyter server for: no kernel is needed.

The address `unsigned-peace/course` tells where the student stands, and what is due when. The panel
itself is in `js/lab`. `jupyter/server_extension.json` switches this extension on.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tornado
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from sqlalchemy.engine import make_url

from unsigned_peace.quiz.course_modules import time_in_words
from unsigned_peace.quiz.course_progress import course_standings, next_thing

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(app: "ServerApp") -> None:
    address = url_path_join(app.web_app.settings["base_url"], "unsigned-peace", "course")
    app.web_app.add_handlers(".*$", [(address, CourseHandler)])


class CourseHandler(APIHandler):
    """Answers with the map of the course as JSON; `folder` is the folder of its notebooks."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """Read answers and due dates apart from the server's loop: a disk can be slow."""
        root = self.settings["server_root_dir"]
        folder = self.get_query_argument("folder", "notebooks")
        gradebook = self.settings.get("nbgrader_db_url", "")
        self.finish(await asyncio.to_thread(course_map, root, folder, gradebook))


def course_map(root: str, folder: str, gradebook: str = "") -> dict[str, Any]:
    """Return what the panel shows of the course.

    Args:
        root: the folder that the server serves.
        folder: the folder of the notebooks, as a path below the root.
        gradebook: the address of nbgrader's database; empty where there is none.

    Raises:
        tornado.web.HTTPError: 404, if the folder is not below the root.

    >>> shown = course_map(".", "notebooks")
    >>> shown["modules"][0]["path"], shown["modules"][0]["opened"]
    ('notebooks/00-start-here.ipynb', 0)

    """
    top = Path(root).expanduser().resolve()
    place = (top / folder).resolve()
    if not place.is_relative_to(top):
        raise tornado.web.HTTPError(404, f"{folder} is not a folder of this server")
    standings, notices = course_standings(place)
    due = due_dates(gradebook)
    modules = [
        {
            "path": f"{folder}/{one.module.notebook}.ipynb".lstrip("/"),
            "title": one.module.title,
            "time": time_in_words(one.module.minutes),
            "opened": one.opened,
            "sections": one.sections,
            "right": one.right,
            "questions": one.questions,
            "review": one.due,
            "problem_set": one.module.problem_set,
            "due": due.get(one.module.problem_set_id, ""),
        }
        for one in standings
        if one.module.available
    ]
    return {
        "modules": modules,
        "next": next_thing(standings),
        "notices": [notice for notice in notices if notice],
    }


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
