"""On a shared machine a submission counts for its owner, and brings files alone."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from unsigned_peace.grading import own_work
from unsigned_peace.grading.own_work import CollectOwnWork, copy_files


@pytest.fixture
def inbound(tmp_path: Path) -> Path:
    folder = tmp_path / "exchange" / "course" / "inbound"
    folder.mkdir(parents=True)
    (tmp_path / "exchange").chmod(0o777)
    return folder


def hand_in(inbound: Path, name: str, text: str) -> Path:
    folder = inbound / name
    folder.mkdir()
    (folder / "work.txt").write_text(text)
    return folder


@pytest.fixture
def collect(tmp_path: Path, gradebook: str) -> Callable[..., dict[str, str]]:
    return partial(collected, tmp_path, gradebook)


def collected(tmp_path: Path, gradebook: str, **settings: int) -> dict[str, str]:
    """Collect `ps1`; return what was taken, by student."""
    config = Config()
    config.CourseDirectory.root = str(tmp_path / "class")
    config.CourseDirectory.course_id = "course"
    config.CourseDirectory.assignment_id = "ps1"
    config.CourseDirectory.db_url = gradebook
    config.CourseDirectory.update(settings)
    config.Exchange.root = str(tmp_path / "exchange")
    (tmp_path / "class").mkdir(exist_ok=True)
    CollectOwnWork(coursedir=CourseDirectory(config=config), config=config).start()
    found = (tmp_path / "class" / "submitted").glob("*/ps1/work.txt")
    return {path.parts[-3]: path.read_text() for path in found}


@pytest.fixture(autouse=True)
def owners(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose a folder is, stands at the end of its name: the tests need no accounts."""
    monkeypatch.setattr(own_work, "owner_of", lambda path: path.rpartition("+")[2])


@pytest.fixture
def gradebook(tmp_path: Path) -> str:
    """The address of a gradebook. With a table in it nbgrader does not run alembic: a second."""
    path = tmp_path / "gradebook.db"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("create table alembic_version (version_num text)")
    return f"sqlite:///{path}"


def test_work_in_anothers_name_does_not_take_the_place_of_the_real_one(collect, inbound):
    hand_in(inbound, "sato+ps1+2026-11-20 10:00:00 UTC+sato", "real")
    hand_in(inbound, "sato+ps1+2031-01-01 10:00:00 UTC+mallory", "forged")
    assert collect() == {"sato": "real", "mallory": "forged"}


def test_a_name_without_a_date_stops_nobody(collect, inbound):
    hand_in(inbound, "sato+ps1+2026-11-20 10:00:00 UTC+sato", "real")
    hand_in(inbound, "mallory+ps1+never+mallory", "when?")
    assert collect()["sato"] == "real"


def test_a_folder_too_large_stops_nobody(collect, inbound):
    hand_in(inbound, "mallory+ps1+2026-11-20 10:00:00 UTC+mallory", "x" * 3000)
    hand_in(inbound, "sato+ps1+2026-11-20 10:00:00 UTC+sato", "real")
    assert collect(max_dir_size=2) == {"sato": "real"}


def test_links_and_pipes_bring_nothing(collect, inbound, tmp_path):
    secret = tmp_path / "solutions"
    secret.mkdir()
    (secret / "key.txt").write_text("the key")
    folder = hand_in(inbound, "mallory+ps1+2026-11-20 10:00:00 UTC+mallory", "mine")
    (folder / "key.txt").symlink_to(secret / "key.txt")
    (folder / "all").symlink_to(secret)
    os.mkfifo(folder / "pipe")
    (inbound / "carol+ps1+2026-11-20 10:00:00 UTC+carol").symlink_to(secret)
    assert collect() == {"mallory": "mine"}
    assert list((tmp_path / "class").rglob("key.txt")) == []


def test_a_file_that_says_it_is_empty_counts_as_what_it_holds(tmp_path):
    """As one that grows while it is copied; here the kernel's own, which all say so."""
    with pytest.raises(OSError, match="more than 20 bytes"):
        copy_files(Path("/proc/sys/kernel/random"), tmp_path / "copy", most=20)


def test_files_in_folders_are_copied_with_what_is_in_them(tmp_path):
    (tmp_path / "work" / "answers").mkdir(parents=True)
    (tmp_path / "work" / "answers" / "ps1.json").write_bytes(b"\0\1")
    copy_files(tmp_path / "work", tmp_path / "copy", most=10)
    assert (tmp_path / "copy" / "answers" / "ps1.json").read_bytes() == b"\0\1"
