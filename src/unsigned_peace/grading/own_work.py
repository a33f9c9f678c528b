"""Collecting on a shared machine: nobody hands in for another, or hands in what is not hers.

On one machine students write their submissions into the exchange themselves. With nbgrader's own
program they are in order; but nobody has to use it. `docs/hub.md` says how to switch this on.
"""

import os
import pwd
import stat
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

_AT_ONCE = 1 << 20  # bytes


class CollectOwnWork(ExchangeCollect):
    """Collects submissions by their owners, and copies files alone.

    - The name of a folder says who has handed in, and its maker can choose it. nbgrader compares it
      with the owner, warns, and collects all the same: a forged submission with the date of
      tomorrow would take the place of the real one. Here it counts as the work of its owner.
    - A link in a submission would be followed with the rights of the instructor: it could bring the
      solutions into the student's feedback. Here links are left out.
    - A name without a date, or a folder too large, stops nobody else's work.
    """

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            record = super()._path_to_record(path)
        except (ValueError, OverflowError):  # the date; it may be anything
            name = Path(path).name
            who = name.partition("+")[0]
            record = {"username": who, "filename": name, "timestamp": datetime.min}  # noqa: DTZ901
        owner = owner_of(path)
        if owner != record["username"]:
            self.log.warning("%s belongs to %s and counts as hers or his", path, owner)
        return record | {"username": owner}

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:  # noqa: ANN401 - as nbgrader
        """Copy what is a file, with nbgrader's own rules on which and how large."""
        with tempfile.TemporaryDirectory() as folder:
            files = Path(folder) / "files"
            most = 1000 * self.coursedir.max_dir_size
            try:
                copy_files(Path(src), files, most)
                super().do_copy(str(files), dest, log)
            except (OSError, RuntimeError) as error:
                self.log.error("%s was not collected: %s", src, error)  # noqa: TRY400 - no trace


def owner_of(path: str) -> str:
    """Name the account that a file or link belongs to; of one that is gone, its number.

    >>> owner_of("/")
    'root'
    """
    number = os.lstat(path).st_uid
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def copy_files(source: Path, target: Path, most: int) -> None:
    """Copy a folder that somebody else can change at any moment; follow no link in it.

    Args:
        source: the folder.
        target: a new folder.
        most: how many bytes it may have.

    Raises:
        OSError: if the source is no folder, or has more bytes.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     work = Path(place, "work")
    ...     work.mkdir()
    ...     _ = (work / "answer.txt").write_text("42")
    ...     (work / "solutions").symlink_to("/etc/hostname")
    ...     copy_files(work, Path(place, "copy"), most=1000)
    ...     print(*sorted(one.name for one in Path(place, "copy").iterdir()))
    answer.txt

    """
    if not stat.S_ISDIR(os.lstat(source).st_mode):
        raise OSError("it is no folder")
    left = most
    # Everything is opened below a folder that is open already: its name may lead elsewhere by now.
    for top, _, names, folder in os.fwalk(source):
        place = target / Path(top).relative_to(source)
        place.mkdir(parents=True)
        for name in names:
            try:
                opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
            except OSError:
                continue  # a link, or a file that may not be read
            with open(opened, "rb") as file:  # noqa: PTH123 - it is open
                if not stat.S_ISREG(os.fstat(opened).st_mode):
                    continue
                with (place / name).open("xb") as copy:
                    while piece := file.read(min(_AT_ONCE, left + 1)):  # it may be growing
                        left -= len(piece)
                        if left < 0:
                            raise OSError(f"it has more than {most:,} bytes")
                        copy.write(piece)
