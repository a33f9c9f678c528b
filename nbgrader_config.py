"""nbgrader's settings. The class directory is the root of the repository.

nbgrader reads this file when it starts in this folder: from `make lab`, from `make release`, or
from the command line.
"""

import os
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "unsigned-peace"
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
c.ClearSolutions.text_stub = "*Write your text here. Double-click on this line to replace it.*"

# Before a release: stop if an instructor's own quiz answers would go out to the students.
c.GenerateAssignment.preprocessors.insert(0, "unsigned_peace.grading.release.CheckBeforeRelease")
# After a student's notebook was run (step 0) and before its points are saved:
c.Autograde.autograde_preprocessors.insert(
    1,
    "unsigned_peace.grading.stderr.ForgiveStderr",  # a mere warning costs no points
)
c.Autograde.autograde_preprocessors.insert(
    2,
    "unsigned_peace.grading.quiz.JoinQuizKey",  # the graded quiz is marked
)
# Set this to True when everybody has handed in: then feedback says what the key says.
c.JoinQuizKey.show_feedback = False
