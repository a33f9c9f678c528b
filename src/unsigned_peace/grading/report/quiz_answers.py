"""The graded quiz of a problem set, marked again question by question.

The gradebook has one sum for the whole quiz. What was answered lies in the files handed in, and the
key beside the instructor's folder. A course without such a key has no quiz of ours.
"""

from nbgrader.coursedir import CourseDirectory

from unsigned_peace.grading.engine.course import CourseError, folder_of
from unsigned_peace.grading.notebook_forms import released_form
from unsigned_peace.grading.quiz import mark_quiz, read_answers
from unsigned_peace.grading.report.class_record import QUESTION, Answer, ReportItem
from unsigned_peace.grading.steps import AnswersError
from unsigned_peace.grading.students_copy import key_beside
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.forms import of_form
from unsigned_peace.quiz.model import Kind, Question
from unsigned_peace.shared import markup
from unsigned_peace.shared.json_document import answers_path


def read_quiz(
    course: CourseDirectory, assignment: str, students: list[str]
) -> tuple[list[ReportItem], dict[tuple[str, ReportItem], Answer]]:
    """Return the questions and every student's answers; nothing where there is no quiz.

    Raises CourseError if the key is not sound.
    """
    key = key_beside(folder_of(course, "source", assignment))
    if not key.is_file():
        return [], {}
    try:
        # Our problem sets have one notebook, of the same name.
        bank = of_form(banks.load(key), released_form(course.db_url, assignment, assignment))
    except banks.BankError as error:
        raise CourseError(f"The quiz cannot be marked: {error}") from error
    items = {
        one.id: ReportItem(QUESTION, one.id, markup.plain(one.prompt), float(one.points))
        for one in bank.questions
    }
    answers = {}
    for student in students:
        handed_in = folder_of(course, "submitted", assignment, student)
        try:
            given = read_answers(answers_path(bank.notebook, handed_in), bank.notebook)
        except (FileNotFoundError, AnswersError):
            given = {}  # as in grading: it scores nothing, and the submission is flagged there
        tidied = {one.id: tidy(one, given[one.id]) for one in bank.questions if one.id in given}
        for mark in mark_quiz(bank, tidied).marks:
            wrong = mark.points < mark.question.points
            answers[student, items[mark.question.id]] = Answer(
                float(mark.points), bool(mark.answer), mark.answer if wrong else ""
            )
    return list(items.values()), answers


def tidy(question: Question, answer: object) -> object:
    """Make the same answers look the same: the order of ticks and capital letters mean nothing.

    >>> from unsigned_peace.quiz.model import Option
    >>> who = Question("who", Kind.MULTIPLE, "Who?", options=(Option("a", "A"), Option("b", "B")))
    >>> tidy(who, ["b", "a"]), tidy(Question("host", Kind.TEXT, "Where?"), " San  francisco")
    (['a', 'b'], 'san francisco')
    """
    if question.kind in (Kind.MULTIPLE, Kind.PASSAGE) and isinstance(answer, list):
        order = [option.id for option in question.options]
        return sorted(answer, key=lambda one: order.index(one) if one in order else len(order))
    if question.kind is Kind.TEXT and isinstance(answer, str):
        return " ".join(answer.split()).casefold()
    return answer
