"""The ledger of the course: its tables, its sources, its land outlines, and its check."""

from unsigned_peace.data.checks import check, unused_sources
from unsigned_peace.data.land import Line, land, lines
from unsigned_peace.data.ledger import (
    boundaries,
    claim_counts,
    claims,
    clauses,
    declaration_articles,
    delegations,
    drafts,
    events,
    frus_documents,
    glossary,
    kurile_readings,
    people,
    places,
    poll_answers,
    polls,
    positions,
    sources,
    statements,
    treaty_articles,
)
from unsigned_peace.data.problem import Problem
from unsigned_peace.data.schema import folder
from unsigned_peace.data.sources import Source, cite, source
from unsigned_peace.data.tables import DataError, table

__all__ = [
    "DataError",
    "Line",
    "Problem",
    "Source",
    "boundaries",
    "check",
    "cite",
    "claim_counts",
    "claims",
    "clauses",
    "declaration_articles",
    "delegations",
    "drafts",
    "events",
    "folder",
    "frus_documents",
    "glossary",
    "kurile_readings",
    "land",
    "lines",
    "people",
    "places",
    "poll_answers",
    "polls",
    "positions",
    "source",
    "sources",
    "statements",
    "table",
    "treaty_articles",
    "unused_sources",
]
