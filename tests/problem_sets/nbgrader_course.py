"""A whole class in a scratch directory: the real nbgrader loop, run in this process.

Importing nbgrader once and calling its Python interface saves some seconds for every step
against one `nbgrader` process a step. The configuration is the repository's own
`nbgrader_config.py`; only the places are moved into the scratch directory.
"""

import csv
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.apps.api import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from traitlets.config import Config, PyFileConfigLoader

REPOSITORY = Path(__file__).parents[2]
COURSE_ID = "unsigned-peace"


@dataclass(frozen=True)
class Course:
    """Class directory, exchange and one home folder a student, all below `root`."""

    root: Path

    @property
    def exercises(self) -> Path:
        return self.root / "exercises"

    def config(self, student: str = "") -> Config:
        """The repository's configuration with every place moved into the scratch directory."""
        config = PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config()
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.course_id = COURSE_ID
        config.Exchange.root = str(self.root / "exchange")
        config.Exchange.cache = str(self.root / "cache" / student)
        if student:
            config.CourseDirectory.student_id = student
            config.Exchange.assignment_dir = str(self.home(student))
        return config

    def home(self, student: str) -> Path:
        return self.root / "home" / student

    def api(self, student: str = "") -> NbGraderAPI:
        return NbGraderAPI(config=self.config(student))

    def release(self, assignment: str, form: str = "") -> Path:
        """Generate and release a form; return the folder that students receive."""
        (self.root / "exchange").mkdir(mode=0o777, exist_ok=True)
        (self.root / "exchange").chmod(0o777)  # the umask narrowed what mkdir was asked for
        api = self.api()
        api.config.MakeForm.form = form
        run(api.generate_assignment(assignment))
        run(api.release_assignment(assignment))
        return self.root / "release" / assignment

    def hand_in(
        self, student: str, assignment: str, work: Callable[[Path], None] | None = None
    ) -> None:
        """Fetch as `student`, let `work` change the fetched folder, and submit it."""
        self.home(student).mkdir(parents=True)
        api = self.api(student)
        api.coursedir.assignment_id = assignment
        parts = {"coursedir": api.coursedir, "authenticator": api.authenticator, "parent": api}
        api.exchange.FetchAssignment(**parts).start()
        if work:
            work(self.home(student) / assignment)
        api.exchange.Submit(**parts).start()

    def grade(self, assignment: str, students: Iterable[str]) -> dict[str, str]:
        """Collect and autograde; return the log of each student's run."""
        api = self.api()
        run(api.collect(assignment))
        return {who: run(api.autograde(assignment, who)) for who in students}

    def scores(self, assignment: str, student: str) -> dict[str, float]:
        """The points of each graded cell that the gradebook holds, by grade id."""
        with self.api().gradebook as book:
            (notebook,) = book.find_submission(assignment, student).notebooks
            return {grade.name: grade.score for grade in notebook.grades}

    def export(self) -> list[dict[str, str]]:
        """What `nbgrader export` writes, as one dictionary a row."""
        target = self.root / "grades.csv"
        api = self.api()
        with api.gradebook as book:
            CsvExportPlugin(parent=api, to=str(target)).export(book)
        with target.open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def autograded(self, assignment: str, student: str) -> NotebookNode:
        return read(self.root / "autograded" / student / assignment / f"{assignment}.ipynb")


def new_course(root: Path, assignment: str) -> Course:
    """A scratch class with a copy of one of the repository's problem sets."""
    course = Course(root)
    shutil.copytree(REPOSITORY / "exercises" / assignment, course.exercises / assignment)
    for beside in (REPOSITORY / "exercises").glob(f"{assignment}.*.yml"):  # key and forms
        shutil.copy(beside, course.exercises)
    return course


def run(result: dict) -> str:
    """Fail loudly when a step of nbgrader failed; else return its log."""
    assert result["success"], result.get("log", "") + result["error"]
    return result.get("log", "")


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The one cell with this nbgrader id."""
    (found,) = [
        one
        for one in notebook.cells
        if one.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    ]
    return found
