"""What costs points for a reason outside the answers is a line of the report, in the same words."""

import shutil

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode

from tests.grading.grading_course import (
    Course,
    check,
    find,
    locked,
    new_course,
    notebook,
    our_course,
    solution,
    written,
)

pytestmark = pytest.mark.slow

CELLS = (
    solution("s1", "total = 6", "total = None\n"),
    check("t1", "wanted = 6\nassert total == wanted", 1),
    check("t2", "assert total == wanted", 1),
)


def test_tests_in_another_order_are_said_to_be_so(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": CELLS})

    def move(nb: NotebookNode) -> None:
        course.solve("a1", "one")(nb)
        nb.cells.append(nb.cells.pop(nb.cells.index(find(nb, "t1"))))

    course.hand_in("moved", "a1", move)
    course.hand_in("solved", "a1", course.solve("a1", "one"))
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert "Look at: moved: one: The tests stand in another order" in said
    assert "0 flagged, 1 to look at." in said
    assert [course.scores("moved")[one][0] for one in ("t1", "t2")] == [1, 0]


@pytest.mark.parametrize(
    ("later", "second"),
    [("word = 'Peru'", "assert n == 3 and word == 'Peru'"), ("", "word = 'Peru'\nassert n == 3"),
     ("def wanted():\n    return 0", "assert n == 3"), ("import math as word", "assert n == 3")],
)  # fmt: skip
def test_a_test_that_has_been_led_astray_by_a_later_one_waits(tmp_path, ours, later, second):
    setup = "word = 'Okinawa'\ndef wanted():\n    return 3 if word == 'Okinawa' else 0"
    cells = (
        locked("setup", setup),
        solution("s1", "n = 3"),
        check("t1", "assert n == wanted()"),
        *([locked("later", later)] if later else []),
        check("t2", second),
    )
    course = new_course(tmp_path, {"one": cells})

    def move(nb: NotebookNode) -> None:
        find(nb, "s1").source = "n = 0"
        nb.cells.append(nb.cells.pop(nb.cells.index(find(nb, "t1"))))

    course.hand_in("moved", "a1", move)
    assert ours(course) == 0
    assert course.scores("moved") == {"t1": (None, True), "t2": (0, False)}


def test_what_a_step_has_flagged_is_counted_as_flagged(tmp_path, ours, capsys) -> None:
    name = "ps1-san-francisco"
    course = our_course(tmp_path, name)
    folder = course.hand_in("damaged", name)
    (folder / "answers").mkdir(exist_ok=True)
    (folder / "answers" / f"{name}.json").write_text("{", encoding="utf-8")
    assert ours(course, name) == 0
    said = capsys.readouterr().out
    assert "Flagged: damaged: Quiz: The quiz scores 0 and was flagged" in said
    assert "1 flagged." in said
    assert "[...]" not in said


HANDED_IN = {  # in place of one.ipynb: what the line says
    "a1/one.ipynb": "a1/one.ipynb",
    "One.IPYNB": "One.IPYNB",
    "one.ipynb.txt": "one.ipynb.txt",
    "one.json": "one.json",
    "ann one (2).ipynb": "ann one (2).ipynb",
    "final.ipynb": "final.ipynb",
    "._one.ipynb": "",
    "__MACOSX/one.ipynb": "",
    "essay.pdf": "",
    "sub/one.pdf": "sub/one.pdf",
}


def test_a_notebook_of_another_name_or_place_is_named_with_what_to_do(tmp_path, ours, capsys):
    course = new_course(tmp_path, {"one": CELLS})
    for number, name in enumerate(HANDED_IN):
        folder = course.hand_in(f"s{number}", "a1")
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / "one.ipynb").rename(folder / name)
    assert ours(course) == 1
    said = capsys.readouterr().out.splitlines()
    for number, found in enumerate(HANDED_IN.values()):
        (line,) = (one for one in said if one.startswith(f"Failed: s{number}:"))
        hint = f" There is {found}: rename or move it if it is the one." if found else ""
        assert line.endswith(f"one.ipynb is missing.{hint}")


