"""What the course's panel in JupyterLab asks the Jupyter server for: no kernel is needed.

The panel itself is in `js/lab`. `jupyter/server_extension.json` switches this extension on.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "unsigned_peace.server"}]


def _load_jupyter_server_extension(app: "ServerApp") -> None:
    from jupyter_server.utils import url_path_join  # noqa: PLC0415  only in a server

    from unsigned_peace.server.course_handler import CourseHandler  # noqa: PLC0415

    address = url_path_join(app.web_app.settings["base_url"], "unsigned-peace", "course")
    app.web_app.add_handlers(".*$", [(address, CourseHandler)])
