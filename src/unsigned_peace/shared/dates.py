"""Dates in words, no more exact than they are known."""

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_words(day: date, precision: str = "day") -> str:
    """Write a date no more exactly than it is known.

    Args:
        day: the date; one that stands for a month or a year is its first day.
        precision: `day`, `month`, `year`, or `uncertain` for a day that is not sure.

    >>> date_words(date(1951, 9, 8)), date_words(date(1946, 11, 1), "month")
    ('8 September 1951', 'November 1946')
    >>> date_words(date(1990, 1, 1), "uncertain"), date_words(date(1855, 1, 1), "year")
    ('1 January 1990 (uncertain)', '1855')
    """
    if precision == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    if precision == "month":
        return month
    return f"{day.day} {month}" + (" (uncertain)" if precision == "uncertain" else "")
