"""The commands that the front page promises exist, and say what they do."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("lab", "install", "js", "check", "test", "bench", "release", "clean", "help")


def make(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_is_what_you_get_first_and_names_each_target() -> None:
    told = make().stdout
    assert told == make("help").stdout
    for target in TARGETS:
        assert re.search(rf"^  make {target} +\w.+", told, flags=re.MULTILINE), target


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_can_be_made(target: str) -> None:
    planned = make("--dry-run", target, "PS=ps1-san-francisco")
    assert planned.returncode == 0, planned.stderr


def test_port_and_browser_reach_the_course() -> None:
    assert "lab.py --port 8901 --no-browser" in make("-n", "lab", "PORT=8901", "BROWSER=no").stdout
    assert "--" not in make("-n", "lab").stdout.partition("lab.py")[2]


def test_missing_python_is_explained() -> None:
    ended = make("lab", "PYTHON=no-such-python")
    assert ended.returncode != 0
    assert "There is no 'no-such-python' here. Install Python 3.11" in ended.stdout


@pytest.mark.parametrize("name", ["", "ps99"])
def test_release_asks_which_problem_set(name: str) -> None:
    ended = make("--assume-old=install", "release", f"PS={name}")
    assert ended.returncode != 0
    assert "Which problem set?" in ended.stdout
    assert "exercises/ps1-san-francisco/" in ended.stdout
