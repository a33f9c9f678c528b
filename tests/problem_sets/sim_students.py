"""The class of *Two Islands*. One of them hands in the game and the reflection of docs/rubrics."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat

from tests.problem_sets.nbgrader_course import REPOSITORY, cell, read
from unsigned_peace import simulation as sim

NAME = "sim-two-islands"
INSTRUCTORS = REPOSITORY / "exercises" / NAME / f"{NAME}.ipynb"
SAMPLES = REPOSITORY / "docs" / "rubrics" / "sim-samples.md"
TASKS = {f"t{task}-test-{part}": 2 for task in range(1, 6) for part in (1, 2)}
WORTH = {"game-test": 10, **TASKS, "reflection": 20}
ON_OWN_GAME = ("t1-test-1", "t5-test-1")
SAMPLE = re.compile(
    r"^## Sample \d: [\w ]+ \((\d+) of 20\)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE
)
REFLECTIONS = [
    "\n".join(line[2:] for line in part.splitlines() if line.startswith(">"))
    for _, part in SAMPLE.findall(SAMPLES.read_text(encoding="utf-8"))
]
STRONG = REFLECTIONS[0]


def played(moves: Iterable[sim.Move], party: str = "Japan", **settings: object) -> sim.Record:
    """Play a game against a script, with moves of a person, until they end or the game does."""
    record = sim.new_game(players={party: "A student"}, **settings).let_scripts_play()
    for one in moves:
        record = record.make(one).let_scripts_play()
    return record


def sample_moves() -> list[sim.Move]:
    """Read the moves of the sample game: a table of the page for graders."""
    rows = re.findall(
        r"^\| (\d{4}-\d\d-\d\d) \| (\w+) \| ([^|]*) \| ([^|]*) \|$",
        SAMPLES.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return [_move(kind, named.strip(), why.strip()) for _, kind, named, why in rows]


def _move(kind: str, named: str, why: str) -> sim.Move:
    if kind != "offer":
        return sim.move(kind, why=why)
    pairs = (part.split(" = ") for part in named.split("; "))
    return sim.offer({issue: int(n) for issue, n in pairs}, why=why)


GAME = played(sample_moves())
LOG = sim.write(GAME)
LINES = LOG.splitlines(keepends=True)


def as_a_person(party: str) -> sim.Record:
    """A person who does what the script would do, and says why."""
    record = sim.new_game(players={party: "A student"}).let_scripts_play()
    while not record.state.ended:
        one = sim.choose(record.state)
        why = f"On {record.state.date} nothing else was left to me."
        record = record.make(replace(one, why=why)).let_scripts_play()
    return record


def in_twos() -> sim.Record:
    """Two at one screen: three offers with reasons, and then a break."""
    record = sim.new_game(players={"Japan": "A student", "USSR": "Another student"})
    first = sample_moves()[0]
    moscow = {**dict(first.positions), "territory": 0}
    for one in (
        first,
        sim.offer(moscow, why="The frontier stays where the war has left it."),
        sim.offer({"territory": 8}, why="Four islands are what the party can agree on."),
        *[sim.move("leak")] * 3,
    ):
        record = record.make(one)
    return record


def told_as_ones_own() -> sim.Record:
    """History's own moves under the name of a student."""
    record = sim.new_game(players={"Japan": "A student", "USSR": "A student"})
    for one in sim.history().moves:
        record = record.make(one)
    return record


def without_reasons() -> sim.Record:
    """The sample game, with a reason for the first of its seven offers alone."""
    first, *rest = sample_moves()
    return played([first, *(replace(one, why="") for one in rest)])


def edited(old: str, new: str) -> str:
    """The sample's log, in which one thing was changed with an editor."""
    assert LOG.count(old) == 1
    return LOG.replace(old, new)


def signed_for_the_script() -> str:
    """A log with right digests, in which the student has also moved for the other side."""
    record = sim.new_game(players={"Japan": "A student"}).make(sample_moves()[0])
    moscow = sim.offer({**dict(sample_moves()[0].positions), "territory": 8})
    return sim.write(record.make(moscow).make(sim.move("sign")))


