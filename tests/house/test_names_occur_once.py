"""A name leads to one place: no two modules or tests have one file name, no two kinds one name."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "unsigned_peace"
OF_PYTHON = {"__init__.py", "conftest.py"}  # files with a name that Python or pytest looks for
KIND = re.compile(r"_?[A-Z][a-z]\w*")


def files() -> Iterator[tuple[str, str]]:
    for folder in (PACKAGE, ROOT / "tests"):
        for path in folder.rglob("*.py"):
            if path.name not in OF_PYTHON:
                yield path.name, str(path.relative_to(ROOT))


def kinds() -> Iterator[tuple[str, str]]:
    """Classes, and names that a module gives to types that have one already."""
    for path in PACKAGE.rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        classes = (node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef))
        assigned = (node for node in module.body if isinstance(node, ast.Assign))
        targets = (target for node in assigned for target in node.targets)
        aliases = (
            target.id
            for target in targets
            if isinstance(target, ast.Name) and KIND.fullmatch(target.id)
        )
        for name in (*classes, *aliases):
            yield name, str(path.relative_to(ROOT))


@pytest.mark.parametrize("named", [files, kinds])
def test_a_name_occurs_once(named):
    places = defaultdict(list)
    for name, place in named():
        places[name].append(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
