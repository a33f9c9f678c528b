"""Our feedback pages are nbgrader's."""

import contextlib
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.grading.grading_course import Course, check, find, new_course, solution, twin, written
from unsigned_peace.grading.engine.feedback import feedback
from unsigned_peace.grading.engine.course import Options

pytestmark = pytest.mark.slow

CELLS = (
    new_markdown_cell(
        "# One\n\n$x^2$ and `code`, <b>bold</b>, ![a picture](data:image/png;base64,)"
    ),
    solution("s1", "total = 6", "total = None\n"),
    check("t1", "assert total == 6, f'not {total}'", 2),
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
