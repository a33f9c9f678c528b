"""Measure what a reader waits for. Run it with `make bench`; it asserts nothing.

Times are of this machine on this day: compare ratios, before and after a change.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from unsigned_peace import data, figures, quiz
from unsigned_peace.quiz.model import Bank, Kind, Question

NOTEBOOK = "01-san-francisco-1951"
TIMES = 20


def milliseconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def first_import() -> None:
    """Start Python and run the first cell of a lesson."""
    line = "from unsigned_peace import data, explore, figures, quiz"
    subprocess.run([sys.executable, "-c", line], check=True)


def answer_all(bank: Bank) -> Callable[[], None]:
    """Answer each choice question as the browser does: score, save, redraw."""
    ask = quiz.open_bank(NOTEBOOK, tempfile.mkdtemp())
    work = [
        (ask(part.id), question)
        for part in bank.quizzes
        for question in part.questions
        if question.kind is Kind.SINGLE
    ]
    turn = iter(range(1_000_000))

    def one() -> None:
        number = next(turn)
        widget, question = work[number % len(work)]
        widget._receive(widget, check(question, number), [])

    return one


def check(question: Question, number: int) -> dict:
    """Write the message that the browser sends for the button Check."""
    option = question.options[number % len(question.options)]
    return {"action": "check", "question": question.id, "value": option.id, "number": number}


def main() -> None:
    """Print a line for each measurement: the median, and what 95 of 100 stay under."""
    bank = quiz.load(NOTEBOOK)
    delegations, drafts = data.delegations(), data.drafts()
    cases: list[tuple[str, int, Callable[[], object]]] = [
        ("first cell of a lesson, new Python", 5, first_import),
        ("load one table (delegations)", TIMES, data.delegations),
        ("load the quiz bank of module 1", TIMES, lambda: quiz.load(NOTEBOOK)),
        ("check an answer: score, save, redraw", 5 * TIMES, answer_all(bank)),
        ("draw the delegations", TIMES, lambda: figures.delegations(delegations)._repr_html_()),
        (
            "draw the ladder of drafts",
            TIMES,
            lambda: figures.recipient_ladder(drafts)._repr_html_(),
        ),
    ]
    print(f"{'':40} {'median':>9} {'95 %':>9}")
    for name, times, work in cases:
        spans = [milliseconds(work) for _ in range(times)]
        slow = statistics.quantiles(spans, n=20)[-1]
        print(f"{name:40} {statistics.median(spans):6.1f} ms {slow:6.1f} ms")


if __name__ == "__main__":
    main()
