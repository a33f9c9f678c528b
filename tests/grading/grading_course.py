"""Build small courses, hand in to them, and read what grading has made of them."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

REPOSITORY = Path(__file__).parents[2]
TIMESTAMP = "2026-11-20 10:00:00 UTC"
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
_TABLES = {
    "grades": """select st.id, n.name, c.name, x.auto_score, x.manual_score, x.extra_credit,
        x.needs_manual_grade from grade x join base_cell c on c.id = x.cell_id""",
    "comments": """select st.id, n.name, c.name, x.auto_comment, x.manual_comment
        from comment x join base_cell c on c.id = x.cell_id""",
    "notebooks": "select st.id, n.name, x.flagged, x.late_submission_penalty from (select id as "
    "notebook_id, flagged, late_submission_penalty from submitted_notebook) x",
}
_JOINS = """ join submitted_notebook s on s.id = x.notebook_id join notebook n
    on n.id = s.notebook_id join submitted_assignment a on a.id = s.assignment_id
    join student st on st.id = a.student_id"""
Work = Callable[[NotebookNode], None]


def solution(grade_id: str, code: str, stub: str = "") -> NotebookNode:
    """A cell that students fill in; `code` is the instructor's solution."""
    return _marked(new_code_cell(stub + SOLVED.format(code)), grade_id, solution=True)


def check(grade_id: str, code: str, points: float = 1) -> NotebookNode:
    """A test cell."""
    return _marked(new_code_cell(code), grade_id, grade=True, locked=True, points=points)


def locked(grade_id: str, code: str) -> NotebookNode:
    """A cell of the instructor's that students are not to change."""
    return _marked(new_code_cell(code), grade_id, locked=True)


def written(grade_id: str, points: float = 2) -> NotebookNode:
    """A text that a person marks."""
    return _marked(
        new_markdown_cell(SOLVED.format("Well.")),
        grade_id,
        solution=True,
        grade=True,
        points=points,
    )


def coded(grade_id: str, points: float = 2) -> NotebookNode:
    """A piece of code that a person marks."""
    return _marked(
        new_code_cell(SOLVED.format("pass")), grade_id, solution=True, grade=True, points=points
    )


def task(grade_id: str, points: float = 3) -> NotebookNode:
    """A task cell: anything below it counts, and a person marks it."""
    return _marked(
        new_markdown_cell("Do something.\n### BEGIN MARK SCHEME\nAny.\n### END MARK SCHEME"),
        grade_id,
        task=True,
        locked=True,
        points=points,
    )


def _marked(cell: NotebookNode, grade_id: str, **marks: object) -> NotebookNode:
    cell.metadata.nbgrader = {
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "grade_id": grade_id,
        **marks,
    }
    return cell


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook for the kernel of this Python."""
    for cell in cells:
        cell.pop("id", None)
    made = new_notebook(cells=list(cells), nbformat_minor=4)
    made.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    return made


def find(nb: NotebookNode, grade_id: str) -> NotebookNode:
    """The first cell with this nbgrader id."""
    return next(
        one for one in nb.cells if one.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


@dataclass(frozen=True)
class Course:
    """A class directory."""

    root: Path

    def config(self) -> Config:
        """The settings, read as nbgrader reads them."""
        return PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()

    def api(self) -> NbGraderAPI:
        return NbGraderAPI(config=self.config())

    def source(self, assignment: str) -> Path:
        return self.root / self.api().coursedir.source_directory / assignment

    def generate(self, assignment: str) -> None:
        said = self.api().generate_assignment(assignment)
        assert said["success"], said

    def due(self, assignment: str, date: str) -> None:
        with self.gradebook() as book:
            book.update_or_create_assignment(assignment, duedate=date)

    def gradebook(self) -> Gradebook:
        return Gradebook(self.api().coursedir.db_url)

    def hand_in(
        self,
        student: str,
        assignment: str,
        work: Work | Mapping[str, Work | None] | None = None,
        timestamp: str = TIMESTAMP,
    ) -> Path:
        """Hand in the released notebooks, changed by `work`; by name, or the same for all.

        A notebook that is mapped to None is not handed in.
        """
        folder = self.root / "submitted" / student / assignment
        shutil.copytree(self.root / "release" / assignment, folder)
        for path in folder.glob("*.ipynb"):
            changed = work.get(path.stem, bool) if isinstance(work, Mapping) else work
            if isinstance(work, Mapping) and changed is None:
                path.unlink()
            elif changed:
                nb = nbformat.read(path, as_version=4)
                changed(nb)
                if nb.nbformat_minor < 5:  # cells have no ids yet
                    for cell in nb.cells:
                        cell.pop("id", None)
                path.write_text(json.dumps(nb), encoding="utf-8")
        (folder / "timestamp.txt").write_text(timestamp, encoding="utf-8")
        return folder

    def solve(self, assignment: str, name: str) -> Work:
        """Fill in the instructor's solutions, and a text where a person marks."""
        instructors = nbformat.read(self.source(assignment) / f"{name}.ipynb", as_version=4)

        def work(nb: NotebookNode) -> None:
            for cell in nb.cells:
                mark = cell.metadata.get("nbgrader", {})
                if mark.get("solution") and mark.get("grade"):
                    cell.source = "# my own words"
                elif mark.get("solution"):
                    cell.source = find(instructors, mark["grade_id"]).source

        return work

    def vanilla(self, assignment: str, student: str = "*", *, force: bool = False) -> dict:
        """Grade as nbgrader does."""
        # ipykernel does not collect what programs print while it believes to be under test.
        under_test = os.environ.pop("PYTEST_CURRENT_TEST", None)
        try:
            return self.api().autograde(assignment, student, force=force)
        finally:
            if under_test:
                os.environ["PYTEST_CURRENT_TEST"] = under_test

    def autograded(self, student: str, assignment: str, name: str) -> NotebookNode:
        path = self.root / "autograded" / student / assignment / f"{name}.ipynb"
        return nbformat.read(path, as_version=4)

    def scores(self, student: str) -> dict[str, tuple[float | None, bool]]:
        """Points and 'needs a person' of each cell."""
        return {
            row[2]: (row[3], bool(row[6])) for row in self.rows()["grades"] if row[0] == student
        }

    def rows(self) -> dict[str, list[tuple]]:
        """All that the gradebook holds, without its random ids."""
        with sqlite3.connect(self.root / "gradebook.db") as base:
            found = {
                name: sorted(base.execute(query + _JOINS), key=str)
                for name, query in _TABLES.items()
            }
            found["students"] = sorted(base.execute("select * from student"))
            found["courses"] = sorted(base.execute("select * from course"))
            found["submissions"] = sorted(
                base.execute("select student_id, timestamp, extension from submitted_assignment")
            )
        return found


