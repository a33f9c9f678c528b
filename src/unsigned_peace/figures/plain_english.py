"""Small pieces of plain English for titles, captions and alternative texts."""

from collections.abc import Iterable, Sequence

import pandas as pd

from unsigned_peace.shared import dates


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """Join words as a sentence does.

    >>> listed(["Poland", "Czechoslovakia", "the USSR"])
    'Poland, Czechoslovakia and the USSR'
    """
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "state"), counted(20, "state"), counted(2, "country", "countries")
    ('1 state', '20 states', '2 countries')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def date_words(date: pd.Timestamp, precision: str = "day") -> str:
    """Write a date no more exactly than it is known; say so where there is none.

    >>> date_words(pd.Timestamp("1946-11-01"), "month"), date_words(pd.NaT)
    ('November 1946', 'no date')
    """
    return "no date" if pd.isna(date) else dates.date_words(date, precision)


def dates_in_words(rows: pd.DataFrame) -> list[str]:
    """Write the dates of a table, each no more exactly than its `date_precision` says."""
    return [date_words(*row) for row in zip(rows["date"], rows["date_precision"], strict=True)]


def sentence(text: str) -> str:
    """Give a text a capital letter and a full stop, once.

    >>> sentence("no island is named")
    'No island is named.'
    """
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def all_sources(table: pd.DataFrame) -> tuple[str, ...]:
    """List every source of a table, those of most rows first; general knowledge comes last.

    >>> all_sources(pd.DataFrame({"source_ids": [("A", "B", "GK"), ("B", "GK")]}))
    ('B', 'A', 'GK')
    """
    numbers: dict[str, int] = {}
    for sources in table["source_ids"]:
        for source in sources:
            numbers[source] = numbers.get(source, 0) + 1
    return tuple(sorted(numbers, key=lambda source: (source == "GK", -numbers[source], source)))


def order_of(values: pd.Series) -> Sequence[str]:
    """Return the kinds in a column in the order of its categories, or else of first appearance.

    Only kinds that occur are returned.

    >>> list(order_of(pd.Series(pd.Categorical(["b", "a"], categories=["a", "b", "c"]))))
    ['a', 'b']
    """
    present = values.dropna()
    if isinstance(values.dtype, pd.CategoricalDtype):
        return [kind for kind in values.cat.categories if (present == kind).any()]
    return list(dict.fromkeys(present))
