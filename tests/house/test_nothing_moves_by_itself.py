"""Who asks the system for less motion gets it: nothing that we draw moves by itself."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOVES = re.compile(r"transition\s*:|animation(-\w+)?\s*:|@keyframes|[\"' :]smooth[\"';]")
DRAWN = sorted(
    file
    for folder in ("js", "src/unsigned_peace")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in {".css", ".js", ".ts", ".j2"}
    and not {"node_modules", "built", "lib", "static"} & set(file.parts)
)


@pytest.mark.parametrize("file", DRAWN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_style_or_script_of_ours_sets_anything_in_motion(file: Path) -> None:
    assert MOVES.findall(file.read_text(encoding="utf-8")) == []