def comparable(nb: NotebookNode) -> NotebookNode:
    """Take out what differs between two runs of the same notebook.

    Those are times, random ids of widgets, addresses in memory, numbers of processes, where a
    stream of text was cut (nbgrader's kernel sends what was printed every 0.2 seconds), and whether
    a traceback writes the place of a library with `~`: the sandbox has another home folder.
    """
    text = re.sub(r"0x[0-9a-f]{8,16}", "0x", nbformat.writes(nb))
    text = re.sub(r"(?<=\[32m)[~/][^\\\"]*(?=/site-packages/)", "", text)
    nb = nbformat.reads(re.sub(r"ipykernel_\d+", "ipykernel", text), as_version=4)
    nb.metadata.pop("widgets", None)
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
        cell.pop("id", None)
        outputs: list[NotebookNode] = []
        for output in cell.get("outputs", []):
            same = outputs and outputs[-1].output_type == output.output_type == "stream"
            if same and outputs[-1].name == output.name:
                outputs[-1].text += output.text
            else:
                outputs.append(output)
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        if cell.cell_type == "code":
            cell.outputs = outputs
    return nb


def differences(ours: NotebookNode, theirs: NotebookNode) -> list[tuple[str, object, object]]:
    """What differs, cell by cell, small enough to read."""
    found = [("metadata", ours.metadata, theirs.metadata)] * (ours.metadata != theirs.metadata)
    found += [("cells", len(ours.cells), len(theirs.cells))] * (
        len(ours.cells) != len(theirs.cells)
    )
    for one, other in zip(ours.cells, theirs.cells, strict=False):
        for key in sorted(set(one) | set(other)):
            if one.get(key) != other.get(key):
                found.append((one.source[:60], one.get(key), other.get(key)))
    return found


def files(course: Course) -> dict[str, object]:
    """All that autograding has written, as something to compare."""
    folder = course.root / "autograded"
    return {
        str(path.relative_to(folder)): comparable(nbformat.read(path, as_version=4))
        if path.suffix == ".ipynb"
        else (path.read_bytes(), path.stat().st_mode)
        for path in sorted(folder.glob("*/*/**/*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def new_course(
    root: Path, notebooks: Mapping[str, Sequence[NotebookNode]], **settings: str
) -> Course:
    """A course with one assignment, 'a1'; `settings` are lines for its nbgrader_config.py."""
    source = root / "source" / "a1"
    source.mkdir(parents=True)
    for name, cells in notebooks.items():
        nbformat.write(notebook(*cells), source / f"{name}.ipynb")
    lines = [
        "import os, sysconfig",
        "os.environ['PATH'] = sysconfig.get_path('scripts') + os.pathsep + os.environ['PATH']",
        "c = get_config()",
        f"c.CourseDirectory.root = {str(root)!r}",
        "c.CourseDirectory.course_id = 'small'",
        *(f"c.{name.replace('__', '.')} = {value}" for name, value in settings.items()),
    ]
    (root / "nbgrader_config.py").write_text("\n".join(lines), encoding="utf-8")
    course = Course(root)
    course.generate("a1")
    return course


def our_course(root: Path, assignment: str) -> Course:
    """A course with one of this repository's problem sets, under this repository's settings."""
    shutil.copytree(REPOSITORY / "exercises" / assignment, root / "exercises" / assignment)
    for key in (REPOSITORY / "exercises").glob(f"{assignment}.*"):
        shutil.copy(key, root / "exercises")
    settings = (REPOSITORY / "nbgrader_config.py").read_text(encoding="utf-8")
    settings += f"\nc.CourseDirectory.root = {str(root)!r}\n"
    (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    course = Course(root)
    course.generate(assignment)
    return course


def twin(course: Course, root: Path) -> Course:
    """The same course a second time, to grade it in another way."""
    shutil.copytree(course.root, root, symlinks=True)
    config = root / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8").replace(str(course.root), str(root))
    config.write_text(text, encoding="utf-8")
    return Course(root)
