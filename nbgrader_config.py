"""nbgrader's settings. The class directory is the root of the repository.

nbgrader reads this file when it starts in this folder: from `make lab`, from `make release`, or from
the command line.
"""

import os
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

# --- Quizzes and grading -------------------------------------------------------------------------
