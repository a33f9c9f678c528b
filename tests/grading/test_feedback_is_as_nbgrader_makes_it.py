"""Our feedback pages are nbgrader's."""

import contextlib
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.grading.grading_course import (
    HIDDEN,
    Course,
    check,
    find,
    new_course,
    solution,
    twin,
    written,
)
from unsigned_peace.grading.engine import feedback as writing
from unsigned_peace.grading.engine.course import Options
from unsigned_peace.grading.engine.feedback import Feedback, feedback
from unsigned_peace.grading.engine.submissions import Submission

pytestmark = pytest.mark.slow

CELLS = (
    new_markdown_cell(
        "# One\n\n$x^2$ and `code`, <b>bold</b>, ![a picture](data:image/png;base64,)"
    ),
    solution("s1", "total = 6", "total = None\n"),
    check("t1", "total\n" + HIDDEN.format("assert total == 6, f'not {total}'"), 2),
    written("essay", 5),
)


def odd(nb: NotebookNode) -> None:
    """Show what is hard to write down in a page."""
    find(nb, "essay").source = "An <img src=odd> & <script>let x = '<p>'</script> </div> <!-- open"
    nb.cells.insert(1, new_code_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"))
    nb.cells.insert(
        2, new_code_cell("from IPython.display import HTML\nHTML('<img src=\"x\"><td>')")
    )
    nb.cells.insert(3, new_code_cell("%%bash\necho '<&>'"))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A graded course."""
    made = new_course(tmp_path_factory.mktemp("course"), {"one": CELLS, "two": CELLS[1:3]})
    made.hand_in("blank", "a1")
    made.hand_in("right", "a1", {name: made.solve("a1", name) for name in ("one", "two")})
    made.hand_in("odd", "a1", {"one": odd})
    assert made.vanilla("a1")["success"]
    with made.gradebook() as book:
        comment = book.find_comment("essay", "one", "a1", "right")
        comment.manual_comment = "Good: *clear* & <short>."
        book.db.commit()
    return made


def write(course: Course, **options: object) -> int:
    with contextlib.chdir(course.root):
        return feedback(Options("a1", **options))


def pages(course: Course) -> dict[str, str]:
    folder = course.root / "feedback"
    return {
        str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.glob("[!.]*/*/*")
    }


def meaning(page: str) -> str:
    """What a browser would read, without random ids."""
    return re.sub(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", str(BeautifulSoup(page, "html.parser"))
    )


def test_the_pages_are_those_of_nbgrader(course: Course, tmp_path: Path):
    other = twin(course, tmp_path / "other")
    assert other.api().generate_feedback("a1")["success"]
    assert write(course, force=True) == 0
    ours, theirs = pages(course), pages(other)
    assert ours.keys() == theirs.keys()
    assert len([name for name in ours if name.endswith(".html")]) == 6
    for name, page in ours.items():
        assert meaning(page) == meaning(theirs[name]), name


def test_what_is_written_is_left_alone(course: Course, capsys):
    assert write(course, force=True) == 0
    page = next((course.root / "feedback" / "right" / "a1").glob("*.html"))
    before = page.stat().st_mtime_ns
    assert write(course) == 0
    assert "3 done already" in capsys.readouterr().out
    assert page.stat().st_mtime_ns == before


def test_one_damaged_submission_stops_nobody(course: Course, tmp_path: Path, capsys):
    other = twin(course, tmp_path / "other")
    damaged = other.root / "autograded" / "blank" / "a1" / "one.ipynb"
    shutil.rmtree(other.root / "feedback", ignore_errors=True)
    damaged.chmod(0o644)
    damaged.write_text("{", encoding="utf-8")
    assert write(other, force=True) == 1
    said = capsys.readouterr().out
    assert "Failed: blank: NotJSONError" in said
    assert "2 written, 1 failed" in said
    assert not (other.root / "feedback" / "blank").exists()
    assert (other.root / "feedback" / "right" / "a1" / "two.html").exists()


def settings(course: Course, *lines: str) -> None:
    """Add lines to the settings of a course."""
    config = course.root / "nbgrader_config.py"
    config.write_text("\n".join([config.read_text(encoding="utf-8"), *lines]), encoding="utf-8")


def page(course: Course, student: str) -> BeautifulSoup:
    """Write the pages of a class anew and give a student's first one, as a browser reads it."""
    assert write(course, force=True) == 0
    return BeautifulSoup(pages(course)[f"{student}/a1/one.html"], "html.parser")


@pytest.mark.parametrize("shown", [True, False])
def test_hidden_tests_are_shown_as_the_instructor_wants(course: Course, tmp_path: Path, shown):
    other = twin(course, tmp_path / "other")
    settings(other, f"c.Grader.show_hidden_tests = {shown}")
    text = page(other, "blank").get_text()
    assert ("assert total == 6" in text) is shown  # neither in the cell nor in the traceback
    assert "AssertionError" in text
    assert "not None" in text


def test_no_error_and_no_warning_quotes_a_hidden_line(tmp_path: Path, ours):
    hidden = "def close(n):\n    wanted = 6\n    assert n == wanted, 'not near'\nassert ~even == -2"
    cells = (
        solution("s1", "total, even = 6, 1", "total = even = None\n"),
        check("t1", f"assert even\n{HIDDEN.format(hidden)}\nshown = 5"),
        check("t2", "close(total)"),
    )
    course = new_course(tmp_path, {"one": cells}, Grader__show_hidden_tests="False")
    course.hand_in("warned", "a1", lambda nb: find(nb, "s1").update(source="total, even = 7, True"))
    course.hand_in("wrong", "a1", lambda nb: find(nb, "s1").update(source="total, even = 7, 1"))
    assert ours(course) == 0
    written = {name: page(course, name).get_text() for name in ("warned", "wrong")}
    for text in written.values():
        assert not [line for line in hidden.splitlines() if line.strip() in text]
        assert "shown = 5" in text
    assert "AssertionError: not near" in written["wrong"]


def test_by_the_button_hidden_tests_are_hidden_too(course: Course, tmp_path: Path):
    other = twin(course, tmp_path / "other")
    settings(
        other,
        "from unsigned_peace.grading.engine.pipeline import use_sandbox",
        "use_sandbox(c)",
        "c.Grader.show_hidden_tests = False",
    )
    assert other.api().generate_feedback("a1", force=True)["success"]
    assert "assert total == 6" not in pages(other)["blank/a1/one.html"]


def test_an_error_is_put_into_a_sentence_above_its_traceback(course, tmp_path, monkeypatch):
    (tmp_path / "kind_words.py").write_text(
        "def explain(name, message, source, traceback):\n"
        "    assert '\\x1b' not in traceback\n"
        "    return f'<{name}> in {len(source)} letters: {message}.'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    other = twin(course, tmp_path / "other")
    settings(other, "c.Grader.explain_error = 'kind_words:explain'")
    found = page(other, "blank").find("strong", string=re.compile("<AssertionError> in "))
    assert found.text.endswith("letters: not None.")
    assert "Traceback" in found.find_next("pre").text


def test_an_explanation_that_fails_costs_no_page(course, tmp_path, monkeypatch):
    (tmp_path / "unkind_words.py").write_text("def explain(*texts):\n    raise KeyError('no')\n")
    monkeypatch.syspath_prepend(tmp_path)
    other = twin(course, tmp_path / "other")
    settings(other, "c.Grader.explain_error = 'unkind_words:explain'")
    assert "not None" in page(other, "blank").get_text()


def test_a_name_that_is_no_function_is_said_before_anything_is_written(course, tmp_path, capsys):
    other = twin(course, tmp_path / "other")
    settings(other, "c.Grader.explain_error = 'no_such_module:explain'")
    assert write(other, force=True) == 2
    assert "c.Grader.explain_error" in capsys.readouterr().err


BROKEN = {
    "a picture that was pasted, and is lost": lambda nb: nb.cells.insert(
        1, new_markdown_cell("My *map*: ![map](attachment:map.png)")
    ),
    "attachments of a wrong form": lambda nb: nb.cells.insert(
        1, new_markdown_cell("![map](attachment:map.png)", attachments={"map.png": {}})
    ),
    "widgets without their state": lambda nb: nb.metadata.update(
        widgets={"application/vnd.jupyter.widget-state+json": {"version_major": 2}}
    ),
    "the state of widgets of another program": lambda nb: nb.metadata.update(widgets={"x": 1}),
    "a widget without its name": lambda nb: nb.cells[1].outputs.append(
        new_output("display_data", {"application/vnd.jupyter.widget-view+json": {}})
    ),
    "a table of data that is none": lambda nb: nb.cells[1].outputs.append(
        new_output("display_data", {"image/png": ["one", "two"], "text/html": ["a", "b"]})
    ),
}


def damage(course: Course, change: Callable[[NotebookNode], object]) -> None:
    """Change a graded notebook of the student who handed in nothing else."""
    file = course.root / "autograded" / "blank" / "a1" / "one.ipynb"
    notebook = nbformat.read(file, as_version=4)
    change(notebook)
    file.chmod(0o644)
    file.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_shown_never_costs_the_page(course: Course, tmp_path: Path, kind: str):
    other = twin(course, tmp_path / "other")
    damage(other, BROKEN[kind])
    shown = page(other, "blank")
    text = shown.get_text()
    assert "AssertionError" in text  # the rest of the page is there
    assert "Score: 0.0 / 2.0" in " ".join(text.split())
    if "lost" in kind:
        assert "cannot be shown" in text
        assert "![map](attachment:map.png)" in text


def test_a_text_that_takes_hours_to_show_is_left_out(course, tmp_path, monkeypatch):
    other = twin(course, tmp_path / "other")
    endless = "\\begin{a}" * 100_000
    damage(other, lambda nb: nb.cells.extend(new_markdown_cell(endless) for _ in range(9)))
    monkeypatch.setattr(writing, "_PAGE_SECONDS", 5)
    monkeypatch.setattr(writing, "_PART_SECONDS", 1)
    text = page(other, "blank").get_text()
    assert "cannot be shown: it takes longer than" in text
    assert "cannot be shown: the whole page takes too long" in text
    assert "AssertionError" in text


def test_a_process_that_dies_costs_one_student_the_pages(course, tmp_path, monkeypatch, capsys):
    other = twin(course, tmp_path / "other")
    build = Feedback.build

    def deadly(self: Feedback, submission: Submission, stage: Path) -> None:
        if submission.student == "odd":
            os._exit(9)
        build(self, submission, stage)

    monkeypatch.setattr(Feedback, "build", deadly)
    assert write(other, force=True) == 1
    said = capsys.readouterr().out
    assert "Failed: odd: " in said
    assert "2 written, 1 failed" in said


def test_a_folder_that_cannot_be_written_is_named_and_others_are_served(course, tmp_path, capsys):
    other = twin(course, tmp_path / "other")
    assert write(other, force=True) == 0
    capsys.readouterr()
    shutil.rmtree(other.root / "feedback" / "blank")
    (other.root / "feedback" / "blank").write_text("a file in the place of the folder")
    assert write(other, force=True) == 1
    said = capsys.readouterr().out
    assert "Failed: blank: " in said
    assert "feedback/blank" in said
    assert "run the same command again" in said
    assert "2 written, 1 failed" in said
