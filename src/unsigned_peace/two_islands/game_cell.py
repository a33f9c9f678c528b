"""What a notebook uses: `two_islands.play()` in a cell."""

from pathlib import Path
from typing import TYPE_CHECKING

from unsigned_peace.shared.controller import OpenWidgets
from unsigned_peace.shared.json_document import can_name_file
from unsigned_peace.two_islands.game_controller import GameController
from unsigned_peace.two_islands.game_store import GameStore

if TYPE_CHECKING:
    from unsigned_peace.two_islands.game_widget import GameWidget

_open = OpenWidgets()


def game_path(name: str, folder: str | Path | None = None) -> Path:
    """Return where a game is kept.

    Raises:
        ValueError: if the name cannot be the name of a file.

    >>> game_path("two-islands", "notebooks").as_posix()
    'notebooks/answers/two-islands.jsonl'

    """
    if not can_name_file(name):
        raise ValueError(f"{name!r} cannot name a game. Use a name such as 'two-islands'.")
    return Path(folder or Path.cwd()) / "answers" / f"{name}.jsonl"


def play(name: str = "two-islands", folder: str | Path | None = None) -> "GameWidget":
    """Open the game, or resume it where it was left.

    A cell that is run again shows the same widget, with what other windows saved meanwhile.

    Args:
        name: the name of the game; its log is `answers/<name>.jsonl`.
        folder: where that is; the folder of the notebook if left out.

    Raises:
        ValueError: if the name cannot be the name of a file.

    >>> import tempfile
    >>> play(folder=tempfile.mkdtemp()).page["kind"]
    'begin'

    """
    # The debriefing needs no widget of the game: it loads here, where one is shown.
    from unsigned_peace.two_islands.game_widget import GameWidget  # noqa: PLC0415

    path = game_path(name, folder).resolve()
    return _open.show(path, lambda: GameWidget(GameController(GameStore(path))))
