"""nbgrader's settings. The class directory is the root of the repository.

nbgrader reads this file when it starts in this folder: from `make lab`, from `make release`, or
from the command line.
"""

import os
import sysconfig
from pathlib import Path

from nbgrader.converters import Autograde, GenerateAssignment

from unsigned_peace.grading.engine.pipeline import use_sandbox

ROOT = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "unsigned-peace"
# Others of the machine cannot listen to the kernels of Validate: see jupyter/server.json.
c.KernelManager.transport_encryption = "auto"
# One folder per problem set, the instructor's version. A student's copy of the course has none.
c.CourseDirectory.source_directory = "exercises"

# Where released, submitted and returned work changes hands. Alone on one machine, a hidden folder
# here is enough. On a shared server set NBGRADER_EXCHANGE to a folder that everyone can write to.
# nbgrader has no exchange on Windows: there, hand out and collect files (docs/instructor-guide.md).
c.Exchange.root = os.environ.get("NBGRADER_EXCHANGE", str(ROOT / ".exchange"))

# When nbgrader makes a new gradebook it calls `alembic` by name: let it be found without an
# activated environment.
os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])

# --- Quizzes and grading -------------------------------------------------------------------------

# What students find where the instructor's version has a solution.
c.ClearSolutions.code_stub = {"python": "# If you need more lines, write them here."}
# Enter opens a text for writing everywhere; without the course's extension, after a double click in
# JupyterLab 4.6 the next keys are still commands: `x` cuts, `m` changes the cell.
c.ClearSolutions.text_stub = (
    "Your text goes here: click on this line, press Enter, and write in its place."
)

# The steps of a release and of grading: nbgrader's own and ours. These are whole lists. Formgrader
# reads this file again for each of its pages and adds up the `insert`s: after an hour of grading
# every quiz would be marked a hundred times.
c.GenerateAssignment.preprocessors = [
    # Stop if an instructor's own quiz answers would go out to the students.
    "unsigned_peace.grading.release.CheckBeforeRelease",
    # Fill in the values of one of the parallel forms: docs/instructor-guide.md.
    "unsigned_peace.grading.notebook_forms.MakeForm",
    *GenerateAssignment.preprocessors.default(),
]
run, *save = Autograde.autograde_preprocessors.default()
c.Autograde.autograde_preprocessors = [
    run,
    "unsigned_peace.grading.stderr.ForgiveStderr",  # a mere warning costs no points
    "unsigned_peace.grading.quiz.MarkQuiz",  # the graded quiz is marked
    "unsigned_peace.grading.factcheck.MarkFactCheck",  # the form of the capstone is marked
    "unsigned_peace.grading.game.MarkGame",  # the log of a game is replayed and its form marked
    *save,
]
# Students' code runs in the sandbox, whichever way you autograde: docs/grading.md.
use_sandbox(c)
# Students' code reads the tables of the course, wherever they are installed.
c.Grader.visible = ["unsigned_peace.data:folder"]
# In the feedback a sentence stands above each error, as in the course's notebooks.
c.Grader.explain_error = "unsigned_peace.exercise:said_of_error"
# Shown widgets load it late; once for the whole class is enough.
c.Grader.preload_more = [
    "unsigned_peace.quiz.quiz_widget",
    "unsigned_peace.data.documents:documents",  # read once
    "unsigned_peace.quiz.bank_form:prepare",
    *(
        f"unsigned_peace.data:{table}"
        for table in ("boundaries", "claims", "delegations", "drafts", "events", "positions")
    ),
]
# Set this to True when everybody has handed in: then feedback says what the key says.
c.MarkQuiz.show_feedback = False
