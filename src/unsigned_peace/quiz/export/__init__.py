"""Quizzes in other formats: HTML, GIFT, Moodle XML, QTI 1.2 and 2.1, jupyterquiz JSON.

What becomes of each kind of question, and what is lost, stands in `docs/quiz-formats.md`.
"""

from unsigned_peace.quiz.export.gift import to_gift
from unsigned_peace.quiz.export.html import to_html
from unsigned_peace.quiz.export.jupyterquiz import (
    Imported,
    JupyterQuizError,
    from_jupyterquiz,
)
from unsigned_peace.quiz.export.jupyterquiz_writer import to_jupyterquiz
from unsigned_peace.quiz.export.moodle_xml import to_moodle_xml
from unsigned_peace.quiz.export.prepare import ExportError
from unsigned_peace.quiz.export.qti12 import to_qti12
from unsigned_peace.quiz.export.qti21 import to_qti21

__all__ = [
    "ExportError",
    "Imported",
    "JupyterQuizError",
    "from_jupyterquiz",
    "to_gift",
    "to_html",
    "to_jupyterquiz",
    "to_moodle_xml",
    "to_qti12",
    "to_qti21",
]
