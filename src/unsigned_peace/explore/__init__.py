"""Explorers: controls round the figures and tables of the course.

Each function returns a widget; as the last line of a cell it is shown.
"""

from unsigned_peace.explore.delegations import delegations
from unsigned_peace.explore.drafts import drafts
from unsigned_peace.explore.explorer import Explorer
from unsigned_peace.explore.glossary import glossary
from unsigned_peace.explore.region_map import region_map
from unsigned_peace.explore.timeline import timeline

__all__ = ["Explorer", "delegations", "drafts", "glossary", "region_map", "timeline"]
