"""What the page says of the rules agrees with the engine, and sheets keep secrets apart."""

import re

import pytest

from unsigned_peace import data
from unsigned_peace import simulation as sim
from unsigned_peace.checks.pages.role_sheets import role_sheets


def test_every_kind_of_move_is_explained_with_numbers_that_exist() -> None:
    moves = data.simulation_moves()
    assert tuple(sorted(moves["move"])) == tuple(sorted(sim.KINDS))
    for effect in moves["effect"]:
        assert set(re.findall(r"{(\w+)}", effect)) <= set(sim.rules().assumptions)


def test_an_example_is_a_move_of_that_kind() -> None:
    moves = data.simulation_moves().dropna(subset="example")
    history = data.simulation_history().set_index("move_id")["move"]
    assert (history.loc[moves["example"]].to_numpy() == moves["move"].to_numpy()).all()


@pytest.mark.parametrize(("name", "sheet"), role_sheets().items())
def test_a_sheet_holds_the_orders_of_its_line_and_no_order_of_the_other_side(
    name: str, sheet: str
) -> None:
    line = name.removesuffix(".html")
    orders = data.simulation_instructions()
    mine = sim.rules().lines[line].party
    others = orders[orders["party"] != mine]["text"]
    assert all(text not in sheet for text in others)
    assert sheet.count('<th scope="row">') == len(sim.rules().issues)


def test_what_the_quiz_says_of_reruns_is_what_the_engine_gives() -> None:
    def again(**changes: int) -> sim.GameState:
        return sim.what_if(sim.history(), changes).record.state

    assert again(american_warnings=0).ended == "signed"
    assert again(american_warnings=0).japan.support > sim.history().state.japan.support
    assert (again(fishery_decree=0).ended, again(fishery_decree=0).japan.support) == (
        "refused at home",
        2,
    )
    assert again(fishery_decree=0, support_needed=2).ended == "signed"
    assert sim.rules().assumptions["support_needed"] == 3


def test_what_the_quiz_says_of_the_zone_is_what_the_tables_give() -> None:
    zone = sim.zone(sim.start().game)
    zone = zone[zone["issue"] == "territory"].set_index("date")
    assert zone.loc[:"1955-08-16", "open"].all()
    assert not zone.loc["1955-08-30", "open"]
    assert zone["ussr_fall_back"].loc["1955-08-16"] == zone["ussr_fall_back"].loc["1955-08-30"]
