"""What the notebook of the assignment uses: the own game, and what is still missing in its log."""

from pathlib import Path

from unsigned_peace import simulation as sim
from unsigned_peace.exercise.answer_form import NotYetError
from unsigned_peace.exercise.factcheck.progress_cells import show
from unsigned_peace.exercise.gamelogs.log_form import NO_GAME, of_game
from unsigned_peace.two_islands.game_cell import game_path


def saved_game(name: str, folder: str | Path | None = None) -> sim.Record:
    """Read and replay the game that is saved beside a notebook.

    Raises:
        NotYetError: if there is no game, or if its log does not replay.

    >>> saved_game("no-such-game")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: There is no game yet. Play one above, to \
its end.
    """
    path = game_path(name, folder)
    try:
        return sim.load(path)
    except FileNotFoundError:
        raise NotYetError(NO_GAME) from None
    except OSError as error:
        raise NotYetError(f"{path.name} cannot be read: {error.strerror}.") from None
    except sim.LogError as error:
        raise NotYetError(f"{error} Play another game, or put your own copy back.") from None


def my_game(name: str, folder: str | Path | None = None) -> sim.Record:
    """Return the game that is saved beside a notebook; before it is played, one without moves.

    >>> len(my_game("no-such-game").moves)
    There is no game yet. Play one above, to its end.
    0
    """
    try:
        record = saved_game(name, folder)
    except NotYetError as error:
        print(error)
        return sim.new_game()
    if not record.state.ended:
        print(f"Your game stands at move {len(record.moves)}. Play it to its end first.")
        return sim.new_game()  # the other side's papers are secret until then
    print(f"Your game has {len(record.moves)} moves. It ended on {record.state.date}: ", end="")
    print(f"{sim.outcome(record.state).kind}.")
    return record


def check_game(name: str, folder: str | Path | None = None) -> None:
    """Show how complete the log of the saved game is.

    Raises:
        NotYetError: if anything is missing.

    >>> check_game("no-such-game")
    Traceback (most recent call last):
    unsigned_peace.exercise.answer_form.NotYetError: There is no game yet. Play one above, to \
its end.
    """
    show(of_game(saved_game(name, folder)))
