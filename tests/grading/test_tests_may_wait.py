"""Tests may wait for something, as any cell may; the last check runs them so, too."""

import pytest

from tests.grading.grading_course import check, new_course, solution

pytestmark = pytest.mark.slow


def test_a_test_that_waits_is_marked_and_flags_nobody(tmp_path, ours):
    cells = (
        solution("s1", "async def total():\n    return 52", "async def total():\n    pass\n"),
        check("t1", "assert (await total()) == 52", 2),
        check("t2", "import asyncio\nseen = await asyncio.sleep(0, 52)\nassert seen == 52", 1),
    )
    course = new_course(tmp_path / "course", {"one": cells})
    course.hand_in("right", "a1", course.solve("a1", "one"))
    course.hand_in("blank", "a1")
    assert ours(course) == 0
    assert course.scores("right") == {"t1": (2, False), "t2": (1, False)}
    assert course.scores("blank") == {"t1": (0, False), "t2": (1, False)}
