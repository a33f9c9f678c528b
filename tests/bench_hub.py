"""Measure what a student costs on a hub: `python -m tests.bench_hub`, as root (docs/hub.md).

A hub is installed with three students. Memory is the proportional set size: what several share is
counted once, each has her part of it.
"""

import contextlib
import os
import pwd
import re
import time
from pathlib import Path

import nbformat

from tests.hub.hub_machine import GRADER, REPOSITORY, STUDENTS, TEACHER, HubMachine, hub_machine
from tests.hub.hub_visitor import HubVisitor, log_in
from tests.problem_sets.ps1_students import NAME, PS1

MODULE = "notebooks/01-san-francisco-1951.ipynb"
TICKS = os.sysconf("SC_CLK_TCK")


def processes(name: str) -> list[Path]:
    """The processes of an account; not those of the kernel."""
    uid, found = pwd.getpwnam(name).pw_uid, []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended meanwhile
            if path.stat().st_uid == uid and (path / "smaps_rollup").read_text():
                found.append(path)
    return found


def memory(paths: list[Path]) -> float:
    """The memory of processes, in MB."""
    pages = [
        re.search(r"^Pss: +(\d+)", (p / "smaps_rollup").read_text(), re.MULTILINE) for p in paths
    ]
    return sum(int(one[1]) for one in pages) / 1024


def seconds(paths: list[Path]) -> float:
    """The computing time of processes and of what they have started, in seconds."""
    fields = [(path / "stat").read_text().rpartition(")")[2].split() for path in paths]
    return sum(sum(map(int, one[11:15])) for one in fields) / TICKS


def show(what: str) -> None:
    """Print the mean of the students."""
    of_all = [processes(name) for name in STUDENTS]
    mb, cpu = (sum(map(measure, of_all)) / len(of_all) for measure in (memory, seconds))
    print(f"{what:40} {mb:6.0f} MB {cpu:7.1f} s", flush=True)


def run_module(student: HubVisitor) -> None:
    """Run all cells of module 1 in her kernel."""
    notebook = nbformat.read(REPOSITORY / MODULE, as_version=4)
    with student.kernel(MODULE) as kernel:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                kernel.send("execute_request", {"code": cell.source, "silent": False})


def hand_in(machine: HubMachine, teacher: HubVisitor, copies: int) -> None:
    """Put reference solutions where collected work lies."""
    work = machine.folder / "work"
    for number in range(copies):
        folder = machine.place / "grading/course/submitted" / f"s{number:03}" / NAME
        work.mkdir()
        for file in (machine.place / "grading/course/release" / NAME).iterdir():
            (work / file.name).write_bytes(file.read_bytes())
        PS1.solve(work)
        folder.parent.mkdir(parents=True)
        work.rename(folder)
    code, said = teacher.type("true")
    assert code == 0, said
    for path in (machine.place / "grading/course").rglob("submitted*"):
        os.chown(path, pwd.getpwnam(GRADER).pw_uid, -1)


def main(copies: int = 20) -> None:
    """Print memory and computing time of a student, of the hub, and of grading."""
    with hub_machine() as machine, machine.running(machine.command()):
        words = machine.passwords()
        people = {name: log_in(machine, name, words[name]) for name in (TEACHER, *STUDENTS)}
        for name in STUDENTS:
            people[name].start_server()
        time.sleep(20)
        print(f"{'one student':40} {'memory':>9} {'computing':>9}")
        show("her server, idle")
        before = sum(seconds(processes(name)) for name in STUDENTS)
        time.sleep(60)
        idle = sum(seconds(processes(name)) for name in STUDENTS) - before
        print(f"idle for a minute: {idle / len(STUDENTS):.2f} s")
        for name in STUDENTS:
            run_module(people[name])
        show("with module 1 run")
        hub = [
            path
            for path in processes("root")
            if str(machine.place).encode() in (path / "cmdline").read_bytes()
        ]
        print(f"hub, proxy and culler: {memory(hub):.0f} MB")
        teacher = people[TEACHER]
        teacher.server = "/services/grading"
        print(f"server for grading: {memory(processes(GRADER)):.0f} MB")
        for step in ("assign", "release"):
            teacher.say(f"/formgrader/api/assignment/{NAME}/{step}", "POST")
        hand_in(machine, teacher, copies)
        _, said = teacher.type(f"time unsigned-peace grade {NAME} | tail -2")
        print(f"grading {copies} submissions of problem set 1:\n{said}")
        for person in people.values():
            person.leave()


if __name__ == "__main__":
    main()
