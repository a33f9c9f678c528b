"""What costs points for a reason outside the answers is a line of the report, in the same words."""

import pytest
from nbformat.notebooknode import NotebookNode

from tests.grading.grading_course import check, find, locked, new_course, our_course, solution

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