@dataclass(frozen=True)
class Student:
    """Hands in the reference solution, changed by one sort of mistake and by nothing else.

    `log` is the text of the file of the game, None if there is none. `code` is added at the end of
    cells. `loses` has the points lost, by test cell, and `says` what such a cell then tells the
    student. `solves` says whether the tasks were done, `flagged` whether a person has to look.
    """

    log: str | None = LOG
    loses: Mapping[str, float] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    flagged: bool = False
    solves: bool = True
    reflection: str = STRONG

    @property
    def earns(self) -> dict[str, float]:
        due = {id_: full - self.loses.get(id_, 0) for id_, full in WORTH.items()}
        return due | {"reflection": 0}

    def work(self, folder: Path) -> None:
        notebook, instructors = read(folder / f"{NAME}.ipynb"), read(INSTRUCTORS)
        for one in notebook.cells:
            mark = one.metadata.get("nbgrader", {})
            if self.solves and mark.get("solution") and not mark.get("grade"):
                one.source = cell(instructors, mark["grade_id"]).source
        if self.reflection:
            cell(notebook, "reflection").source = self.reflection
        for grade_id, added in self.code.items():
            cell(notebook, grade_id).source += "\n" + textwrap.dedent(added)
        nbformat.write(notebook, folder / f"{NAME}.ipynb")
        if self.log is not None:
            (folder / "answers").mkdir()
            file = folder / "answers" / f"{NAME}.jsonl"
            file.write_text(self.log, encoding="utf-8", newline="\n")


NO_GAME = {"game-test": 10, **dict.fromkeys(ON_OWN_GAME, 2)}
FORGED = {
    "edits-a-reason": Student(
        edited("He did not even answer.", "I saw it."), NO_GAME, flagged=True
    ),
    "edits-an-offer": Student(
        edited('{"territory": 4}', '{"territory": 5}'), NO_GAME, flagged=True
    ),
    "cuts-a-line": Student("".join(LINES[:6] + LINES[7:]), NO_GAME, flagged=True),
    "moves-for-moscow": Student(signed_for_the_script(), NO_GAME, flagged=True),
    "hands-in-no-log": Student("This is my game.", NO_GAME, flagged=True),
}
CLASS = {
    "blank": Student(None, WORTH, solves=False, reflection=""),
    "reference": Student(),
    "plays-in-moscow": Student(sim.write(as_a_person("USSR"))),
    "plays-in-twos": Student(sim.write(in_twos())),
    "no-game": Student(None, NO_GAME),
    "unfinished": Student("".join(LINES[:10]), {"game-test": 2, **dict.fromkeys(ON_OWN_GAME, 2)}),
    "no-reasons": Student(sim.write(without_reasons()), {"game-test": 3.43}),
    "other-assumptions": Student(
        sim.write(played(sample_moves(), assumptions={"support_at_start_japan": 9})),
        {"game-test": 2},
    ),
    **FORGED,
    "lets-scripts-play": Student(
        sim.write(sim.new_game().let_scripts_play()), {"game-test": 2 + 4}, flagged=True
    ),
    "copies-history": Student(sim.write(told_as_ones_own()), {"game-test": 2 + 4}, flagged=True),
    "typical-mistakes": Student(
        loses=dict.fromkeys(TASKS, 2),
        code={
            "t1-solution": """
                apart = both[both["yours"] != both["history"]].groupby("party")["date"].max()
                japan_left = apart["Japan"]
                took_back = "1955-08-30"
                """,
            "t2-solution": """
                open_days = zone["all_open"].sum()
                not_territory = "1956-09-13"
                """,
            "t3-solution": """
                days_gained = days_open({moves_most: 0})
                with_patron = days_open({})
                """,
            "t4-solution": """
                undone_by = "american_warnings"
                lowest_start = 5
                """,
            "t5-solution": """
                tokyo_refuses, moscow_refuses = moscow_refuses, tokyo_refuses
                read_back = ["INS-005", "INS-008"]
                """,
        },
        says={
            "t2-test-1": "open_days is 99. It cannot be more than 26.",
            "t3-test-1": "Without it 22 days are open, and not 11.",
        },
    ),
    "wrong-types": Student(
        loses={id_: 2 for id_ in TASKS if id_.endswith("1")},
        code={
            "t1-solution": "japan_left = 1955",
            "t2-solution": "closed_first = 'in summer'",
            "t3-solution": "moves_most = ['four_island_instruction']",
            "t4-solution": "support_then = '2'",
            "t5-solution": "tokyo_refuses = 'territory'",
        },
        says={
            "t1-test-1": "japan_left is 1955. Write one name in quotation marks",
            "t2-test-1": "closed_first is 'in summer'. Write a day as text",
            "t4-test-1": "support_then is text, '2'. Write it in digits without quotation marks",
            "t5-test-1": "tokyo_refuses is 'territory'. Write a list",
        },
    ),
    # A locked cell was changed: the marks of all tests wait for a person.
    "fakes-the-checks": Student(
        None,
        {"game-test": 10, **dict.fromkeys(TASKS, 2)},
        {"setup": "gamelogs.check_game = lambda *_: print(10)"},
        flagged=True,
    ),
}
