"""Tables that can be read in a problem set: sentences from the left, days and ids on one line.

Problem sets show plain DataFrames, because students ask them in the same words. JupyterLab sets
their texts from the right and breaks days at the hyphen. This changes only how they are shown, for
the tables of a student's own cells, too.
"""

from hashlib import sha256

import pandas as pd

from unsigned_peace.shared import kernel_display

MOST_ROWS = 100
_ONE_LINE = 16  # letters: a day, an id, a short code


def show_tables_in_full() -> None:
    """Show all tables of this notebook legibly from now on.

    >>> show_tables_in_full()
    >>> pd.get_option("display.max_rows")
    100
    >>> pd.reset_option("^display.max_")
    """
    pd.set_option("display.max_colwidth", None)
    pd.set_option("display.max_rows", MOST_ROWS)
    kernel_display.switch_on()


tables = show_tables_in_full  # as notebooks of version 0.1 call it: `legible.tables()`


def html(rows: pd.DataFrame) -> str:
    """Write a table as HTML.

    Lists are written as text. Texts stand at the left, numbers at the right. Columns with short
    values only, such as days, are never broken.

    >>> short = pd.DataFrame({"on": ["1955-01-25"], "actors": [("Domnitsky", "Hatoyama")]})
    >>> "<td>Domnitsky; Hatoyama</td>" in html(short), "<td>1955-01-25</td>" in html(short)
    (True, True)
    """
    shown = _lists_as_text(rows)
    rules = ["td, th { text-align: left; vertical-align: top }", *_rules(shown)]
    # The name comes from the rules, so that a notebook that is run again shows the same.
    place = f"legible-{sha256(' '.join(rules).encode()).hexdigest()[:8]}"
    # JupyterLab's own rule for cells has two classes: this one has as many, and an element more.
    cells = f"div.{place} .dataframe "
    style = " ".join(cells + rule.replace(", ", f", {cells}") for rule in rules)
    table = shown.to_html(
        max_rows=pd.get_option("display.max_rows"),
        max_cols=pd.get_option("display.max_columns"),
        show_dimensions=len(shown) > pd.get_option("display.max_rows"),
        border=0,
    )
    return f'<div class="{place}"><style>{style}</style>{table}</div>'


def _lists_as_text(rows: pd.DataFrame) -> pd.DataFrame:
    columns = [
        column.map(lambda value: "; ".join(map(str, value)) if isinstance(value, tuple) else value)
        if column.dtype == object
        else column
        for _, column in rows.items()
    ]
    return pd.concat(columns, axis=1) if columns else rows


def _rules(shown: pd.DataFrame) -> list[str]:
    """Style the columns of short values and of numbers; the index has the first places."""
    first = shown.index.nlevels + 1
    rules = []
    for number, (_, column) in enumerate(shown.items(), start=first):
        one = f"td:nth-child({number})"
        longest = max((len(str(one).removesuffix(" 00:00:00")) for one in column), default=0)
        if longest <= _ONE_LINE:
            rules.append(f"{one} {{ white-space: nowrap }}")
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            rules.append(f"{one} {{ text-align: right }}")
    return rules
