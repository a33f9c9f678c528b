"""A PostgreSQL server of one's own: in a temporary folder, behind a socket in it, with a password.

It comes from the distribution's package. Nothing of a server that runs already is touched.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAMS = Path("/usr/lib/postgresql")
PASSWORD = "not @ll plain: 50%"  # needs quoting in an address


def programs() -> Path:
    """The folder with the newest server's programs; without one the tests fail."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda one: float(one.parts[-3]))
    if not found:
        pytest.fail(
            f"There is no PostgreSQL server in {PROGRAMS}. On Debian and Ubuntu: "
            "sudo apt install postgresql",
            pytrace=False,
        )
    return found[-1].parent


@contextlib.contextmanager
def postgresql() -> Iterator[Path]:
    """Run a server; give the folder with its socket.

    Its user is 'grader'. The password stands in the file `pgpass`, as PostgreSQL wants it.
    """
    bins = programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 characters
    owner = pwd.getpwuid(os.geteuid())
    if owner.pw_uid == 0:  # PostgreSQL refuses root
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [bins / program, "--pgdata", folder / "data", *arguments],
            user=owner.pw_uid,
            group=owner.pw_gid,
            extra_groups=[] if os.geteuid() == 0 else None,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    try:
        password = folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        os.chown(password, owner.pw_uid, owner.pw_gid)
        run("initdb", "--username=grader", "--auth=scram-sha-256", f"--pwfile={password}")
        settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", settings)
        passwords = folder / "pgpass"
        passwords.touch(mode=0o600)
        passwords.write_text("*:*:*:grader:" + PASSWORD.replace(":", r"\:") + "\n")
        try:
            yield folder
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=fast")
    finally:
        shutil.rmtree(folder)
