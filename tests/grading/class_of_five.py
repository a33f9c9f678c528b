"""A class of five, marked by nbgrader, whose marks are to leave the gradebook."""

import csv
from datetime import timedelta
from pathlib import Path

from tests.grading.class_gradebook import (
    DUE,
    Pupil,
    Work,
)

WHOLE = Work({"test-1": 4, "test-2": 2.5, "essay": 7})

CLASS = (
    Pupil("test-comma", "Test", 'Comma, "Quoted"', "comma@test.invalid", "101", {"ps1": WHOLE}),
    Pupil("test-cyrillic", "Тест", "Проверкина", "cyrillic@test.invalid", "102",
          {"ps1": Work({"test-1": 0, "test-2": 0, "essay": 0}), "ps2": Work({"test-1": 5})}),
    Pupil("test-late", "テスト", "試験\n用", "Late@test.invalid", "103",
          {"ps1": Work({"test-1": 4, "test-2": 6, "essay": 10}, 3.5, DUE + timedelta(days=1))}),
    Pupil("test-unmarked", "Test", "Unmarked", "unmarked@test.invalid", "104",
          {"ps1": Work({"test-1": 4, "test-2": 1, "essay": None})}),
    Pupil("test-absent", "Test", "Absent", "absent@test.invalid", "105"),
)  # fmt: skip

MARKS = {
    "test-comma": "13.5",
    "test-cyrillic": "0",
    "test-late": "16.5",
    "test-unmarked": "",
    "test-absent": "",
}


def read(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by(rows: list[dict[str, str]], key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in rows}
