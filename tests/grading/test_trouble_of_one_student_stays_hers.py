"""One gradebook for a whole class: one student's trouble is not the next one's."""

import pytest

from tests.grading.grading_course import check, new_course, solution
from unsigned_peace.grading.foreign.gradebook import one_gradebook

pytestmark = pytest.mark.slow  # each course is made by nbgrader


def test_after_a_failure_the_next_one_is_entered(tmp_path):
    cells = (solution("s1", "x = 1"), check("t1", "assert x == 1", 2))
    course = new_course(tmp_path, {"one": cells})
    url = course.api().coursedir.db_url
    with one_gradebook(url, "small") as book:
        for student, fails in (("ann", True), ("bob", False), ("eve", True), ("zoe", False)):
            book.update_or_create_student(student)
            book.update_or_create_submission("a1", student)
            cell = book.find_graded_cell("t1", "one", "a1")
            book.find_grade("t1", "one", "a1", student).auto_score = cell.max_score
            book.undo() if fails else book.save()
    assert course.scores("ann") == course.scores("eve") == {}
    assert course.scores("bob") == course.scores("zoe") == {"t1": (2.0, True)}


def test_what_stands_in_the_way_of_a_given_file_gives_way(tmp_path, ours) -> None:
    cells = (solution("s1", "x = 1"), check("t1", "assert open('data/a.csv').read() == 'a'", 2))
    course = new_course(tmp_path, {"one": cells})
    given = course.source("a1") / "data" / "a.csv"
    given.parent.mkdir()
    given.write_text("a", encoding="utf-8")
    (course.hand_in("folder", "a1") / "data" / "a.csv" / "mine").mkdir(parents=True)
    (course.hand_in("file", "a1") / "data").write_text("mine", encoding="utf-8")
    assert ours(course) == 0
    assert course.scores("folder") == course.scores("file") == {"t1": (2, False)}


def test_a_name_with_brackets_is_no_pattern_and_one_in_two_lines_stops_nobody(
    tmp_path, ours, capsys
) -> None:
    cells = (solution("s1", "x = 1"), check("t1", "assert x == 1", 2))
    course = new_course(tmp_path, {"öne": cells})
    for student in ("ann", "[1] bob", "a\nb"):
        course.hand_in(student, "a1", course.solve("a1", "öne"))
    folder = course.hand_in("mac", "a1")
    (folder / "öne.ipynb").rename(folder / "o\u0308ne.ipynb")
    assert ours(course, students=("[1] bob",)) == 0
    assert ours(course) == 1
    assert course.scores("ann") == course.scores("[1] bob") == {"t1": (2, False)}
    assert "Its letters have another code, as on a Mac." in capsys.readouterr().out


def test_who_is_not_in_the_gradebook_is_not_done(tmp_path, ours, capsys) -> None:
    cells = (solution("s1", "x = 1"), check("t1", "assert x == 1", 2))
    course = new_course(tmp_path, {"one": cells})
    for student in ("ann", "bob"):
        course.hand_in(student, "a1", course.solve("a1", "one"))
    assert ours(course) == 0
    with course.gradebook() as book:
        book.remove_student("ann")
    capsys.readouterr()
    assert ours(course) == 0
    assert "1 done already" in capsys.readouterr().out
    assert course.scores("ann") == course.scores("bob") == {"t1": (2, False)}
