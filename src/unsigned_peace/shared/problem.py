"""What is wrong in the ledger, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    Attributes:
        file: the file, such as `data/delegations.csv`.
        row: the row as a spreadsheet shows it (the header is row 1); 0 if the whole file is meant.
        column: the column; empty if the whole row is meant.
        message: what is wrong.

    """

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        """Write the problem in one line.

        >>> print(Problem("data/polls.csv", 3, "sample", "'many' is not a whole number"))
        data/polls.csv, row 3, column sample: 'many' is not a whole number
        """
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.message}"
