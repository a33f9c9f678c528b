"""What comes out of playing a notebook, and what is known of the cell that is being played."""

from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode


@dataclass
class Played:
    """What came out besides the outputs.

    `lost` says why the child was lost, if it was, and `lost_at` in which cell, unless only the
    time for the notebook was over. `findings` are the signs of tampering, each with the number of
    the cell during which it was seen.
    """

    lost: str = ""
    lost_at: int | None = None
    seconds: float = 0.0
    findings: list[tuple[int, str]] = field(default_factory=list)
    cell_cpu_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


@dataclass
class Cell:
    """The cell that is being played."""

    index: int
    node: NotebookNode
    began_at: int  # bytes received before it
    deadline: float | None = None
    why: str = ""  # what the deadline is for
    stopped: str = ""  # which limit made us interrupt it
    reply: dict[str, Any] | None = None
    begun: bool = False  # whether the child has taken the request
    limit: str = ""  # which limit of the system it ran into
    trouble: str = ""  # what kept the kernel from running it
    finished: bool = True  # whether a test has come to its end
    gave: float | None = None  # the mark that a test has given
    survivors: list[int] | None = None  # canaries that should have died

    @property
    def name(self) -> str:
        """The id of its messages."""
        return f"cell-{self.index}"
