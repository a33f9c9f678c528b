"""Figures: a table goes in, a chart comes out, with its alternative text and the table behind it.

Nothing here needs a widget; ``unsigned_peace.explore`` puts controls round these figures.
"""

from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.delegations import delegations

__all__ = ["Chart", "delegations"]
