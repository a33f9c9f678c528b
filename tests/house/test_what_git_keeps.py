"""What git keeps: nothing of one machine, a licence for each part, nobody's answers."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    *(".cff", ".cfg", ".css", ".csv", ".geojson", ".html", ".ipynb", ".j2", ".js", ".json"),
    *(".lock", ".md", ".mjs", ".py", ".sh", ".toml", ".ts", ".txt", ".xml", ".yaml", ".yml", ""),
}
# Folders that exist on one machine only.
MACHINE = re.compile(r"/home/[a-z]|/Users/[A-Za-z]|C:\\Users|/(?:root)/|(?<![\w./-])/(?:work)/")
# Servers that hand out packages: everyone has the ones of their own settings.
SERVER = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|registry\.yarnpkg|/simple/")


def kept() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_machine_and_no_package_server_is_named() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in kept()
        if path.suffix in TEXT and path.is_file() and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE.search(line) or (path.suffix != ".md" and SERVER.search(line))
    ]
    assert found == []


def test_work_of_students_and_instructors_is_not_kept() -> None:
    made = re.compile(r"(^|/)answers/|\.ipynb_checkpoints|gradebook\.db|^(submitted|release)/")
    names = [path.relative_to(ROOT).as_posix() for path in kept()]
    assert [name for name in names if made.search(name)] == []


@pytest.mark.parametrize("folder", ["js", "js/lab", "tests/browser", "deploy/jupyterhub"])
def test_npm_lock_has_a_hash_for_each_package_and_no_server(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name


def test_licences_stand_where_they_are_promised() -> None:
    code = (ROOT / "LICENSE").read_text(encoding="utf-8")
    content = (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert code.startswith("MIT License")
    assert "CC-BY-4.0" in content
    assert "creativecommons.org/licenses/by/4.0/legalcode" in content
    assert cited["license"] == ["MIT", "CC-BY-4.0"]
    assert str(cited["version"]) == project["version"]
    assert project["license-files"] == ["LICENSE", "LICENSE-CONTENT"]
    fonts = [path for path in kept() if path.suffix in {".ttf", ".otf"}]
    for folder in {path.parent for path in fonts}:
        assert any("LICEN" in path.name.upper() or "OFL" in path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        *sorted(
            path.relative_to(ROOT).as_posix()
            for folder in ("docs", "docs/kit")
            for path in (ROOT / folder).glob("*.md")
        ),
    ],
)
def test_links_of_the_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(<?([^)#\s>]+)[^)]*\)", text)
    inside = [target for target in targets if not re.match(r"[a-z]+:", target)]
    missing = [target for target in inside if not (path.parent / target).exists()]
    assert missing == []


def test_a_downloaded_archive_is_a_student_edition(tmp_path: Path) -> None:
    archive = tmp_path / "course.tar"
    subprocess.run(
        ["git", "archive", "--worktree-attributes", f"--output={archive}", "HEAD"],
        cwd=ROOT,
        check=True,
    )
    subprocess.run(["tar", "-xf", archive, "-C", tmp_path], check=True)
    for name in ("exercises", "docs/rubrics", "docs/kit", "tests", ".ci"):
        assert not (tmp_path / name).exists(), name
    assert list(tmp_path.rglob("exam-bank*")) == []
    for name in ("lab.py", "Makefile", "requirements.lock", "notebooks/00-start-here.ipynb"):
        assert (tmp_path / name).exists(), name
    solutions = [path for path in tmp_path.rglob("*.ipynb") if "BEGIN SOLUTION" in path.read_text()]
    assert solutions == []
