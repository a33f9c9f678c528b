"""What became of one submission."""

from dataclasses import dataclass
from textwrap import shorten

_CHARACTERS = 120  # of a reason in a list


@dataclass(frozen=True)
class Outcome:
    """The result of grading one submission, or of writing its feedback.

    `failure` says why there is none; `flags` are signs of tampering, `remarks` other things that
    an instructor may want to know.

    >>> Outcome("ann", flags=("a test was changed",)).verdict("graded")
    'graded, FLAGGED for a person: a test was changed'
    """

    student: str
    failure: str = ""
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    cell_cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def verdict(self, done: str) -> str:
        """Say it in a line; `done` is what went well."""
        if self.failure:
            return f"FAILED: {self.failure}"
        if self.flags:
            return f"{done}, FLAGGED for a person: {self.reasons()}"
        return "; ".join((done, *self.remarks))

    def reasons(self, most: int = 2) -> str:
        """Say in short why it was flagged. All of it stands at the top of the notebook.

        >>> Outcome("ann", flags=("one", "two", "three")).reasons()
        'one; two; and 1 more'
        """
        shown = [shorten(text, _CHARACTERS) for text in self.flags[:most]]
        more = len(self.flags) - most
        return "; ".join([*shown, *([f"and {more} more"] if more > 0 else [])])
