"""A student may derive her class from a list where the solution's class holds one."""

import pytest

from tests.grading.grading_course import check, find, new_course, solution

pytestmark = pytest.mark.slow

PLAIN = (
    "class Stack:\n    def __init__(self):\n        self.rows = []\n"
    "    def push(self, row):\n        self.rows.append(row)\n"
    "    def __len__(self):\n        return len(self.rows)\n"
    "def filled(*rows):\n    stack = Stack()\n    for row in rows:\n        stack.push(row)\n"
    "    return stack"
)
CELLS = (
    solution("s1", PLAIN, "Stack = filled = None\n"),
    check("t1", "stack = Stack()\nstack.push('Kozyrev')\nassert len(stack) == 1", 1),
    check("t2", "stack = filled(1, 2)\nstack.push(3)\nassert len(stack) == 3", 1),
    check("t3", "assert len(filled()) == 0", 1),
)
OTHERS = {
    "list": "class Stack(list):\n    def push(self, row):\n        self.append(row)\n",
    "deque": "from collections import deque\nclass Stack(deque):\n    push = deque.append\n",
    "wrong": "class Stack(list):\n    def push(self, row):\n        self.append(row)\n"
    "    def __len__(self):\n        return 7\n",
}


def test_each_gets_the_points_that_nbgrader_gives(tmp_path, ours) -> None:
    course = new_course(tmp_path, {"one": CELLS})
    for name, source in OTHERS.items():

        def work(nb, source=source) -> None:
            find(nb, "s1").source = source + PLAIN[PLAIN.index("def filled") :]

        course.hand_in(name, "a1", work)
    assert ours(course) == 0
    points = {name: [course.scores(name)[one][0] for one in ("t1", "t2", "t3")] for name in OTHERS}
    assert points == {"list": [1, 1, 1], "deque": [1, 1, 1], "wrong": [0, 0, 0]}
