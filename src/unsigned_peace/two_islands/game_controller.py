"""The game at the screen: what a player does goes in, the page to show comes out.

`js/two_islands` draws the page that `shown` gives and sends the events that `handle` takes.
"""

from collections.abc import Mapping
from typing import Any

from unsigned_peace import simulation as sim
from unsigned_peace.data.names import SIDES
from unsigned_peace.shared.controller import Controller, Event
from unsigned_peace.two_islands import game_pages, preview
from unsigned_peace.two_islands.game_store import GameStore

LONGEST = 4_000  # letters of a reason or of a name
WAYS = {"Japan": ("Japan",), "USSR": ("USSR",), "screen": sim.PARTIES}


class GameController(Controller):
    """A game that is being played. `page` shows the papers of one side at most."""

    def __init__(self, store: GameStore) -> None:
        """Begin with what the store holds."""
        self.store = store
        self._seated = ""  # at a shared screen: the side that has said it sits there

    def fixed(self) -> dict[str, Any]:
        """Return where the game is saved."""
        return {"file": str(self.store.path)}

    def shown(self) -> dict[str, Any]:
        """Return the page to show now."""
        return {"page": self.page(), "notice": self.store.notice}

    def refresh(self) -> None:
        """Take in what other windows have saved."""
        self.store.refresh()

    def as_text(self) -> str:
        """Return where the game stands, in a line."""
        return f"Two Islands. {self.page()['title']}"

    def page(self) -> dict[str, Any]:
        """Return the page to show now."""
        record = self.store.record
        if record is None:
            return game_pages.beginning()
        if record.state.ended:
            return game_pages.ending(record)
        mover = record.state.to_move
        if len(self.store.here) > 1 and self._seated != mover:
            return game_pages.hand_over(record)
        reader = mover if mover in self.store.here else self.store.here[0]
        return game_pages.turn(record, reader)

    def handle(self, event: Event) -> dict[str, Any]:
        """Do what a player asked for, and return the answer to it.

        The answer may hold `said` (words for the player), `wrong` (why it cannot be done),
        `preview` (what a move would do) and `text` with `name` (a file to keep). An event that
        makes no sense is ignored. Events (`action`): begin (way, japan, ussr, names), seat, look
        and make (key, move, positions, issues, why), export, open (text, way), leave.
        """
        self.store.refresh()
        return super().handle(event)

    def refused(self, error: Exception) -> dict[str, Any]:
        """Say why something cannot be done."""
        return {"wrong": str(error)} if isinstance(error, sim.GameError) else {}

    def on_begin(self, event: Event) -> dict[str, Any]:
        """Begin a game."""
        if self.store.record is not None:
            return {"wrong": "A game has begun here already, perhaps in another window."}
        way, names = str(event["way"]), _names(event["names"])
        apart = bool(event.get("apart"))
        people = sim.PARTIES if apart else WAYS[way]
        record = sim.new_game(
            str(event["japan"]),
            str(event["ussr"]),
            players={party: names[party] or _DELEGATION[party] for party in people},
        )
        self.store.begin(record.let_scripts_play(), WAYS[way])
        return {"said": f"The game has begun. {self.page()['title']}"}

    def on_seat(self, _: Event) -> dict[str, Any]:
        """Show the papers to the side that now sits at the screen."""
        record = _running(self.store.record)
        self._seated = record.state.to_move
        return {"said": self.page()["title"]}

    def on_look(self, event: Event) -> dict[str, Any]:
        """Say what a move would do."""
        record, one = self._meant(event)
        wrong = sim.refusal(record.state, one)
        return {"wrong": wrong} if wrong else {"preview": preview.of(record.state, one)}

    def on_make(self, event: Event) -> dict[str, Any]:
        """Make a move."""
        record, one = self._meant(event)
        mover = record.state.to_move
        after = record.make(one).let_scripts_play()
        self._seated = ""
        self.store.move_on(after)
        return {"said": game_pages.announcement(after, mover)}

    def _meant(self, event: Event) -> tuple[sim.Record, sim.Move]:
        """Return the game and the move of an event; the game must be where the player saw it."""
        record = _running(self.store.record)
        page = self.page()
        if page["kind"] != "turn" or not page["yours"] or event["key"] != page["key"]:
            raise sim.GameError(
                "The game has moved on, perhaps in another window. The page shows it as it is now."
            )
        why = str(event.get("why", ""))[:LONGEST].strip()
        if event["move"] == "offer":
            positions = {str(issue): int(n) for issue, n in dict(event["positions"]).items()}
            on_table = sim.view(record.state, record.state.to_move).ours
            changed = {i: n for i, n in positions.items() if on_table.get(i) != n}
            return record, sim.offer(changed or positions, why=why)
        issues = [str(issue) for issue in event.get("issues", [])]
        return record, sim.move(str(event["move"]), *issues, why=why)

    def on_export(self, _: Event) -> dict[str, Any]:
        """Give the game as a file."""
        record = self.store.record
        if record is None:
            return {}
        name = f"{self.store.path.stem}-after-move-{len(record.moves)}.jsonl"
        return {"text": sim.write(record), "name": name, "said": f"Saved as {name}."}

    def on_open(self, event: Event) -> dict[str, Any]:
        """Take over a game that came as a file."""
        new, ours = sim.replay(str(event["text"])), self.store.record
        if ours is None:
            here = WAYS[str(event["way"])]
            for party in here:
                if new.players[party] == sim.SCRIPT and not new.state.ended:
                    raise sim.GameError(
                        f"In this file the course plays {SIDES[party]}. Choose another side."
                    )
            self.store.begin(new.let_scripts_play(), here)
            self._seated = ""
            return {"said": f"The game is open. {self.page()['title']}"}
        known, found = ours.digests, new.digests
        if known[0] != found[0]:
            raise sim.GameError("This file holds another game, so it was not opened.")
        if found[: len(known)] != known:
            if known[: len(found)] == found:
                raise sim.GameError(
                    f"This file ends after move {len(new.moves)}, and your game is at move "
                    f"{len(ours.moves)}. Ask for the newest file."
                )
            raise sim.GameError(
                "This file tells another course: a move that you have made is not in it. "
                "It was not opened."
            )
        self.store.move_on(new)
        return {"said": f"The game is open. {self.page()['title']}"}

    def on_leave(self, _: Event) -> dict[str, Any]:
        """Put the game away, so that another can begin."""
        name = self.store.put_away()
        self._seated = ""
        return {"said": f"The game is kept as {name}." if name else ""}


_DELEGATION = {"Japan": "Delegation of Japan", "USSR": "Soviet delegation"}


def _running(record: sim.Record | None) -> sim.Record:
    if record is None:
        raise sim.GameError("There is no game here now. Begin one.")
    return record


def _names(given: Mapping[str, Any]) -> dict[str, str]:
    names = {party: " ".join(str(given.get(party, "")).split())[:80] for party in sim.PARTIES}
    for name in names.values():
        if name.lower() in {sim.SCRIPT, "history"}:
            raise sim.GameError(f"A player cannot be called {name!r}. Choose another name.")
    return names
