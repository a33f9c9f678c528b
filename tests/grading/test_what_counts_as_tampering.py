"""A person is called for what has to do with marks; a note in a text to read is no tampering."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from unsigned_peace.grading.engine.structure import NOTED, look
from unsigned_peace.grading.foreign.gradebook import Known


def known(kind: str, points: float | None = None) -> Known:
    graded = points is not None
    return Known(
        name="one",
        cell_type=kind,
        source="As it was.",
        locked=True,
        grade=graded and kind == "code",
        solution=False,
        task=graded and kind != "code",
        points=points,
    )


def seen(truth: Known, *texts: str) -> dict[str, str]:
    make = new_code_cell if truth.cell_type == "code" else new_markdown_cell
    marks = {"grade_id": "one", "locked": True, "points": truth.points, "grade": truth.grade}
    marks |= {"task": truth.task, "solution": False}
    cells = [make(text, metadata={"nbgrader": dict(marks)}) for text in texts]
    marked = {"one": {"locked", "left-out"}}
    return look(new_notebook(cells=cells), {"one": truth}, lambda one: [one.source], marked)


@pytest.mark.parametrize("texts", [["As it was. A note of mine."], ["As it was.", "As it was."]])
def test_a_note_in_a_text_to_read_and_a_copy_of_it_call_nobody(texts) -> None:
    assert seen(known("markdown"), *texts) == {}


def test_an_answer_in_the_cell_of_a_task_is_to_be_read_and_no_tampering() -> None:
    truth = known("markdown", 2.0)
    [(said, touched)] = seen(truth, "As it was. My answer.").items()
    assert "read the answer in the notebook that was handed in" in said
    assert seen(truth, "As it was.", "As it was.") == {"The cell one is there 2 times.": NOTED}
    assert (touched, seen(truth, "As it was.")) == (NOTED, {})


@pytest.mark.parametrize("truth", [known("code"), known("code", 2.0)])
@pytest.mark.parametrize("texts", [["As it was. A note of mine."], ["As it was.", "As it was."]])
def test_a_change_of_code_calls_a_person(truth, texts) -> None:
    assert seen(truth, *texts)
    assert seen(truth, "As it was.") == {}


@pytest.mark.parametrize(
    ("released", "handed_in", "kept", "called"),
    [({"skip-execution"}, ["skip-execution"], ["skip-execution"], False),
     (set(), ["skip-execution", "mine"], [], True), ({"slow"}, ["mine", "slow"], ["slow"], False)],
)  # fmt: skip
def test_only_a_tag_of_the_instructors_can_keep_a_cell_from_running(
    released, handed_in, kept, called
) -> None:
    truth = known("code")
    cell = new_code_cell(truth.source, metadata={"nbgrader": {"grade_id": "one", "locked": True}})
    cell.metadata["tags"] = handed_in
    texts = lambda one: [one.source]  # noqa: E731
    found = look(new_notebook(cells=[cell]), {"one": truth}, texts, {"one": released})
    assert cell.metadata["tags"] == kept
    assert bool(found) == called
