"""What if: the same game once more, with one assumption changed."""

from unsigned_peace import data
from unsigned_peace import simulation as sim
from unsigned_peace.explore.explorer import Explorer, Screen, Values, chart_screen, dropdown
from unsigned_peace.two_islands.debriefing import TERRITORY, Closed, Place, compare, game
from unsigned_peace.two_islands.game_in_words import day, said_of

_HISTORY = "history's own moves"


def what_if(name: str = "two-islands", folder: Place = None) -> Explorer | Closed:
    """Play your game again, or history, with one assumption changed.

    People make the same moves as long as these can be made; scripts choose anew. Before your own
    game has ended the page is closed.
    """
    record = game(name, folder)
    return record if isinstance(record, Closed) else rerun(record)


def rerun(record: sim.Record) -> Explorer:
    """Put controls over the reruns of a game.

    >>> one = rerun(sim.history())
    >>> one.choose(change="american_warnings=0")
    >>> one.panel.status.startswith("Nothing was changed")
    False
    """
    table = data.simulation_assumptions()
    mine = record.states[0].game.assumptions
    options = [("nothing", "")]
    for row in table.itertuples():
        if row.name.startswith("weight_") or row.name not in mine:
            continue  # a game of an earlier edition has not all assumptions of now
        now = mine[row.name]
        options += [
            (f"{row.name}: {value} in place of {now}", f"{row.name}={value}")
            for value in dict.fromkeys((int(row.lowest), now - 1, now + 1, int(row.highest)))
            if value != now and row.lowest <= value <= row.highest
        ]
    change = dropdown("Change", options)
    which = dropdown("Play again", [("your game", "mine"), (_HISTORY, "history")])
    meanings = dict(zip(table["name"], table["meaning"], strict=True))

    def show(values: Values) -> Screen:
        old = record if values["which"] == "mine" else sim.history()
        return _screen(old, str(values["change"]), meanings)

    return Explorer({"which": which, "change": change}, show, [[which, change]])


def _screen(old: sim.Record, change: str, meanings: dict[str, str]) -> Screen:
    if not change:
        status = f"Nothing was changed. {said_of(old)}"
        return chart_screen(status, compare({"As it was played": old}, TERRITORY))
    name, _, value = change.partition("=")
    again = sim.what_if(old, {name: int(value)})
    new = again.record
    same = new.moves == old.moves and new.state.ended == old.state.ended
    status = (
        f"{name} = {value}: the same moves, and the same end. {said_of(new)}"
        if same
        else f"{name} = {value}. Before: {said_of(old)} Now: {said_of(new)}"
    )
    if again.left_at:
        at = new.states[again.left_at - 1]
        status += (
            f" From {day(at.date)} on the scripts play both sides, because a move could not be "
            f"made any more: {again.why}"
        )
    chart = compare({"As it was played": old, f"With {name} = {value}": new}, TERRITORY)
    return chart_screen(status, chart, f'<p style="margin:0">{meanings[name]}</p>')
