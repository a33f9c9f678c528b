"""Whether each claim of the article is treated by a module, or listed with the reason."""

import re
from collections.abc import Iterator
from pathlib import Path

from unsigned_peace.checks.course_references import column
from unsigned_peace.shared.problem import Problem

LIST = "docs/teaching.md"
_CLAIM = re.compile(r"\bCLM-\d+\b")
_RANGE = re.compile(r"\bCLM-(\d+) to CLM-(\d+)\b")
_LINK = re.compile(r"\[(CLM-\d+)\]\([^)]*\)")


def problems(root: Path) -> Iterator[Problem]:
    """Yield each claim that no module names and no list excuses, or that both do."""
    lessons = [*(root / "notebooks").glob("*.ipynb"), *(root / "data" / "quizzes").glob("*.yml")]
    named = {claim for path in lessons for claim in claims(path.read_text(encoding="utf-8"))}
    listed = claims((root / LIST).read_text(encoding="utf-8"))
    for claim in sorted(column(root / "data" / "claims.csv", "claim_id")):
        if claim in named and claim in listed:
            yield Problem(LIST, claim, "is in the list, but a module names it; take it out here")
        if claim not in named and claim not in listed:
            yield Problem(LIST, claim, "no module names it; list it here with the reason")


def claims(text: str) -> set[str]:
    """Find the claims that a text names, ranges included.

    >>> sorted(claims("CLM-007, and [CLM-010](claims.md#CLM-010) to CLM-012"))
    ['CLM-007', 'CLM-010', 'CLM-011', 'CLM-012']
    """
    plain = _LINK.sub(r"\1", text)
    named = set(_CLAIM.findall(plain))
    for first, last in _RANGE.findall(plain):
        named |= {f"CLM-{number:03}" for number in range(int(first), int(last) + 1)}
    return named
