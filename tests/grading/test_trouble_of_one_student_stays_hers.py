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
