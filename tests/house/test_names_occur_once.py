"""A name leads to one place: no two modules have one file name, no two classes one name."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "unsigned_peace"
MODULES = sorted(PACKAGE.rglob("*.py"))


def files() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        if path.name != "__init__.py":
            yield path.name, str(path.relative_to(PACKAGE))


def classes() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("named", [files, classes])
def test_a_name_occurs_once(named):
    places = defaultdict(list)
    for name, place in named():
        places[name].append(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
