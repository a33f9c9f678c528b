"""The check of package lists finds each disagreement on a broken copy, and all of them at once."""

import ast
import shutil
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from unsigned_peace.checks import package_lists

ROOT = Path(__file__).resolve().parents[2]
LOCKS = tuple(one.name for one in ROOT.glob("requirements*.lock"))
LISTS = ("pyproject.toml", "environment.yml", *LOCKS)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in LISTS:
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_lists_of_the_course_agree() -> None:
    assert [str(problem) for problem in package_lists.problems(ROOT)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("environment.yml", "      - -e .\n", "", "it installs the course"),
        ("environment.yml", "nbgrader==", "nbgrader==0", "environment.yml: nbgrader: is ==0"),
        ("environment.yml", "pandas==", "pandas>=", "environment.yml: pandas: is >="),
        ("environment.yml", "      - pyyaml", "      - seaborn==1\n      - pyyaml", "not among"),
        ("environment.yml", "python=3.11", "python=3.9", "is 3.9, but pyproject.toml asks"),
        ("environment.yml", "python=3.11", "python", "give one version"),
        ("pyproject.toml", '"pandas>=', '"pandas>=9', "asks for pandas<4,>=9"),
        ("pyproject.toml", '"pytest>=', '"pytest-forever>=', "missing, but pyproject.toml asks"),
        ("requirements.lock", "\nanyio==", "\nanyio==0", "but 0"),
        ("requirements.lock", "alembic==", "--index-url https://example.org/\nalembic==", "line 1"),
        ("requirements-dev.lock", "\npytest==", "\nplain==1\npytest==", "plain: has no hash"),
        ("requirements-dev.lock", "\nanyio==", "\nanother==", "anyio: missing"),
        ("requirements-dev.lock", "\ndistributed==", "\nalone==", "distributed: missing"),
        ("requirements-hub.lock", "\njupyterhub==", "\nalone==", "jupyterhub: missing"),
        ("requirements-image.lock", "\njupyterhub==5.5", "\njupyterhub==6.1", "is 6.1"),
        ("requirements-image.lock", "\ndistributed==", "\nalone==", "distributed: missing"),
        ("requirements-hub.lock", "\nanyio==", "\nanyio==0", "requirements-hub.lock: anyio: is 0"),
    ],
)
def test_each_disagreement_is_found(
    copy: Path, file: str, old: str, new: str, message: str
) -> None:
    change(copy / file, old, new)
    found = [str(problem) for problem in package_lists.problems(copy)]
    assert any(message in problem for problem in found), found


def test_all_disagreements_come_at_once(copy: Path) -> None:
    change(copy / "environment.yml", "nbgrader==", "nbgrader==0")
    change(copy / "environment.yml", "python=3.11", "python=3.9")
    change(copy / "requirements-dev.lock", "\nanyio==", "\nanyio==0")
    assert len(package_lists.problems(copy)) == 3


def test_what_the_course_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(chain(project["dependencies"], *project["optional-dependencies"].values()))
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    packages = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "src").rglob("*.py")
        for name in imported(path)
        if name not in sys.stdlib_module_names | {"unsigned_peace", "dask"}  # dask: of distributed
        and not declared & {canonicalize_name(one) for one in packages.get(name, ["?"])}
    }
    assert undeclared == set()


def imported(path: Path) -> set[str]:
    """Return the top-level names of what a module imports from elsewhere."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module)
    return {name.partition(".")[0] for name in found}
