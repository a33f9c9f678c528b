"""The hub's settings. `install.py` puts this file, the class list and its reader into `hub/`.

Your own settings go into `local_config.py` beside it: they are read last and never replaced.
"""

import json
import sys
from pathlib import Path

HUB = Path(__file__).resolve().parent
PLACE = HUB.parent
sys.path.insert(0, str(HUB))

import class_list  # noqa: E402 - it lies beside this file

c = get_config()  # noqa: F821 - JupyterHub provides it
settings = json.loads((HUB / "settings.json").read_text(encoding="utf-8"))
members = class_list.read(HUB / "class.csv")
port = settings["port"]  # the three after it are for the hub's own parts
course = "unsigned-peace"

# --- The hub and its proxy: on this machine alone. docs/hub.md says how to open it to others. ----
c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{port + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.command = [
    str(PLACE / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy")
]
c.ConfigurableHTTPProxy.log_level = "warn"
c.JupyterHub.db_url = f"sqlite:///{HUB / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HUB / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(HUB / "proxy.pid")

# --- Who may come in: the class, with the passwords of the machine (PAM) -------------------------
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allowed_users = {member.name for member in members}
c.PAMAuthenticator.open_sessions = False  # needs more than a container has

# --- A server for each, as a process of the person's own account ---------------------------------
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(PLACE / "bin" / "student-server")]
c.Spawner.notebook_dir = f"~/{course}"
c.Spawner.default_url = "/lab/tree/notebooks/00-start-here.ipynb"
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
everybody = {
    "PATH": f"{PLACE}/venv/bin:/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONNOUSERSITE": "1",  # what a person installs for herself does not break her server
    "NBGRADER_EXCHANGE": str(PLACE / "exchange"),
    "GIT_CONFIG_SYSTEM": str(PLACE / "etc" / "gitconfig"),
}
c.Spawner.environment = everybody | {"JUPYTER_CONFIG_PATH": str(PLACE / "etc" / "student")}

# --- Grading: a server under an account of its own, which only instructors may open --------------
c.JupyterHub.services = [
    {
        "name": "grading",
        "url": f"http://127.0.0.1:{port + 3}",
        "command": [str(PLACE / "bin" / "grading-server")],
        "user": settings["grader"],
        "environment": everybody
        | {
            "JUPYTER_CONFIG_PATH": str(PLACE / "etc" / "grading"),
            "JUPYTERHUB_ROOT_DIR": "~/course",
            "JUPYTERHUB_DEFAULT_URL": "/lab",
        },
        "oauth_no_confirm": True,
    },
    {
        "name": "idle-culler",
        "command": [
            str(PLACE / "venv" / "bin" / "python"),
            "-m",
            "jupyterhub_idle_culler",
            f"--timeout={settings['idle_seconds']}",
        ],
    },
]
c.JupyterHub.load_groups = {
    f"{role}s": {"users": class_list.names(members, role)} for role in class_list.ROLES
}
c.JupyterHub.load_roles = [
    {
        "name": "instructor",
        "groups": ["instructors"],
        # See who is there, start and stop servers; not: open a student's server.
        "scopes": ["access:services!service=grading", "admin-ui", "list:users", "servers"],
    },
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    },
]

if (HUB / "local_config.py").is_file():
    load_subconfig(str(HUB / "local_config.py"))  # noqa: F821 - JupyterHub provides it
