"""The pages of the kit say only what has a source, and comment on every box that nobody marks."""

import json
import re
from pathlib import Path

import pytest
import yaml

from unsigned_peace import data
from unsigned_peace.checks import readability, study_time
from unsigned_peace.grading.kit import slides

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT / "docs" / "kit"
MODULES = list(yaml.safe_load((ROOT / slides.LIST).read_text(encoding="utf-8")))
PAGES = sorted(path.name for path in KIT.glob("*.md") if "to-print" not in path.name)
MINUTES = re.compile(r"^\| (\d+)-(\d+) \|", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_sources_exist_and_the_words_are_plain(page: str) -> None:
    text = (KIT / page).read_text(encoding="utf-8")
    cited = set(re.findall(r"sources\.md#([^)]+)", text))
    assert cited <= set(data.known_sources())
    hard = [fault for part in text.split("\n## ") for fault in readability.faults(part)]
    assert hard == []
    assert list(readability.idioms(text, readability.read_idioms(ROOT))) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_meeting_fills_its_ninety_minutes_without_a_gap(module: str) -> None:
    text = (KIT / f"{module}.md").read_text(encoding="utf-8")
    parts = [(int(start), int(end)) for start, end in MINUTES.findall(text)]
    assert parts[0][0] == 0
    assert parts[-1][1] == 90
    assert [end for _, end in parts[:-1]] == [start for start, _ in parts[1:]]


@pytest.mark.parametrize("module", MODULES)
def test_every_box_that_nobody_marks_has_a_comment(module: str) -> None:
    cells = json.loads((ROOT / f"notebooks/{module}.ipynb").read_text(encoding="utf-8"))["cells"]
    boxes = [one for one in cells if "".join(one["source"]).startswith(study_time.ANSWER)]
    text = (KIT / f"{module}.md").read_text(encoding="utf-8")
    comments = text.partition("## The boxes that nobody marks")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\*\*", comments, re.MULTILINE)) >= max(1, len(boxes))
    for box in boxes:
        words = re.match(r"(My [a-z]+( sentences)?)", "".join(box["source"]))[1]
        assert words in comments
