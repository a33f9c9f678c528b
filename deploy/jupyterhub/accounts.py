"""System accounts: a member of the class is a user of the machine, with a home of her own.

The kernel of Linux then keeps people apart, and not a line of ours.
"""

import os
import pwd
import secrets
import subprocess
from pathlib import Path

FIRST_UID = 1000  # below are the machine's own accounts; Debian's nobody is above
LAST_UID = 60000


class AccountError(ValueError):
    """An account cannot be a member of the class."""


def ensure_person(name: str, homes: Path) -> str:
    """Make an account with a closed home; give its first password, or "" if it was there.

    Raises:
        AccountError: if the name belongs to the machine itself, such as `root` or `daemon`.

    """
    password = ""
    if not exists(name):
        _useradd(name, homes / name)
        password = secrets.token_urlsafe(9)
        _run(["chpasswd"], input=f"{name}:{password}\n")
    entry = pwd.getpwnam(name)
    if not FIRST_UID <= entry.pw_uid <= LAST_UID:
        raise AccountError(f"{name} is an account of this machine itself: give the person another")
    os.chmod(entry.pw_dir, 0o700)  # noqa: PTH101 - pwd gives a text
    return password


def ensure_service(name: str, home: Path) -> pwd.struct_passwd:
    """Make an account as which nobody can log in: a program runs under it."""
    if not exists(name):
        _useradd(name, home, "--system")
    entry = pwd.getpwnam(name)
    if Path(entry.pw_dir) != home:
        raise AccountError(f"The account {name} has another home, {entry.pw_dir}: name a new one")
    home.chmod(0o700)
    return entry


def exists(name: str) -> bool:
    """Tell whether the machine has this account.

    >>> exists("root"), exists("no-such-account")
    (True, False)
    """
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def run_as(entry: pwd.struct_passwd, command: list, cwd: Path, **environment: str) -> bool:
    """Run a command with the rights of an account; tell whether it ended well."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=[],
        umask=0o077,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": entry.pw_dir,
            "USER": entry.pw_name,
            "LANG": "C.UTF-8",
            **environment,
        },
        check=False,
    )
    return done.returncode == 0


def _useradd(name: str, home: Path, *options: str) -> None:
    command = ["useradd", "--create-home", f"--home-dir={home}", "--shell=/bin/bash"]
    _run([*command, "--user-group", *options, name])


def _run(command: list[str], **options: str) -> None:
    subprocess.run(command, check=True, text=True, **options)
