"""What the notebook of a report uses: `report = page.open_report()`, then a line for each part."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from unsigned_peace.figures import Chart, Table
from unsigned_peace.grading.report import charts
from unsigned_peace.grading.report.class_record import QUESTION, TASK
from unsigned_peace.grading.report.statistics import SMALL
from unsigned_peace.grading.report.write_report import (
    CHANGE,
    HAND_INS,
    ITEMS,
    PEOPLE,
    SCORES,
    SUMMARY,
    WRONG,
)
from unsigned_peace.grading.safe_csv import unguarded

WORDS = {
    "points": "points", "marked": "marked", "to_be_marked": "to be marked", "answered": "answered",
    "blank": "blank", "handed_in": "handed in (UTC)", "student_id": "student",
    "last_name": "last name", "first_name": "first name", "item": "item",
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A report, read from the CSV files in `folder`. Each part is a table or a chart."""

    folder: Path

    def overview(self) -> Table:
        """Show how far the class has come."""
        rows = self._read(SUMMARY)
        values = dict(zip(rows["what"], rows["value"], strict=True))
        graded = int(values["graded"]) + int(values["to be marked by hand"])
        return Table(rows, f"The class. {caution(graded)}".strip())

    def scores(self) -> Chart | Table:
        """Show how the points are spread, once some work is marked in full."""
        scores = self._read(SCORES, "score", "max_score")
        if scores.empty:
            return Table(scores, "No work is marked in full yet: there are no scores to show.")
        return charts.scores_chart(scores)

    def tasks(self) -> Chart:
        """Show how hard the tasks were, and how much each tells."""
        return charts.items_chart(self._items(TASK), "Tasks")

    def questions(self) -> Chart:
        """Show how hard the questions of the quiz were, and how much each tells."""
        return charts.items_chart(self._items(QUESTION), "Questions of the quiz")

    def wrong_in_tasks(self) -> Table:
        """List the most common errors in the tests of tasks."""
        return self._wrong(TASK, "The most common errors, at most five for each task")

    def wrong_in_quiz(self) -> Table:
        """List the most common wrong answers of the quiz."""
        return self._wrong(
            QUESTION, "The most common wrong answers, at most five for each question"
        )

    def change(self) -> Table:
        """Show what the class had before the course and after it."""
        rows = self._read(
            CHANGE, "points", "students", "before", "after", "change", "low", "high"
        )  # fmt: skip
        return Table(rows, f"Before and after. {said_of_change(rows)}")

    def hand_ins(self) -> Chart:
        """Show when the work was handed in."""
        return charts.hand_ins_chart(self._read(HAND_INS, "handed_in", "late"))

    def people(self) -> Table:
        """List by name who was late, who was flagged, and whose work is missing."""
        return Table(self._read(PEOPLE).rename(columns=WORDS), "Late, flagged or missing")

    def _items(self, kind: str) -> pd.DataFrame:
        rows = self._read(
            ITEMS, "points", "marked", "to_be_marked", "answered", "blank", "difficulty",
            "discrimination",
        )  # fmt: skip
        return rows[rows["kind"] == kind].drop(columns="kind").reset_index(drop=True)

    def _wrong(self, kind: str, caption: str) -> Table:
        rows = self._read(WRONG, "students")
        rows = rows[rows["kind"] == kind].drop(columns="kind")
        return Table(rows, caption)

    def _read(self, name: str, *numbers: str) -> pd.DataFrame:
        path = self.folder / name
        if not path.is_file():
            raise FileNotFoundError(
                f"{name} is missing. The notebook needs the CSV files that were written with it: "
                "copy the whole folder, or write the report again."
            )
        table = pd.read_csv(path, dtype="object", keep_default_na=False)
        for column in table.columns:
            if column in numbers:
                table[column] = pd.to_numeric(table[column].replace("", None))
            else:
                table[column] = table[column].map(unguarded)
        return table


def said_of_change(rows: pd.DataFrame) -> str:
    """Say in words what the first row of a table of changes means, and what it does not.

    >>> said_of_change(pd.DataFrame({"low": []}))
    'Too few did both to say anything: at least three of a group are needed.'
    """
    if rows["low"].notna().sum() == 0:
        return "Too few did both to say anything: at least three of a group are needed."
    row = rows.iloc[0]
    words = (
        f"{row.group.capitalize()}: {row.students:g} students had a mean of {row.before:g} of "
        f"{row.points:g} points before and {row.after:g} after, {row.change:+g}. From these "
        f"students alone, the mean change of a class like this one lies between {row.low:+g} and "
        f"{row.high:+g} in 95 of 100 tries."
    )
    if row.low <= 0 <= row.high:
        words += " No change at all is among these values."
    return f"{words} {caution(int(row.students))}".strip()


def caution(graded: int) -> str:
    """Say how far the numbers of a small class can be trusted.

    >>> caution(4)
    'Only 4 graded: one student more could change these numbers. Read them with care.'
    >>> caution(40)
    ''
    """
    if graded >= SMALL:
        return ""
    return (
        f"Only {graded} graded: one student more could change these numbers. Read them with care."
    )


def open_report(folder: str | Path = ".") -> Report:
    """Open the report in a folder: by default the one in which the notebook lies."""
    return Report(Path(folder))
