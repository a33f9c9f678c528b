"""Each `make` command that a page promises can be made, and says what is missing."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
PROMISED = sorted(
    {
        target
        for page in PAGES
        for target in re.findall(r"`make ([a-z][a-z-]*)", page.read_text(encoding="utf-8"))
    }
)


def make(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("target", PROMISED)
def test_each_command_of_a_page_can_be_made(target: str) -> None:
    planned = make("--dry-run", target, "PS=ps1-san-francisco", "ROOM=quiz")
    assert planned.returncode == 0, planned.stderr


def test_without_a_command_the_commands_are_listed() -> None:
    listed = re.findall(r"^  make (\S+) +\w", make().stdout, flags=re.MULTILINE)
    assert {"lab", "check", "test"} <= set(listed)


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


@pytest.mark.parametrize("name", ["", "attic"])
def test_quick_asks_which_room(name: str) -> None:
    ended = make("quick", f"ROOM={name}")
    assert ended.returncode != 0
    assert "Which room?" in ended.stdout
    assert "\nquiz\n" in ended.stdout
