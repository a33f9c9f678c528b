"""What became of one submission."""

from dataclasses import dataclass


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
            return f"{done}, FLAGGED for a person: {'; '.join(self.flags)}"
        return "; ".join((done, *self.remarks))
