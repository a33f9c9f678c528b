"""The sub-command of this room: games."""

import argparse
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-command of this room to the command line.

    >>> parser = argparse.ArgumentParser()
    >>> register(parser.add_subparsers())
    >>> parser.parse_args(["games", "sim-two-islands", "--anonymous"]).anonymous
    True
    """
    games = commands.add_parser(
        "games", help="show all games of a class in one picture, for the debriefing"
    )
    games.add_argument("assignment", help="such as sim-two-islands")
    games.add_argument(
        "--in", dest="submitted", type=Path, default=Path("submitted"), metavar="FOLDER",
        help="nbgrader's folder of submissions (submitted)",
    )  # fmt: skip
    games.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to write (dist/<assignment>-games)"
    )
    games.add_argument("--anonymous", action="store_true", help="show no names")
    games.set_defaults(run=show_games)


def show_games(arguments: argparse.Namespace) -> int:
    """Write the page, the picture and the table of a class; return 1 if there is no game.

    >>> show_games(argparse.Namespace(assignment="x", submitted=Path("nowhere"), anonymous=False))
    There is no submission of 'x' in 'nowhere'. First collect: nbgrader collect x
    1
    """
    # Figures and the engine are for this command alone.
    from unsigned_peace.grading.debriefing import classroom, page  # noqa: PLC0415

    found = classroom.read_class(arguments.submitted, arguments.assignment)
    if not found.games and not found.set_aside:
        print(
            f"There is no submission of {arguments.assignment!r} in {str(arguments.submitted)!r}. "
            f"First collect: nbgrader collect {arguments.assignment}"
        )
        return 1
    if arguments.anonymous:
        found = found.without_names()
    for one in found.set_aside:
        print(f"Not shown: {one.student}. {' '.join(one.reasons)}")
    if not found.games:
        print("No game can be shown: nobody has handed in a finished game that replays.")
        return 1
    folder = arguments.to or Path("dist", f"{arguments.assignment}-games")
    for file in page.write(found, arguments.assignment, folder):
        print(f"Wrote {file}")
    return 0
