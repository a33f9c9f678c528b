"""The axis of time that several figures share."""

import matplotlib.dates as mdates
from matplotlib.axes import Axes

from unsigned_peace.figures import style


def time_axis(axes: Axes, days: int) -> None:
    """Write years, months or days under the axes, as fits a stretch of so many days."""
    if days > 365 * 4:
        axes.xaxis.set_major_locator(mdates.YearLocator(1 if days < 365 * 15 else 10))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        locator = mdates.AutoDateLocator(minticks=4, maxticks=9)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
    axes.grid(axis="x", color=style.RULE, lw=0.6)
    axes.set_axisbelow(True)
