"""Notebooks read the folders that an instructor names, wherever they lie, and change nothing."""

import pytest

from tests.grading.grading_course import check, new_course, solution

pytestmark = pytest.mark.slow


def test_a_named_folder_is_seen_and_cannot_be_changed(tmp_path, ours):
    """The folder of this test lies in the machine's /tmp, over which each notebook has its own."""
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "islands.txt").write_text("Iturup / Etorofu", encoding="utf-8")
    read = f"from pathlib import Path\nmaps = Path({str(maps)!r})\n"
    cells = (
        solution("s1", read + "text = (maps / 'islands.txt').read_text()", "text = ''\n"),
        check("t1", "assert text == 'Iturup / Etorofu'", 2),
        solution(
            "s2",
            "refused = 0\n"
            "for change in (lambda: (maps / 'new.txt').write_text('x'),\n"
            "               lambda: maps.rename('/tmp/elsewhere'),\n"
            "               lambda: maps.parents[-3].rename('/tmp/elsewhere')):\n"
            "    try:\n        change()\n    except OSError:\n        refused += 1",
            "refused = 0\n",
        ),
        check("t2", "assert refused == 3", 1),
    )
    course = new_course(tmp_path / "course", {"one": cells}, Grader__visible=f"[{str(maps)!r}]")
    course.hand_in("right", "a1", course.solve("a1", "one"))
    assert ours(course) == 0
    assert course.scores("right") == {"t1": (2, False), "t2": (1, False)}
    assert [one.name for one in maps.iterdir()] == ["islands.txt"]