def test_a_copy_beside_the_notebook_is_named(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    folder = course.hand_in("ann", "a1", course.solve("a1", "one"))
    for name in ("one-Copy1", "scratch", ".~one"):
        shutil.copy(folder / "one.ipynb", folder / f"{name}.ipynb")
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert "Look at: ann: one-Copy1.ipynb was not graded. If it has the work, name it one." in said
    assert "scratch" not in said
    assert course.scores("ann") == {"t1": (1, False), "t2": (1, False)}


def test_a_lost_or_doubled_cell_that_a_person_marks_is_named(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": (*CELLS, written("essay"))})

    def lose(nb: NotebookNode) -> None:
        find(nb, "essay").metadata.pop("nbgrader")

    course.hand_in("lost", "a1", lose)
    course.hand_in("twice", "a1", lambda nb: nb.cells.append(find(nb, "essay")))
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert "Look at: lost: one: The cell essay, which a person marks, is missing." in said
    assert "Look at: twice: one: The cell essay is there 2 times." in said
    assert course.scores("lost") == {"t1": (0, False), "t2": (0, False), "essay": (None, True)}


def test_a_lost_test_that_nbgrader_puts_back_counts_and_is_said_to_be_so(tmp_path, ours, capsys):
    course = new_course(tmp_path, {"one": CELLS}, OverwriteCells__add_missing_cells="True")

    def lose(nb: NotebookNode) -> None:
        course.solve("a1", "one")(nb)
        nb.cells.remove(find(nb, "t2"))

    course.hand_in("ann", "a1", lose)
    course.hand_in("bob", "a1", lambda nb: nb.cells.clear())  # nbgrader knows no place for them
    assert ours(course) == 1
    said = capsys.readouterr().out
    assert "Look at: ann: one: The cell t2 was missing. nbgrader has put it back." in said
    assert "Failed: bob: KeyError: 's1'. This was OverwriteCells, of one.ipynb." in said
    assert course.scores("ann") == {"t1": (1, False), "t2": (1, False)}


def test_after_a_change_by_the_instructor_the_way_to_marks_is_said(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    for student in ("ann", "bob", "eve"):
        course.hand_in(student, "a1", course.solve("a1", "one"))
    course.hand_in("zoe", "a1", lambda nb: nb.cells.remove(find(nb, "t1")))
    assert ours(course) == 0
    assert "have the same flag" not in capsys.readouterr().out
    changed = (CELLS[0], check("t1", "assert total == 6", 3), CELLS[2])
    nbformat.write(notebook(*changed), course.source("a1") / "one.ipynb")
    course.generate("a1")
    assert ours(course, force=True) == 0
    assert "3 of 4 have the same flag. Did you change the assignment" in capsys.readouterr().out
    assert ours(course, force=True, extra=("--Grader.flag_tampering=False",)) == 0
    assert "have the same flag" not in capsys.readouterr().out
    assert course.scores("ann")["t1"] == (3, False)
    assert not _flagged(course)


def test_a_flag_goes_when_there_is_nothing_to_flag_any_more(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": CELLS})

    def change(nb: NotebookNode) -> None:
        course.solve("a1", "one")(nb)
        find(nb, "t1").source = "assert True"

    course.hand_in("changed", "a1", change)
    course.hand_in("doubted", "a1", course.solve("a1", "one"))
    assert ours(course) == 0
    assert _flagged(course) == {"changed"}
    with course.gradebook() as book:
        book.find_submission_notebook("one", "a1", "doubted").flagged = True  # by a person
        book.db.commit()
    shutil.rmtree(course.root / "submitted" / "changed")
    course.hand_in("changed", "a1", course.solve("a1", "one"))
    assert ours(course, force=True) == 0
    assert course.scores("changed")["t1"] == (1, False)
    assert _flagged(course) == {"doubted"}


def _flagged(course: Course) -> set[str]:
    with course.gradebook() as book:
        found = book.notebook_submissions("one", "a1")
        return {one.student.id for one in found if one.flagged}


def test_the_cell_that_has_ended_the_run_is_named(tmp_path, ours, capsys) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    ends = "import os\nos._exit(3)"
    course.hand_in("ann", "a1", lambda nb: find(nb, "s1").update(source=ends))
    (course.root / "submitted/bo/a1").mkdir(parents=True)
    (course.root / "submitted/bo/a1/one.ipynb").write_text(" ")
    assert ours(course) == 1
    said = capsys.readouterr().out
    assert "Look at: ann: one: Cell [1] ended the run. The notebook ended its own process" in said
    assert "one.ipynb is empty. Let it be saved in JupyterLab and handed in again." in said
    for test in ("t1", "t2"):
        [shown] = find(course.autograded("ann", "a1", "one"), test).outputs
        assert shown.evalue.startswith("Not run. Cell [1] ended the run.")
