"""Explorers: controls round the figures and tables of the course.

Each function returns a widget; as the last line of a cell it is shown.
"""

from unsigned_peace.explore.article import article
from unsigned_peace.explore.balance_explorer import declaration_balance
from unsigned_peace.explore.calendar_explorer import session_calendar
from unsigned_peace.explore.cast import cast
from unsigned_peace.explore.claims_judged import judge_claims
from unsigned_peace.explore.clock_explorer import october_clock
from unsigned_peace.explore.correspondence_explorer import correspondence
from unsigned_peace.explore.curves_explorer import reading_curves
from unsigned_peace.explore.delegations_explorer import delegations
from unsigned_peace.explore.drafts_explorer import drafts
from unsigned_peace.explore.explorer import Explorer
from unsigned_peace.explore.glossary_explorer import glossary
from unsigned_peace.explore.hearing import hearing
from unsigned_peace.explore.ladder_explorer import position_ladder
from unsigned_peace.explore.map_explorer import region_map
from unsigned_peace.explore.polls_explorer import polls
from unsigned_peace.explore.reading_room import read
from unsigned_peace.explore.timeline_explorer import timeline

__all__ = [
    "Explorer",
    "article",
    "cast",
    "correspondence",
    "declaration_balance",
    "delegations",
    "drafts",
    "glossary",
    "hearing",
    "judge_claims",
    "october_clock",
    "polls",
    "position_ladder",
    "read",
    "reading_curves",
    "region_map",
    "session_calendar",
    "timeline",
]
