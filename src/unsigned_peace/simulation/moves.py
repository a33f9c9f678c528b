"""A move: what one side does in one turn, and how it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass

from unsigned_peace.simulation.game_rules import GameError

KINDS = ("offer", "reveal", "hold", "link", "unlink", "leak", "consult", "adjourn", "sign")
_ISSUES_NEEDED = {"reveal": 1, "consult": 1, "link": 2, "unlink": 2}


@dataclass(frozen=True)
class Move:
    """One move.

    Attributes:
        kind: one of `KINDS`.
        positions: for an offer, the new position on each issue that changes.
        issues: for `reveal` and `consult` the issue; for `link` and `unlink` the issue and the
            one that it must wait for.
        why: the player's reason, for the reflection afterwards. It changes nothing.
    """

    kind: str
    positions: tuple[tuple[str, int], ...] = ()
    issues: tuple[str, ...] = ()
    why: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the move as plain values, for the log.

        >>> offer(territory=4).as_dict()
        {'move': 'offer', 'positions': {'territory': 4}}
        """
        plain: dict[str, object] = {"move": self.kind}
        if self.positions:
            plain["positions"] = dict(self.positions)
        if self.issues:
            plain["issues"] = list(self.issues)
        if self.why:
            plain["why"] = self.why
        return plain


def offer(positions: Mapping[str, int] | None = None, why: str = "", **more: int) -> Move:
    """Make an offer; issues that are not named stay as they were.

    >>> offer({"state of war": 2}, territory=4).positions
    (('state of war', 2), ('territory', 4))
    """
    return Move("offer", tuple(sorted({**(positions or {}), **more}.items())), why=why)


def move(kind: str, *issues: str, why: str = "") -> Move:
    """Make any other move.

    >>> move("link", "UN admission", "territory").issues
    ('UN admission', 'territory')
    """
    return Move(kind, issues=issues, why=why)


def from_dict(plain: object) -> Move:
    """Read a move of a log.

    Raises:
        GameError: if it is not a move.

    >>> from_dict({"move": "consult", "issues": ["territory"]})
    Move(kind='consult', positions=(), issues=('territory',), why='')
    """
    if not isinstance(plain, dict) or plain.get("move") not in KINDS:
        raise GameError(f"It is not a move. The moves are: {', '.join(KINDS)}.")
    kind = str(plain["move"])
    positions, issues = plain.get("positions", {}), plain.get("issues", [])
    why = plain.get("why", "")
    if not isinstance(positions, dict) or any(type(n) is not int for n in positions.values()):
        raise GameError("The positions of an offer must be whole numbers, one for each issue.")
    if not isinstance(issues, list) or not all(isinstance(issue, str) for issue in issues):
        raise GameError("The issues of a move must be a list of names.")
    if not isinstance(why, str):
        raise GameError("The reason of a move must be text.")
    return Move(kind, tuple(sorted(positions.items())), tuple(issues), why)


def fault(one: Move) -> str:
    """Say what is wrong with the form of a move, or return an empty text.

    >>> fault(move("link", "trade"))
    'The move link needs 2 issue(s), and not 1.'
    """
    if one.kind not in KINDS:
        return f"There is no move {one.kind!r}. The moves are: {', '.join(KINDS)}."
    needed = _ISSUES_NEEDED.get(one.kind, 0)
    if len(one.issues) != needed:
        return f"The move {one.kind} needs {needed} issue(s), and not {len(one.issues)}."
    if bool(one.positions) != (one.kind == "offer"):
        return "An offer names at least one position; no other move names any."
    return ""
