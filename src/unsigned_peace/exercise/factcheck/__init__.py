"""The form of a fact-check: what the capstone asks of an evidence board and of the essay about it.

In the notebook these checks tell the student what is still missing. When the work is graded, the
same checks give the points, in the grader's process and from the files that were handed in: see
`grading.factcheck`. They look at the form alone. Whether the evidence is well chosen and the
reasoning good is for a reader to say.
"""

from unsigned_peace.exercise.factcheck.board_form import of_board, subject
from unsigned_peace.exercise.factcheck.progress_cells import check_board, check_text
from unsigned_peace.exercise.factcheck.text_form import of_text
from unsigned_peace.shared.form_check import Check

__all__ = ["Check", "check_board", "check_text", "of_board", "of_text", "subject"]
