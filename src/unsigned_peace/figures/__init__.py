"""Figures: a table goes in, a chart comes out, with its alternative text and the table behind it.

Nothing here needs a widget; `unsigned_peace.explore` puts controls round these figures.
"""

from unsigned_peace.figures.agreement_zone import agreement_zone
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.correspondence import correspondence
from unsigned_peace.figures.declaration_balance import declaration_balance
from unsigned_peace.figures.delegations import delegations
from unsigned_peace.figures.detainee_numbers import detainee_numbers
from unsigned_peace.figures.full_table import Table, table
from unsigned_peace.figures.islands_by_share import islands_by_share
from unsigned_peace.figures.kurile_readings import what_kurils_meant
from unsigned_peace.figures.october_clock import october_clock
from unsigned_peace.figures.outcomes import outcomes
from unsigned_peace.figures.polls import polls
from unsigned_peace.figures.position_ladder import position_ladder
from unsigned_peace.figures.reading_curves import reading_curves
from unsigned_peace.figures.recipient_ladder import recipient_ladder
from unsigned_peace.figures.scorecard import scorecard
from unsigned_peace.figures.session_calendar import session_calendar
from unsigned_peace.figures.talks_course import talks_course
from unsigned_peace.figures.timeline import timeline
from unsigned_peace.figures.word_diff import diff_html, word_diff

__all__ = [
    "Chart",
    "Table",
    "agreement_zone",
    "correspondence",
    "declaration_balance",
    "delegations",
    "detainee_numbers",
    "diff_html",
    "islands_by_share",
    "october_clock",
    "outcomes",
    "polls",
    "position_ladder",
    "reading_curves",
    "recipient_ladder",
    "scorecard",
    "session_calendar",
    "table",
    "talks_course",
    "timeline",
    "what_kurils_meant",
    "word_diff",
]
