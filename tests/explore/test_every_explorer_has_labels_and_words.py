"""What holds for every explorer: labels, a first look in words, and no link that leads astray."""

from collections.abc import Callable
from functools import cache

import pytest

from unsigned_peace import explore
from unsigned_peace.explore.explorer import Explorer

EXPLORERS: dict[str, Callable[[], Explorer]] = {
    "delegations": explore.delegations,
    "drafts": explore.drafts,
    "timeline": lambda: explore.timeline(module="01"),
    "map": explore.region_map,
    "glossary": explore.glossary,
    "ladder": explore.position_ladder,
    "correspondence": explore.correspondence,
    "calendar": explore.session_calendar,
    "clock": explore.october_clock,
    "balance": explore.declaration_balance,
    "readings": explore.reading_curves,
    "polls": explore.polls,
}


@cache  # the tests of an explorer are spread over processes and do not follow each other
def opened(name: str) -> Explorer:
    return EXPLORERS[name]()


@pytest.fixture(params=EXPLORERS)
def explorer(request: pytest.FixtureRequest) -> Explorer:
    return opened(request.param)


@pytest.mark.slow
def test_every_control_has_a_label(explorer: Explorer) -> None:
    assert all(control.description.strip() for control in explorer.controls.values())


def test_first_look_says_what_is_shown(explorer: Explorer) -> None:
    assert explorer.panel.status.startswith(("Showing", "Comparing"))
    assert explorer.panel.html


def test_where_no_widget_can_be_shown_there_are_words(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    shown = bundle[0] if isinstance(bundle, tuple) else bundle
    assert " ".join(shown["text/plain"].split()).startswith(explorer.panel.status)


def test_no_link_leads_astray(explorer: Explorer) -> None:
    # A link in a widget would be read against the address of JupyterLab, not of the notebook.
    assert "href=" not in explorer.panel.html
