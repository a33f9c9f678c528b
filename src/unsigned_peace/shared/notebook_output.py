"""What the last line of a cell may give: a piece of output, as HTML and as text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """A piece of a notebook's output.

    >>> Output("<p>Nothing to review now.</p>", "Nothing to review now.")
    Nothing to review now.
    """

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """Return the text, for where no HTML is shown."""
        return self.text
