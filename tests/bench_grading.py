"""Grade the same class in several ways, side by side, and compare speed and grades.

Run it with `make bench`, or for other sizes: `.venv/bin/python -m tests.bench_grading 40 200`.
The class hands in problem set 1: right, wrong, failing and slow work. Every way grades a copy of
the same course in a process of its own, as an instructor would. Compare ratios: times are of this
machine on this day. The tests never look at them.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.grading.grading_course import Course, files, our_course, twin
from tests.problem_sets.ps1_students import PS1

SCRIPTS = Path(sys.executable).parent
LARGE = 400  # submissions; for larger classes nbgrader would take an hour, so we run alone
SLOW = "total = sum(number * number for number in range(4_000_000))  # a slow way to count"
ERRORS = "1 / 0"
KINDS = (
    ({}, ""),
    ({"t1-solution": "in_1941, in_1945 = 21, 7"}, ""),
    (PS1.typical["unsorted-drafts"].code, ""),
    (PS1.typical["wrong-types"].code, ""),
    ({"t3-solution-2": ERRORS, "t5-solution": ERRORS}, ""),
    ({}, ""),
    ({"t2-solution": SLOW}, ""),
    (PS1.typical["forgets-the-day-itself"].code, ""),
)


@dataclass(frozen=True)
class Run:
    """What grading in one way took: seconds, bytes at the most, and what it printed."""

    seconds: float
    peak: int
    said: str


@dataclass(frozen=True)
class Way:
    """A way to do it: one command or several at a time."""

    name: str
    commands: tuple[tuple[str, ...], ...]


def grading(assignment: str) -> tuple[Way, ...]:
    """List the ways to autograde."""
    vanilla = ("nbgrader", "autograde", assignment)
    ours = ("unsigned-peace", "grade", assignment)
    halves = tuple((*vanilla, f"--student={half}*") for half in "ab")
    return (
        Way("nbgrader autograde", (vanilla,)),
        Way("two processes of it", halves),
        Way("ours, one at a time", ((*ours, "--jobs", "1"),)),
        Way("ours", (ours,)),
    )


def returning(assignment: str) -> tuple[Way, ...]:
    """List the ways to write feedback."""
    return (
        Way("nbgrader generate_feedback", (("nbgrader", "generate_feedback", assignment),)),
        Way("ours", (("unsigned-peace", "feedback", assignment),)),
    )


def make_class(root: Path, students: int) -> Course:
    """Make a course in which so many students have handed in problem set 1."""
    course = our_course(root, PS1.name)
    plain = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(plain.replace("\nuse_sandbox(c)", ""), "utf-8")
    for number in range(students):
        folder = root / "submitted" / f"{'ab'[number % 2]}{number:04}" / PS1.name
        shutil.copytree(root / "release" / PS1.name, folder)
        code, answers = KINDS[number % len(KINDS)]
        PS1.solve(folder, {**code, "t6-solution-2": f"# by student {number}"}, answers or None)
    return course


def measure(course: Course, way: Way) -> Run:
    """Run the commands of one way, and watch how much memory they take together."""
    environment = {**os.environ, "PATH": f"{SCRIPTS}:{os.environ['PATH']}"}
    began = time.perf_counter()
    processes = [
        subprocess.Popen(
            [str(SCRIPTS / command[0]), *command[1:]],
            cwd=course.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for command in way.commands
    ]
    peak = [0]
    watcher = threading.Thread(target=watch, args=(processes, peak), daemon=True)
    watcher.start()
    said = "".join(process.communicate()[0] for process in processes)
    seconds = time.perf_counter() - began
    watcher.join()
    if any(process.returncode not in {0, 1} for process in processes):
        sys.exit(f"{way.name} failed:\n{said}")
    return Run(seconds, peak[0], said)


def watch(processes: Sequence[subprocess.Popen[str]], peak: list[int]) -> None:
    """Note the most memory that processes and their children take; what is shared counts once."""
    while any(process.poll() is None for process in processes):
        total = 0
        for process in processes:
            try:
                head = psutil.Process(process.pid)
                total += sum(
                    one.memory_full_info().pss for one in (head, *head.children(recursive=True))
                )
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total)
        time.sleep(1)


def compare(students: int, scratch: Path) -> None:
    """Print the table of one class."""
    original = make_class(scratch / "original", students)
    print(f"\n{students} submissions of {PS1.name}, {os.cpu_count()} processors")
    print(f"{'':28} {'seconds':>8} {'per min':>8} {'ratio':>6} {'peak MB':>8}  grades")
    first: Run | None = None
    reference = None
    ways = grading(PS1.name) if students <= LARGE else grading(PS1.name)[-1:]
    for number, way in enumerate(ways):
        course = twin(original, scratch / f"way{number}")
        run = measure(course, way)
        first = first or run
        outcome = (course.rows()["grades"], course.rows()["comments"], notebooks(course))
        reference = reference or outcome
        same = "reference" if reference is outcome else verdict(reference, outcome)
        line(way, run, first, students, same)
        graded = course
    cells = re.search(r"cells took ([\d.]+) s", run.said)
    bound = float(cells[1]) / (os.cpu_count() or 1)
    print(
        f"{'the cells alone':28} {bound:8.1f} {60 * students / bound:8.0f} "
        f"{first.seconds / bound:6.1f}           we take {run.seconds / bound:.1f} times as long"
    )
    first = None
    ways = returning(PS1.name) if students <= LARGE else returning(PS1.name)[-1:]
    for number, way in enumerate(ways):
        course = twin(graded, scratch / f"feedback{number}")
        run = measure(course, way)
        first = first or run
        pages = len(list((course.root / "feedback").glob("*/*/*.html")))
        line(way, run, first, students, f"{pages} pages")


def notebooks(course: Course) -> dict[str, object]:
    """Give the autograded notebooks as something to compare."""
    return {name: content for name, content in files(course).items() if name.endswith(".ipynb")}


def verdict(reference: tuple, outcome: tuple) -> str:
    """Say whether grades and notebooks are what nbgrader's are."""
    parts = zip(("grades", "comments", "notebooks"), reference, outcome, strict=True)
    different = [name for name, one, other in parts if one != other]
    return f"DIFFERENT: {', '.join(different)}" if different else "same"


def line(way: Way, run: Run, first: Run, students: int, note: str) -> None:
    """Print one row."""
    print(
        f"{way.name:28} {run.seconds:8.1f} {60 * students / run.seconds:8.0f} "
        f"{first.seconds / run.seconds:6.1f} {run.peak / 1e6:8.0f}  {note}",
        flush=True,
    )


def main() -> None:
    """Compare for each size that is given on the command line."""
    for students in map(int, sys.argv[1:] or ("40", "200")):
        with tempfile.TemporaryDirectory() as scratch:
            compare(students, Path(scratch))


if __name__ == "__main__":
    main()
