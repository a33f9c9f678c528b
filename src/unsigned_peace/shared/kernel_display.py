"""What the last line of a cell shows, without the words of Python: no `dtype`, no `Timedelta`.

pandas and NumPy are named here, and loaded only by who has something of theirs to show.
"""

from collections.abc import Callable
from typing import Any

from IPython import get_ipython


def switch_on() -> None:
    """Show tables, columns, days and numbers legibly in the kernel of a notebook."""
    shell = get_ipython()
    if shell is not None:
        use(shell)


def use(shell: Any) -> None:  # noqa: ANN401 - any of IPython's shells
    """Show them so in a shell of IPython."""
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type_by_name("pandas", "DataFrame", _table)
    formatters["text/html"].for_type_by_name("pandas", "Series", _column)
    for home, name, words in (
        ("pandas", "Series", lambda column: column.to_string()),
        ("pandas", "Timestamp", day_words),
        ("pandas", "Timedelta", span_words),
        *(("numpy", name, str) for name in ("int64", "int32", "float64", "bool")),
    ):
        formatters["text/plain"].for_type_by_name(home, name, _said(words))


def day_words(moment: Any) -> str:  # noqa: ANN401 - no pandas here
    """Write a day, with its hour if it has one.

    >>> import pandas as pd
    >>> day_words(pd.Timestamp("1956-12-12")), day_words(pd.Timestamp("1956-10-18 16:15"))
    ('1956-12-12', '1956-10-18 16:15:00')
    """
    return str(moment).removesuffix(" 00:00:00")


def span_words(span: Any) -> str:  # noqa: ANN401
    """Write a stretch of time in days, with hours if it has some.

    >>> import pandas as pd
    >>> span_words(pd.Timestamp("1956-12-12") - pd.Timestamp("1951-09-08"))
    '1922 days'
    """
    return str(span).removesuffix(" 00:00:00")


def _said(words: Callable[[Any], str]) -> Callable[[Any, Any, bool], None]:
    return lambda value, printer, _cycle: printer.text(words(value))


def _table(rows: Any) -> str:  # noqa: ANN401
    from unsigned_peace.shared.dataframe_display import html  # noqa: PLC0415 - it loads pandas

    return html(rows)


def _column(column: Any) -> str:  # noqa: ANN401
    return _table(column.to_frame("value" if column.name is None else column.name))
