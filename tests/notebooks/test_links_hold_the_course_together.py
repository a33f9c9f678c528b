"""Links hold the course together: names at their first mention, modules in their order."""

import itertools
import json
import re
from pathlib import Path

import pytest
import yaml

from unsigned_peace.checks.markdown import links
from unsigned_peace.checks.notes import LIST, in_text

ROOT = Path(__file__).resolve().parents[2]
MODULES = yaml.safe_load((ROOT / "data/course.yml").read_text(encoding="utf-8"))["modules"]
LESSONS = [module["notebook"] for module in MODULES]


def prose(lesson: str) -> str:
    cells = json.loads((ROOT / f"notebooks/{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(in_text("".join(c["source"])) for c in cells if told(c))


def told(cell: dict) -> bool:
    return cell["cell_type"] == "markdown" and cell["id"] != LIST


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_name_that_is_explained_is_linked_where_it_comes_first(lesson: str) -> None:
    text = prose(lesson)
    late = []
    for _, label, target in links(text):
        if "names.md#" in target:
            first = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text)
            if first and text[first.start() - 1] != "[":
                late.append(f"{label}: ...{text[first.start() - 40 : first.end() + 10]}...")
    assert late == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_link_to_a_name_arrives(lesson: str) -> None:
    page = (ROOT / "docs/names.md").read_text(encoding="utf-8")
    anchors = {line.lstrip("# ").replace(" ", "-") for line in page.splitlines() if line[:1] == "#"}
    targets = {t.split("#")[1] for _, _, t in links(prose(lesson)) if "names.md#" in t}
    assert targets - anchors == set()


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_text_shows_the_number_of_a_row_that_leads_nowhere(lesson: str) -> None:
    assert re.findall(r"\b(?:EVT|GLO|IFX|PER|PLA|POL|POS)-\d+", prose(lesson)) == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_numbers_of_two_notes_are_not_read_as_one(lesson: str) -> None:
    assert "</sup><sup>" not in (ROOT / f"notebooks/{lesson}.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lesson", "following"), list(itertools.pairwise(LESSONS)))
def test_each_module_leads_to_the_next(lesson: str, following: str) -> None:
    text = prose(lesson)
    number = following[:2].lstrip("0")
    assert f"{following}.ipynb" in text or f"module {number}" in text.lower()


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_number_of_a_claim_is_a_link_that_arrives(lesson: str) -> None:
    page = (ROOT / "docs/claims.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^### (CLM-\d+)$", page, flags=re.MULTILINE))
    numbers = re.findall(r"CLM-\d+", re.sub(r"\]\([^)]*\)", "]", prose(lesson)))
    linked = [label for _, label, target in links(prose(lesson)) if target.endswith(f"#{label}")]
    claims = [label for label in linked if label.startswith("CLM-")]
    assert claims == numbers
    assert set(claims) <= known
