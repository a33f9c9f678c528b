"""Look at a problem set before `nbgrader generate_assignment` makes the students' version of it.

Three accidents would be costly and are easy to have. An instructor who tries the quiz or the
evidence board in the source folder leaves answers there: they would go out to every student, and at
grading nbgrader would copy them over each student's own. What the board exports is a case ready
made for every student. And a students' copy of the quiz that is older than the bank would ask other
questions than the key answers.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from unsigned_peace.grading.students_copy import key_beside, keyless_text, students_copy


def obstacles(source: Path) -> Iterator[str]:
    """Yield what must be put right before the problem set in the folder `source` is released."""
    if (source / "answers").exists():
        yield (
            f"{source / 'answers'} holds answers that you gave while trying the quiz or the board. "
            "They would replace your students' answers at grading. Delete that folder."
        )
    for exported in sorted(source.glob("*.md")):
        yield f"{exported} was saved from an evidence board. Students must not get it: delete it."
    key = key_beside(source)
    copy = students_copy(key)
    if not key.exists():
        if copy.exists():
            yield f"{copy} has no key: {key} is missing. Put it back."
    elif not copy.exists() or copy.read_text(encoding="utf-8") != keyless_text(key):
        yield f"{copy} does not agree with {key.name}. Run: unsigned-peace keyless"


class CheckBeforeRelease(NbGraderPreprocessor):
    """Runs first in `nbgrader generate_assignment` and stops it when something is in the way."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Give the notebook back as it is.

        Raises ValueError with every obstacle. nbgrader then reports it and releases nothing.
        """
        course = self.parent.parent.coursedir
        assignment = resources["nbgrader"]["assignment"]
        source = Path(course.format_path(course.source_directory, ".", assignment)).resolve()
        found = list(obstacles(source))
        if found:
            raise ValueError("\n".join([f"{assignment} cannot be released yet.", *found]))
        return nb, resources
