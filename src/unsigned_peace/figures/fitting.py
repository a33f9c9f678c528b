"""Make words fit a place: break lines by their real width."""

from unsigned_peace.figures import style


def wrapped(
    text: str, inches: float, size: float = style.SMALL, weight: str = "normal"
) -> list[str]:
    """Break a text into lines that are no wider than a number of inches.

    A single word that is wider stands alone on its line; no word is cut.

    >>> wrapped("two islands after the treaty", 1.0)
    ['two islands after', 'the treaty']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and style.text_width(longer, size, weight) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
