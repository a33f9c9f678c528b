"""Write a report: the CSV files, and the notebook that shows them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path

import nbformat

from unsigned_peace.grading.export.class_marks import MarkState
from unsigned_peace.grading.report.class_change import NO_GROUP, WHOLE, changes
from unsigned_peace.grading.report.class_record import (
    QUESTION,
    TASK,
    Answer,
    ClassRecord,
    Participant,
    ReportItem,
)
from unsigned_peace.grading.report.statistics import ItemStatistics, item_statistics, most_common
from unsigned_peace.grading.safe_csv import csv_text, guarded, number, refuse_to_replace, save
from unsigned_peace.shared.notebook_file import canonical

SUMMARY, ITEMS, WRONG, SCORES, HAND_INS, PEOPLE, CHANGE = (
    "summary.csv", "items.csv", "wrong-answers.csv", "scores.csv", "hand-ins.csv", "people.csv",
    "change.csv",
)  # fmt: skip
Rows = list[list[str]]


def write_report(
    record: ClassRecord, folder: Path, *, anonymous: bool = False, force: bool = False
) -> Path:
    """Write the report into `folder`; return the notebook.

    With `anonymous` no student is named, and what only one student answered is left out.
    Raises FileExistsError if a report is there that may not be replaced.
    """
    tables = {
        SUMMARY: _summary(record),
        ITEMS: _items(record),
        WRONG: _wrong(record, least=2 if anonymous else 1),
        SCORES: _scores(record),
        HAND_INS: _hand_ins(record),
    }
    if not anonymous:
        tables[PEOPLE] = _people(record)
    if record.pairs:
        tables[CHANGE] = _change(record)
    notebook = folder / f"report-{record.assignment}.ipynb"
    refuse_to_replace([notebook, *(folder / name for name in tables)], force=force)
    if anonymous:
        (folder / PEOPLE).unlink(missing_ok=True)  # of an earlier report
    for name, rows in tables.items():
        text = csv_text([guarded(cell) for cell in row] for row in rows)
        save(folder / name, text, force=True)
    save(notebook, _page(record, anonymous=anonymous), force=True)
    return notebook


def _page(record: ClassRecord, *, anonymous: bool) -> str:
    """Fill in the notebook that lies beside this module; leave out what there is nothing for."""
    text = resources.files(__package__).joinpath("notebook.ipynb").read_text(encoding="utf-8")
    page = nbformat.reads(text, as_version=4)
    without = {QUESTION} if not record.of(QUESTION) else set()
    without |= {"people"} if anonymous else {"anonymous"}
    without |= set() if record.pairs else {"change"}
    page.cells = [one for one in page.cells if not without & set(one.metadata.get("tags", []))]
    for cell in page.cells:
        cell.metadata.pop("tags", None)
        cell.source = cell.source.replace("ASSIGNMENT", record.assignment)
    return canonical(page)


def _summary(record: ClassRecord) -> Rows:
    states = Counter(one.mark.state for one in record.participants)
    due = next((one.mark.duedate for one in record.participants if one.mark.duedate), None)
    return [
        ["what", "value"],
        ["assignment", record.assignment],
        ["points", number(record.max_score)],
        ["students", str(len(record.participants))],
        ["graded", str(states[MarkState.GRADED])],
        ["to be marked by hand", str(states[MarkState.UNMARKED])],
        ["handed in, not autograded", str(states[MarkState.WAITING])],
        ["nothing handed in", str(states[MarkState.MISSING])],
        ["late", str(sum(1 for one in record.graded if one.hours_late))],
        ["flagged", str(sum(1 for one in record.graded if one.flagged))],
        ["due (UTC)", due.strftime("%Y-%m-%d %H:%M") if due else "no due date"],
    ]


def _items(record: ClassRecord) -> Rows:
    head = ["kind", "item", "label", "points", "marked", "to_be_marked", "answered", "blank"]
    rows = [[*head, "difficulty", "discrimination"]]
    for kind in (TASK, QUESTION):
        items = record.of(kind)
        table = {item.id: [one.points for one in record.given(item)] for item in items}
        found = item_statistics(table, {item.id: item.worth for item in items})
        rows += [_item(item, record.given(item), found[item.id]) for item in items]
    return rows


def _item(item: ReportItem, answers: Sequence[Answer], found: ItemStatistics) -> list[str]:
    known = [one.answered for one in answers if one.answered is not None]
    return [
        item.kind,
        item.id,
        item.label,
        number(item.worth),
        str(found.marked),
        str(len(answers) - found.marked),
        str(known.count(True)) if known else "",
        str(known.count(False)) if known else "",
        _rounded(found.difficulty),
        _rounded(found.discrimination),
    ]


def _rounded(value: float | None) -> str:
    return "" if value is None else number(round(value, 4))


def _wrong(record: ClassRecord, *, least: int) -> Rows:
    rows = [["kind", "item", "answer", "students"]]
    for item in record.items:
        answers = [one.wrong for one in record.given(item) if one.wrong]
        rows += [
            [item.kind, item.id, answer, str(times)]
            for answer, times in most_common(answers, least=least)
        ]
    return rows


def _scores(record: ClassRecord) -> Rows:
    """List the points of those who are marked in full, sorted, so that no row is a student."""
    scores = sorted(
        one.mark.score for one in record.participants if one.mark.state is MarkState.GRADED
    )
    return [["score", "max_score"], *([number(one), number(record.max_score)] for one in scores)]


def _hand_ins(record: ClassRecord) -> Rows:
    """Count how many handed in on each day, in UTC."""
    days: dict[str, list[Participant]] = {}
    for one in record.graded:
        when = one.mark.timestamp
        days.setdefault(when.strftime("%Y-%m-%d") if when else "", []).append(one)
    rows = [
        [day, str(len(those)), str(sum(1 for one in those if one.hours_late))]
        for day, those in sorted(days.items())
    ]
    return [["day", "handed_in", "late"], *rows]


def _change(record: ClassRecord) -> Rows:
    """Set the means before and after side by side; nobody can be told from them."""
    items = {item.id: item for item in record.of(TASK)}
    criteria = [item for item in items if all(item in one.before for one in record.pairs)]
    rows = [["group", "what", "points", "students", "before", "after", "change", "low", "high"]]
    for row in changes(record.pairs, criteria):
        worth = record.max_score if row.what == WHOLE else items[row.what].worth
        numbers = (row.before, row.after, row.change, row.low, row.high)
        means = [number(round(one, 2)) for one in numbers]
        label = (row.what in items and items[row.what].label) or row.what
        rows.append([row.group, label, number(worth), str(row.students), *means])
    unknown = sum(one.group == NO_GROUP for one in record.pairs)
    return [*rows, ["no group named", "", "", str(unknown), *[""] * 5]] if unknown else rows


def _people(record: ClassRecord) -> Rows:
    """List by name who needs attention, and why."""
    rows = [["student_id", "last_name", "first_name", "what", "handed_in"]]
    for one in record.participants:
        when = one.mark.timestamp
        for what in _attention(one):
            names = [one.student.id, one.student.last_name, one.student.first_name]
            rows.append([*names, what, when.strftime("%Y-%m-%d %H:%M") if when else ""])
    return rows


def _attention(one: Participant) -> Iterable[str]:
    if one.hours_late:
        yield f"late by {one.hours_late:.1f} hours"
    if one.flagged:
        yield "flagged"
    if not one.graded:
        yield one.mark.state.value
