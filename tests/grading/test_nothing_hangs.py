"""What honest notebooks do with widgets, displays and magics ends in time, and costs nothing."""

import resource
import time
from pathlib import Path

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.conftest import grade_here
from tests.grading.grading_course import Course, check, find, new_course, solution

pytestmark = pytest.mark.slow

FIGURES = """import ipywidgets, numpy
import matplotlib.pyplot as plt
out = ipywidgets.Output()
with out:
    for _ in range(2):
        plt.figure(figsize=(12, 9)); plt.imshow(numpy.random.rand(300, 300)); plt.show()
out"""
TABLES = """import ipywidgets, pandas
from IPython.display import display
out = ipywidgets.Output()
with out:
    for number in range(100):
        display(pandas.DataFrame({'a': range(60), 'b': [number] * 60}))
out"""
UPDATES = """from IPython.display import display
shown = display('begin', display_id=True)
for number in range(9000):
    shown.update(str(number))"""
BOMB = """from IPython.display import publish_display_data
publish_display_data({'application/json': [{} for _ in range(700_000)]})"""
COMMS = """from comm import create_comm
one = create_comm(target_name='nobody')
for number in range(20_000):
    one.send({'number': number})"""
MAGICS = """%cd /tmp
%pushd /
%popd
%cd -q -
word = 'kept'
%store word
%bookmark here
done = True"""
LOGGING = "import logging\nlogging.basicConfig(level=logging.DEBUG)"
PIP = "\n".join(["!pip install no-such-package-anywhere"] * 3)
CELLS = (
    solution("s1", "total = 6\ndone = True", "total = None\ndone = None\n"),
    check("t1", "assert total == 6", 2),
    check("t2", "assert done", 1),
)
HONEST = {
    "figures": FIGURES, "tables": TABLES, "comms": COMMS, "magics": MAGICS,
    "logging": LOGGING, "pip": PIP,
}  # fmt: skip
FLOODS = {"updates": UPDATES, "bomb": BOMB}


def answering(source: str):
    def work(nb: NotebookNode) -> None:
        find(nb, "s1").source = "total = 6\ndone = True"
        nb.cells.insert(1, new_code_cell(source))

    return work


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, float]:
    course = new_course(tmp_path_factory.mktemp("floods"), {"one": CELLS}, Execute__timeout="60")
    for name, source in (HONEST | FLOODS).items():
        course.hand_in(name, "a1", answering(source))
    before = time.monotonic()
    assert grade_here(course) == 0
    return course, time.monotonic() - before


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_notebook_gets_its_marks(graded, name):
    course, _ = graded
    assert course.scores(name) == {"t1": (2, False), "t2": (1, False)}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_costs_its_own_cell_and_no_test(graded, name):
    course, _ = graded
    assert course.scores(name) == {"t1": (2, False), "t2": (1, False)}


def test_the_whole_class_is_done_in_time_and_memory(graded):
    _, seconds = graded
    assert seconds < 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000  # kilobytes


def test_a_course_behind_a_link_is_graded(tmp_path, ours):
    course = new_course(tmp_path / "real", {"one": CELLS})
    course.hand_in("right", "a1", course.solve("a1", "one"))
    (tmp_path / "link").symlink_to(tmp_path / "real")
    config = Path(tmp_path, "real", "nbgrader_config.py")
    text = config.read_text("utf-8").replace(str(tmp_path / "real"), str(tmp_path / "link"))
    config.write_text(text, "utf-8")
    assert ours(Course(tmp_path / "link")) == 0
    assert course.scores("right")["t1"] == (2, False)


def test_a_notebook_with_another_name_is_named(tmp_path, ours, capsys):
    course = new_course(tmp_path, {"one": CELLS, "two": CELLS})
    folder = course.hand_in("ann", "a1", course.solve("a1", "one"))
    (folder / "two.ipynb").rename(folder / "two-Copy1.ipynb")
    assert ours(course) == 0
    said = capsys.readouterr().out
    assert "Look at: ann: two.ipynb is missing." in said
    assert "two-Copy1.ipynb" in said


def test_a_notebook_can_run_another_one(tmp_path, ours):
    helper = (solution("h", "seven = 7", "seven = None\n"),)
    user = (
        solution("s1", "%run helper.ipynb\nmine = seven", "mine = None\n"),
        check("t1", "assert mine == 7", 1),
    )
    course = new_course(tmp_path, {"helper": helper, "user": user})
    course.hand_in("ann", "a1", {n: course.solve("a1", n) for n in ("helper", "user")})
    assert ours(course) == 0
    assert course.scores("ann")["t1"] == (1, False)
