"""Explorers: controls round the figures and tables of the course.

Each function returns a widget; as the last line of a cell it is shown.
"""

from unsigned_peace.explore.correspondence import correspondence
from unsigned_peace.explore.declaration_balance import declaration_balance
from unsigned_peace.explore.delegations import delegations
from unsigned_peace.explore.drafts import drafts
from unsigned_peace.explore.explorer import Explorer
from unsigned_peace.explore.glossary import glossary
from unsigned_peace.explore.october_clock import october_clock
from unsigned_peace.explore.polls import polls
from unsigned_peace.explore.position_ladder import position_ladder
from unsigned_peace.explore.reading_curves import reading_curves
from unsigned_peace.explore.reading_room import read
from unsigned_peace.explore.region_map import region_map
from unsigned_peace.explore.session_calendar import session_calendar
from unsigned_peace.explore.timeline import timeline
from unsigned_peace.explore.wordings import wordings

__all__ = [
    "Explorer",
    "correspondence",
    "declaration_balance",
    "delegations",
    "drafts",
    "glossary",
    "october_clock",
    "polls",
    "position_ladder",
    "read",
    "reading_curves",
    "region_map",
    "session_calendar",
    "timeline",
    "wordings",
]
