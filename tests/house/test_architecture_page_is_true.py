"""The pictures of docs/architecture.md show the house as it is, and its names can be found."""

import ast
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "unsigned_peace"
PAGE = ROOT / "docs" / "architecture.md"
PICTURES = sorted((ROOT / "docs" / "architecture").glob("*.dot"))
ARROW = re.compile(r"^\s*(\w+) -> (\w+)", re.MULTILINE)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports() -> dict[str, set[str]]:
    """Tell which rooms each room imports; `cli` names functions of rooms in its table, too."""
    found = defaultdict(set)
    rooms = {room(path) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.module == "unsigned_peace":
                found[room(path)] |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                first, _, rest = node.module.partition(".")
                if first == "unsigned_peace":
                    found[room(path)].add(rest.partition(".")[0])
    found["cli"] |= (
        set(re.findall(r'"(\w+)\.[\w.]+:\w+"', (PACKAGE / "cli.py").read_text())) & rooms
    )
    return {name: (others & rooms) - {name} for name, others in found.items() if name in rooms}


def reach(arrows: dict[str, set[str]], start: str) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        for other in arrows.get(todo.pop(), set()) - seen:
            seen.add(other)
            todo.append(other)
    return seen


def test_the_picture_shows_every_import_between_rooms() -> None:
    drawn = defaultdict(set)
    for one, other in ARROW.findall((ROOT / "docs/architecture/rooms.dot").read_text()):
        drawn[one].add(other)
    real = imports()
    for name, others in real.items():
        assert others <= reach(drawn, name), f"{name} imports what the picture does not lead to"
    for name, others in drawn.items():
        assert others <= real[name], f"the picture draws an arrow from {name} that is not there"


@pytest.mark.parametrize("source", PICTURES, ids=lambda path: path.stem)
def test_each_picture_was_drawn_from_its_text(source: Path) -> None:
    """Graphviz places things a little differently in each version, so not its bytes count."""
    drawn = source.with_suffix(".svg").read_text(encoding="utf-8")
    titles = set(re.findall(r"<title>([^<]*)</title>", drawn))
    text = source.read_text(encoding="utf-8")
    wanted = {f"{one}&#45;&gt;{other}" for one, other in ARROW.findall(text)}
    assert wanted <= titles, "type: make pictures"
    shown = unescape(re.sub(r"<[^>]*>", "", drawn)).replace("\xa0", " ")
    for words in re.findall(r'label="([^"]+)"', text):
        for line in words.split("\\n"):
            assert line in shown, "type: make pictures"


def test_every_picture_is_shown_with_its_text_alternative() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\(architecture/(\w+)\.svg\)", page)
    assert {name for _, name in shown} == {path.stem for path in PICTURES}
    assert all(len(text.split()) > 15 for text, _ in shown)


def test_every_file_that_the_page_names_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = re.findall(r"`([\w./-]+\.(?:py|js|yml|csv|json|md|ipynb|toml|dot))`", page)
    assert len(named) > 30
    missing = [n for n in named if not (ROOT / n).exists() and not (PACKAGE / n).exists()]
    assert missing == []
