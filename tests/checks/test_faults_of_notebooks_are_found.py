"""The hygiene check finds each fault that it promises to find, all at once, and names the cell."""

import json
from pathlib import Path

import pytest

from unsigned_peace.checks import notebook_hygiene as notebooks
from unsigned_peace.shared import waking
from unsigned_peace.shared.notebook_file import canonical

ROOT = Path(__file__).resolve().parents[2]
SOUND = "([FRUS 1951, doc. 735](../docs/sources.md#F51-735)) and claim CLM-001."


def markdown(cell_id: str, source: str) -> dict:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def code(cell_id: str, source: str, outputs: list | None = None, count: int | None = None) -> dict:
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {},
        "source": source,
        "outputs": outputs or [],
        "execution_count": count,
    }


class Course:
    """A small copy of the course in which notebooks can be broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "data" / "quizzes").mkdir(parents=True)
        (root / "docs").mkdir()
        (root / "docs" / "student-guide.md").write_text("# Student guide\n")
        (root / "data" / "sources.csv").write_text(
            "source_id,seen\nF51-735,excerpt\nHELLMANN,not seen\nGK,not seen\n"
        )
        (root / "data" / "idioms.yml").write_text("turn* a blind eye: ignore\n")
        (root / "data" / "claims.csv").write_text("claim_id\nCLM-001\n")
        (root / "data" / "quizzes" / "01.yml").write_text("quizzes: [{id: drafts}, {id: votes}]\n")

    def write(
        self, *cells: dict, name: str = "notebooks/01.ipynb", kernel: str = "python3"
    ) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        kernelspec = {"display_name": "Python 3", "language": "python", "name": kernel}
        notebook = {
            "cells": list(cells),
            "metadata": {"kernelspec": kernelspec},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        lesson = name.startswith("notebooks/")
        notebook["metadata"][waking.KEY] = waking.mark(notebook, lesson=lesson)
        path.write_text(canonical(notebook))
        return path

    def problems(self) -> list[str]:
        return [str(problem) for problem in notebooks.problems(self.root)]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


@pytest.mark.slow
def test_notebooks_of_the_course_are_in_order() -> None:
    assert [str(problem) for problem in notebooks.problems(ROOT)] == []


def test_a_sound_notebook_has_no_problem(course: Course) -> None:
    course.write(
        markdown("title", f"# Title\n\n{SOUND} [How to work](../docs/student-guide.md)"),
        code("setup", 'from unsigned_peace import quiz\n\nask = quiz.open_bank("01")'),
        code("one", 'ask("drafts")'),
        code("two", '_ = ask("votes")'),
    )
    assert course.problems() == []


def test_a_cell_that_was_changed_after_the_mark_is_found_and_mended(course: Course) -> None:
    path = course.write(code("setup", "import json"))
    path.write_text(path.read_text().replace("import json", "import math"))
    (problem,) = course.problems()
    assert "does not say which cells wake" in problem
    notebooks.fix(course.root)
    assert course.problems() == []


def test_what_students_write_in_a_problem_set_does_not_wake() -> None:
    def cell(cell_id: str, **nbgrader: bool) -> dict:
        return {**code(cell_id, "1"), "metadata": {"nbgrader": nbgrader} if nbgrader else {}}

    cells = [
        markdown("text", "text"),
        cell("look", locked=True, grade=False, solution=False),
        cell("answer", locked=False, grade=False, solution=True),
        cell("check", locked=True, grade=True, solution=False),
        cell("warm-up-check", locked=True, grade=False, solution=False),
        cell("try"),
    ]
    cells[-2]["metadata"]["tags"] = [waking.GOES_ON]
    assert list(waking.mark({"cells": cells}, lesson=False)["wakes"]) == ["look"]
    assert list(waking.mark({"cells": cells}, lesson=True)["wakes"]) == [
        "look",
        "answer",
        "check",
        "warm-up-check",
        "try",
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[doc](../docs/sources.md#F51-999)", "data/sources.csv does not have"),
        ("[guide](../docs/teacher.md)", "leads to no file"),
        ("[set](../exercises/ps1.ipynb)", "students do not have"),
        ("[out](../../secret.md)", "leads out of the course"),
        ('<a href="../docs/teacher.md">guide</a>', "leads to no file"),
        ("As CLM-999 says", "CLM-999"),
        ("[GK](../docs/sources.md#GK)", 'must say "not verified"'),
        ("![](../docs/student-guide.md)", "no text alternative"),
        ('<img src="../docs/student-guide.md">', "no text alternative"),
        ("![Map](https://example.org/map.png)", "comes from the network"),
        ("![Map](attachment:map.png)", "not attached"),
        ("[Hellmann](../docs/sources.md#HELLMANN)", "cites HELLMANN, which we have not read"),
        ("Short. " + "word " * 31, "31 words in one sentence"),
        (
            "Moscow turned a *blind* eye.",
            '"turned a blind eye" is an idiom; plain words for it: ignore',
        ),
    ],
)
def test_faults_of_text_are_found(course: Course, source: str, words: str) -> None:
    course.write(markdown("part-2", source))
    (problem,) = course.problems()
    assert problem.startswith("notebooks/01.ipynb: cell part-2: ")
    assert words in problem


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("\n".join(f"x = {n}" for n in range(9)), "9 lines of code"),
        ('pd.read_csv("https://example.org/x.csv")', "network address"),
        ("import matplotlib.pyplot as plt", "text alternative"),
        ("came.plot()", "text alternative"),
        ('claims.loc["CLM-999"]', "CLM-999"),
        ('ask = quiz.open_bank("02")', "there is no data/quizzes/02.yml"),
    ],
)
def test_faults_of_code_are_found(course: Course, source: str, words: str) -> None:
    course.write(code("table", source))
    (problem,) = course.problems()
    assert problem.startswith("notebooks/01.ipynb: cell table: ")
    assert words in problem


def test_addresses_in_code_examples_and_outside_links_are_no_fault(course: Course) -> None:
    course.write(markdown("a", "`[x](nowhere.md)` and [a site](https://example.org/)."))
    assert course.problems() == []


def test_quizzes_are_compared_in_both_directions(course: Course) -> None:
    course.write(
        code("setup", 'ask = quiz.open_bank("01")'),
        code("one", 'ask("draft")'),
        code("two", 'ask("votes")'),
    )
    assert course.problems() == [
        "notebooks/01.ipynb: cell one: asks 'draft', which data/quizzes/01.yml does not have",
        "notebooks/01.ipynb: never asks 'drafts' of data/quizzes/01.yml",
    ]


def test_exercises_may_have_long_code_and_links_start_where_students_are(course: Course) -> None:
    long = code("b", "\n".join(f"x = {n}" for n in range(20)))
    long["metadata"] = {"tags": [waking.GOES_ON]}
    course.write(markdown("a", SOUND), long, name="exercises/ps1/ps1.ipynb")
    assert course.problems() == []


def test_an_answer_that_would_stop_run_all_is_found_and_mended(course: Course) -> None:
    path = course.write(code("t1-solution", "x = None"), name="exercises/ps1/ps1.ipynb")
    (problem,) = course.problems()
    assert problem.startswith("exercises/ps1/ps1.ipynb: cell t1-solution: needs the tag")
    notebooks.fix(course.root)
    assert course.problems() == []
    assert waking.GOES_ON in path.read_text()


def test_a_result_that_would_not_wait_for_the_guess_is_found_and_mended(course: Course) -> None:
    asks = markdown("before", f"**Predict:** how many came? {SOUND}")
    course.write(asks, code("count", "1 + 1"), markdown("after", "I guess so."), code("b", "2"))
    (problem,) = course.problems()
    assert problem.startswith("notebooks/01.ipynb: cell count: needs the tag")
    notebooks.fix(course.root)
    assert course.problems() == []


def test_answers_left_in_the_exercises_are_found(course: Course) -> None:
    (course.root / "exercises" / "ps1" / "answers").mkdir(parents=True)
    (problem,) = course.problems()
    assert problem.startswith("exercises/ps1/answers: ")


def test_all_problems_come_at_once_and_fix_mends_the_form(course: Course) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "1\n"}
    path = course.write(code("a", "print(1)", [output], 1), code("b", "x"), kernel="python3.11")
    path.write_text(json.dumps(json.loads(path.read_text())))
    found = course.problems()
    assert [problem.split(": ", 1)[1].split(";")[0] for problem in found] == [
        "is not in JupyterLab's own form",
        "the kernel must be python3, or students are asked for one",
        "cell a: holds outputs",
    ]

    assert notebooks.fix(course.root) == [path]

    assert len(course.problems()) == 1  # the kernel is for a person to choose
    assert notebooks.fix(course.root) == []


def test_two_cells_with_one_id_are_found(course: Course) -> None:
    path = course.write(markdown("a", "One."), markdown("b", "Two."))
    path.write_text(path.read_text().replace('"id": "b"', '"id": "a"'))
    assert course.problems() == ["notebooks/01.ipynb: cell a: two cells have this id"]


@pytest.mark.parametrize("text", ["no notebook", '{"cells": []}', '{"cells": [{}]}'])
def test_a_broken_file_is_a_problem_not_a_crash(course: Course, text: str) -> None:
    path = course.write()
    path.write_text(text)
    (problem,) = course.problems()
    assert problem.startswith("notebooks/01.ipynb: is not a sound notebook: ")


def test_an_unread_source_is_no_fault_where_the_text_says_so(course: Course) -> None:
    course.write(
        markdown("a", "[H](../docs/sources.md#HELLMANN) ([not verified](../docs/sources.md#GK))")
    )
    assert course.problems() == []


def test_citations_and_tables_make_no_sentence_long(course: Course) -> None:
    table = "\n".join("| " + f"{cell} | " * 40 for cell in ("head", "---", "cell"))
    course.write(markdown("a", "word " * 27 + f"{SOUND}\n\n{table}"))
    assert course.problems() == []
