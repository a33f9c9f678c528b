"""Reading the JSON of jupyterquiz: a start for a bank, to be completed by an author.

The fields are those of jupyterquiz's own schemas (`schema/*.json` in jmshea/jupyterquiz): the
types `multiple_choice`, `many_choice`, `numeric` and `string`. What a bank can say in another way
is said so, with a note; a question that it cannot say at all is left out, with a note. One odd
question never costs the others. Mathematics in dollar signs and HTML stay text, because prompts
know light Markdown only.
"""

import math
from dataclasses import dataclass, replace

from unsigned_peace.quiz.export.content import answer_text
from unsigned_peace.quiz.key_checks import is_number
from unsigned_peace.quiz.model import Bank, Kind, Mistake, Option, Question, Quiz

# Parsed JSON objects, and the fields of a question or an answer that were read from them.
Entry = dict[str, object]

_KINDS = {
    "multiple_choice": Kind.SINGLE,
    "many_choice": Kind.MULTIPLE,
    "numeric": Kind.NUMBER,
    "string": Kind.TEXT,
}
_ANSWER_FIELDS = {"type", "answer", "code", "value", "range", "correct", "feedback"}


class JupyterQuizError(ValueError):
    """A jupyterquiz file cannot be read. `problems` lists every reason, each with its place."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep the problems and say them all, a line each."""
        self.problems = problems
        super().__init__("these questions cannot be read:\n- " + "\n- ".join(problems))


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read, and `notes`: what jupyterquiz says and a bank cannot."""

    bank: Bank
    notes: tuple[str, ...]


def from_jupyterquiz(data: object, *, notebook: str, title: str = "") -> Imported:
    """Return the questions in `data`, which is the parsed JSON of jupyterquiz, as a bank.

    Question ids are made of `notebook` and the place in the file. Raises JupyterQuizError that
    lists all problems at once, each with the index of the question and the field, if no question
    can be read.

    >>> data = [{"question": "Which year?", "type": "numeric",
    ...          "answers": [{"type": "range", "range": [1955, 1957], "correct": True}]}]
    >>> question = from_jupyterquiz(data, notebook="02-london").bank.questions[0]
    >>> question.id, question.answer, question.tolerance
    ('02-london-q01', 1956.0, 1.0)
    """
    if not isinstance(data, list) or not data:
        raise JupyterQuizError(("the file: it must be a list with at least one question.",))
    problems: list[str] = []
    notes: list[str] = []
    questions = []
    for index, entry in enumerate(data, 1):
        reader = _Reader(f"question {index}", [], notes)
        question = reader.question(entry, f"{notebook}-q{index:02d}")
        if question and not reader.problems:
            questions.append(question)
        notes += [f"{problem} The question is left out." for problem in reader.problems]
        problems += reader.problems
    if not questions:
        raise JupyterQuizError(tuple(problems))
    title = title or notebook
    quiz = Quiz(f"{notebook}-imported", title, "1", tuple(questions))
    return Imported(Bank(notebook, title, (quiz,)), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one question; what is wrong or lost goes to the lists, with the place."""

    place: str
    problems: list[str]
    notes: list[str]

    def question(self, entry: object, name: str) -> Question | None:
        if not isinstance(entry, dict):
            self.problem("", "it must be an object with question, type and answers.")
            return None
        prompt = self.text(entry, "question")
        kind = _KINDS.get(str(entry.get("type")))
        if kind is None:
            self.problem("type", f"it must be one of {', '.join(_KINDS)}.")
        known = {"question", "type", "answers"}
        self.lost(entry, known | {"precision"} if kind is Kind.NUMBER else known, "")
        answers = entry.get("answers")
        if not isinstance(answers, list) or not answers:
            self.problem("answers", "it must be a list with at least one answer.")
            return None
        rows = []
        for index, answer in enumerate(answers, 1):
            if isinstance(answer, dict):
                rows.append((f"answers[{index}]", answer))
                self.lost(answer, _ANSWER_FIELDS, f"answers[{index}]")
            else:
                self.problem(f"answers[{index}]", "it must be an object.")
        match kind:
            case None:
                return None
            case Kind.SINGLE | Kind.MULTIPLE:
                return self.choice(rows, Question(name, kind, prompt))
            case Kind.NUMBER:
                precision = self.precision(entry)
                return self.number(rows, Question(name, kind, prompt), precision)
            case _:
                return self.words(rows, Question(name, kind, prompt))

    def choice(self, rows: list[tuple[str, Entry]], question: Question) -> Question:
        options = tuple(
            Option(
                f"o{number}",
                self.shown(answer, field),
                self.correct(answer, field),
                self.feedback(answer, field),
            )
            for number, (field, answer) in enumerate(rows, 1)
        )
        right = sum(option.correct or False for option in options)
        if right == 0:
            self.problem("answers", "none is correct.")
        if right > 1 and question.kind is Kind.SINGLE:
            message = "There, one of them is enough; here, all are to be ticked."
            self.note("answers", f"{right} are correct. {message}")
            question = replace(question, kind=Kind.MULTIPLE)
        return replace(question, options=options)

    def number(self, rows: list[tuple[str, Entry]], question: Question, precision: int) -> Question:
        right: list[tuple[float, float]] = []
        mistakes, said = [], []
        for field, answer in self.without_default(rows):
            low, high = self.span(answer, field)
            feedback = self.feedback(answer, field)
            if self.correct(answer, field):
                right.append((low, 0) if low == high else ((low + high) / 2, (high - low) / 2))
                said.append(feedback)
                if low != high:
                    self.note(field, "the upper end of the range now counts as right too.")
            elif low == high:
                mistakes.append(Mistake(low, feedback))
            else:
                self.note(field, "a range of wrong numbers is left out; a mistake is one number.")
        if not right:
            self.problem("answers", "none is correct.")
            return question
        if len(right) > 1:
            return self.several_numbers(right, mistakes, said[0], question)
        [(answer, tolerance)] = right
        if precision and not tolerance:
            tolerance = rounding(answer, precision)
            digits = f"{precision} significant digits"
            self.note("precision", f"{digits} become a tolerance of {answer_text(tolerance)}.")
        return replace(
            question,
            answer=answer,
            tolerance=tolerance,
            feedback=said[0],
            mistakes=tuple(mistakes),
        )

    def several_numbers(
        self,
        right: list[tuple[float, float]],
        mistakes: list[Mistake],
        feedback: str,
        question: Question,
    ) -> Question:
        """Ask for a short text where several numbers are right: a bank's number has one key."""
        if any(tolerance for _, tolerance in right):
            self.problem("answers", f"{len(right)} ranges or values are correct. Keep one.")
        self.note("answers", f"{len(right)} numbers are correct: it becomes a short text.")
        return replace(
            question,
            kind=Kind.TEXT,
            accept=tuple(answer_text(number) for number, _ in right),
            mistakes=tuple(Mistake(answer_text(one.value), one.feedback) for one in mistakes),
            feedback=feedback,
        )

    def precision(self, entry: Entry) -> int:
        precision = entry.get("precision", 0)
        if isinstance(precision, int) and 0 <= precision <= 15:
            return precision
        self.note("precision", "this is no number of digits, so it is not read.")
        return 0

    def words(self, rows: list[tuple[str, Entry]], question: Question) -> Question:
        accept, mistakes, said = [], [], []
        for field, answer in self.without_default(rows):
            text, feedback = self.text(answer, "answer", field), self.feedback(answer, field)
            if self.correct(answer, field):
                accept.append(text)
                said.append(feedback)
            else:
                mistakes.append(Mistake(text, feedback))
        if not accept:
            self.problem("answers", "none is correct.")
        if len(set(said)) > 1:
            self.note("answers", "only the feedback of the first correct answer is kept.")
        feedback = said[0] if said else ""
        return replace(question, accept=tuple(accept), mistakes=tuple(mistakes), feedback=feedback)

    def without_default(self, rows: list[tuple[str, Entry]]) -> list[tuple[str, Entry]]:
        """Return the answers that name a value; a bank has no feedback for all the others."""
        kept = []
        for field, answer in rows:
            if answer.get("type") == "default":
                self.note(field, "feedback for any other answer is left out; write hints.")
            else:
                kept.append((field, answer))
        return kept

    def span(self, answer: Entry, field: str) -> tuple[float, float]:
        if "range" in answer:
            ends = answer["range"]
            if isinstance(ends, list) and len(ends) == 2 and all(map(is_number, ends)):
                low, high = ends
                if low < high:
                    return low, high
            self.problem(f"{field}.range", "it must be two numbers, the lower one first.")
        elif (value := _number(answer.get("value"))) is not None:
            return value, value
        else:
            self.problem(f"{field}.value", "it must be a number, or give a range.")
        return 0, 0

    def shown(self, answer: Entry, field: str) -> str:
        """Return the text of a choice; one that is given as code is shown as code."""
        code = answer.get("code")
        if isinstance(code, str) and code.strip():
            said = self.text(answer, "answer", field) + " " if answer.get("answer") else ""
            return f"{said}`{' '.join(code.replace('`', chr(39)).split())}`"
        return self.text(answer, "answer", field)

    def text(self, entry: Entry, key: str, field: str = "") -> str:
        text = entry.get(key)
        if isinstance(text, int | float) and key == "answer":
            text = str(text)  # 1945 or true, written without quotation marks
        if isinstance(text, str) and text.strip():
            return text.strip()
        self.problem(f"{field}.{key}".lstrip("."), "it must be a text and not empty.")
        return ""

    def correct(self, answer: Entry, field: str) -> bool:
        correct = answer.get("correct")
        if not isinstance(correct, bool):
            self.problem(f"{field}.correct", "it must be true or false.")
        return correct is True

    def feedback(self, answer: Entry, field: str) -> str:
        feedback = answer.get("feedback", "")
        if not isinstance(feedback, str):
            self.problem(f"{field}.feedback", "it must be a text.")
            return ""
        return feedback.strip()

    def lost(self, entry: Entry, known: set[str], field: str) -> None:
        for key in sorted(set(entry) - known):
            self.note(f"{field}.{key}".lstrip("."), "this field is not read.")

    def problem(self, field: str, message: str) -> None:
        self.problems.append(f"{self.place}{', ' if field else ''}{field}: {message}")

    def note(self, field: str, message: str) -> None:
        self.notes.append(f"{self.place}, {field}: {message}")


def rounding(number: float, digits: int) -> float:
    """Return how far a number may be off and still be rounded to the same significant digits.

    >>> rounding(1956, 2), rounding(0.5625, 2)
    (50.0, 0.005)
    """
    if not number:
        return 0
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(number))) - digits + 1)


def _number(value: object) -> float | None:
    """Return a number that is given as such or as a text; None for anything else."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    return value if is_number(value) and math.isfinite(value) else None
