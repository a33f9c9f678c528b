"""All games of a class: which count, what they show, and which logs were set aside and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from unsigned_peace import simulation as sim
from unsigned_peace.exercise.gamelogs.compare_history import on_the_table
from unsigned_peace.exercise.gamelogs.log_fault import first_fault
from unsigned_peace.exercise.gamelogs.log_form import doubts, of_game, people, plain
from unsigned_peace.grading.steps import AnswersError, read_text
from unsigned_peace.two_islands.game_cell import game_path


@dataclass(frozen=True)
class PlayedGame:
    """A game that was played to its end, and who handed it in."""

    students: tuple[str, ...]
    record: sim.Record


@dataclass(frozen=True)
class SetAside:
    """A log that is not shown, with the reason in one or more sentences."""

    student: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ClassGames:
    """The games of a class, and the logs that a person has to look at."""

    games: tuple[PlayedGame, ...]
    set_aside: tuple[SetAside, ...]

    def without_names(self) -> "ClassGames":
        """Hide who handed in which game, in an order that tells nothing either.

        What a damaged log says is left out, too: it may hold a name.

        >>> ClassGames((), (SetAside("ivanova", ("No game.", "a line")),)).without_names().set_aside
        (SetAside(student='-', reasons=('No game.',)),)
        """
        mixed = sorted(self.games, key=lambda game: game.record.digests[-1])
        return ClassGames(
            tuple(replace(game, students=("-",) * len(game.students)) for game in mixed),
            tuple(SetAside("-", one.reasons[:1]) for one in self.set_aside),
        )


def read_class(folder: Path, assignment: str) -> ClassGames:
    """Read the logs that a class has handed in.

    Args:
        folder: nbgrader's folder of submissions, with `<student>/<assignment>/` in it.
        assignment: the name of the assignment.
    """
    found, set_aside = [], []
    for place in sorted(folder.glob(f"*/{assignment}")):
        student = place.parent.name
        try:
            found.append(PlayedGame((student,), _read(game_path(assignment, place))))
        except AnswersError as error:
            set_aside.append(SetAside(student, tuple(str(error).splitlines())))
    return ClassGames(tuple(_joined(found)), tuple(set_aside))


def _read(path: Path) -> sim.Record:
    """Read a log; raises AnswersError, a reason a line, where it is no game to show."""
    try:
        text = read_text(path)
    except FileNotFoundError:
        raise AnswersError("No game was handed in.") from None
    fault = first_fault(text)
    if fault:
        raise AnswersError("\n".join(fault.notes))
    record = sim.replay(text)
    if not record.state.ended:
        raise AnswersError(f"The game stands at move {len(record.moves)}; it was not finished.")
    if doubts(record):
        raise AnswersError("\n".join(doubts(record)))
    return record


def _joined(games: Sequence[PlayedGame]) -> Iterator[PlayedGame]:
    """Make one game of logs that are the same to the letter: who plays in twos has one log."""
    by_log: dict[str, list[PlayedGame]] = {}
    for game in games:
        by_log.setdefault(game.record.digests[-1], []).append(game)
    for same in by_log.values():
        yield PlayedGame(tuple(name for game in same for name in game.students), same[0].record)


def table(games: Iterable[PlayedGame]) -> pd.DataFrame:
    """Tell each game in one row.

    Columns: `game` (its number), `students`, `played` (the side of the person, or both), `against`
    (a line of policy, or a person), `ended`, `kind`, `date`, `moves`, `left_history` (the first day
    on which a side that a person played offered something else on territory than in history),
    `japan`, `ussr` (scores), `reasons` (points for reasons, of 4), `look` (what to look at).

    >>> table([PlayedGame(("a", "b"), sim.history())]).loc[0, "kind"]
    'declaration with islands'
    """
    known: dict[tuple, int] = {}
    rows = []
    for number, game in enumerate(games, start=1):
        end = sim.outcome(game.record.state)
        first = known.setdefault(plain(game.record), number)
        rows.append(
            {
                "game": number,
                "students": ", ".join(game.students),
                "played": " and ".join(people(game.record)),
                "against": _against(game.record),
                "ended": end.ended,
                "kind": end.kind,
                "date": end.date,
                "moves": len(game.record.moves),
                "left_history": _left(game.record),
                "japan": end.scores[sim.JAPAN],
                "ussr": end.scores[sim.USSR],
                "reasons": of_game(game.record)[-1].earned,
                "look": " ".join(_look(game, number, first)),
            }
        )
    return pd.DataFrame(rows)


def courses(games: Iterable[PlayedGame]) -> pd.DataFrame:
    """Return the offers on territory of the sides that persons played, one row a session.

    Columns: `game`, `party`, `session`, `position`.
    """
    offers = [
        on_the_table(game.record).assign(game=number).query("party in @sides")
        for number, game in enumerate(games, start=1)
        for sides in [people(game.record)]  # the name that `query` reads
    ]
    columns = ["game", "party", "session", "position"]
    return pd.concat(offers)[columns] if offers else pd.DataFrame(columns=columns)


def _against(record: sim.Record) -> str:
    lines = record.states[0].game.lines
    scripts = [lines[party] for party in sim.PARTIES if party not in people(record)]
    return " and ".join(scripts) or "a person"


def _left(record: sim.Record) -> str:
    keys = ["session", "date", "party"]
    both = on_the_table(record).merge(on_the_table(sim.history()), on=keys)
    own = both[both["party"].isin(people(record))].fillna({"position_x": -1, "position_y": -1})
    apart = own.loc[own["position_x"] != own["position_y"], "date"]
    return "never" if apart.empty else apart.min()


def _look(game: PlayedGame, number: int, first: int) -> Iterator[str]:
    handed_in, persons = len(game.students), len(people(game.record))
    if handed_in > 1 and persons == 1:
        yield f"Handed in by {handed_in} students, and one person played."
    if first != number:
        yield f"The same moves as game {first}."
    if game.record.changed_assumptions:
        yield f"Other assumptions: {', '.join(game.record.changed_assumptions)}."
