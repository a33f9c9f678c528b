"""Where a log stops being what the game wrote: for the person who has to judge it."""

import json
from dataclasses import dataclass

from unsigned_peace import simulation as sim
from unsigned_peace.simulation.moves import from_dict

_SHOWN = 400  # letters of a line


@dataclass(frozen=True)
class Fault:
    """The first line of a log that does not fit.

    Attributes:
        number: of the line.
        why: what does not fit.
        found: the line as it was handed in.
        expected: the line as the game would have written it after the lines before; empty if
            nothing can be expected.
    """

    number: int
    why: str
    found: str
    expected: str

    @property
    def notes(self) -> tuple[str, ...]:
        """The fault in a few sentences."""
        lines = [self.why, f"Line {self.number} as handed in: {_cut(self.found)}"]
        if self.expected:
            lines.append(f"Line {self.number} as the game writes it: {_cut(self.expected)}")
        return tuple(lines)


def first_fault(text: str) -> Fault | None:
    """Find the first line that does not replay; None if the whole log does.

    >>> from unsigned_peace import simulation as sim
    >>> log = sim.write(sim.history())
    >>> first_fault(log) is None
    True
    >>> first_fault(log.replace("Four islands without conditions.", "Two islands.")).number
    8
    """
    try:
        sim.replay(text)
    except sim.LogError as error:
        whole = str(error)
    else:
        return None
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    record = None
    for number, line in enumerate(lines, start=1):
        try:
            record = sim.replay("\n".join(lines[:number]))
        except sim.LogError as error:
            return Fault(number, str(error), line, _expected(record, line))
    return Fault(1, whole, lines[0], "")  # too long as a whole, and never read line by line


def _expected(before: sim.Record | None, line: str) -> str:
    """Write the line that follows: a script's own move, or the move that stands in the line."""
    if before is None or before.state.ended:
        return ""
    try:
        if before.players[before.state.to_move] == sim.SCRIPT:
            one = sim.choose(before.state)
        else:
            one = from_dict(json.loads(line))
        after = before.make(one)
    except (ValueError, RecursionError):  # GameError and JSON's own error are both of this kind
        return ""
    return sim.write(after).splitlines()[-1]


def _cut(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} ..."
