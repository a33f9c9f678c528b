"""The tables of the game: sourced or labelled, whole, and true to the ledger."""

from pathlib import Path

import pandas as pd
import pytest

from unsigned_peace import data
from unsigned_peace import simulation as sim

TABLES = [name for name in dir(data) if name.startswith("simulation_")]


def test_every_row_has_a_source_or_says_that_it_is_an_assumption():
    for name in TABLES:
        table = data.table(name)
        if "basis" in table:
            sourced = table["source_ids"].map(bool)
            assert (sourced == (table["basis"] != "assumption")).all(), name
            assert (table.loc[~sourced, "confidence"] == "low").all(), name


def test_the_text_of_1956_stands_once_on_each_issue():
    positions = data.simulation_positions()
    assert (positions.groupby("issue", observed=True)["in_declaration"].sum() == 1).all()


def test_the_text_of_1956_has_the_codes_of_the_ledger():
    """The codes of the game and those of the table positions on 19 October 1956 agree."""
    ledger = data.positions()
    ledger = ledger[(ledger["party"] == "USSR") & (ledger["date"] == "1956-10-19")]
    wanted = ledger.set_index("issue")["stance_code"].drop("Kunashiri and Etorofu")
    wanted = wanted.rename({"Habomai and Shikotan": "territory"})
    ours = data.simulation_positions().query("in_declaration").set_index("issue")["scale_code"]
    assert set(wanted.index) == set(ours.index)
    for issue, code in wanted.items():
        assert ours[issue] == code, issue


def test_scale_codes_rise_with_the_positions():
    for issue, rungs in data.simulation_positions().groupby("issue", observed=True):
        assert rungs["position"].tolist() == list(range(len(rungs))), issue
        assert rungs["scale_code"].is_monotonic_increasing, issue
        if issue != "territory":
            known = data.scales().query("scale == @issue")["code"]
            assert set(rungs["scale_code"]) <= set(known), issue


@pytest.mark.parametrize("line", sim.rules().lines)
def test_every_line_has_an_instruction_on_every_issue_on_every_day(line):
    party = sim.rules().lines[line].party
    game = sim.start(**{party.lower(): line}).game
    for session in sim.rules().sessions:
        for date in session.dates:
            told = sim.instructions(game, party, date)
            for issue, one in told.items():
                last = len(sim.rules().issues[issue]) - 1
                assert max(one.aim, one.fall_back) <= last, one.instruction_id


def test_switches_name_assumptions_of_yes_or_no():
    known = data.simulation_assumptions().set_index("name")
    for table in (data.simulation_instructions(), data.simulation_events()):
        for name in table["only_if"].explode().dropna():
            assert (known.loc[name, "lowest"], known.loc[name, "highest"]) == (0, 1), name


def test_assumptions_lie_within_their_limits_and_each_one_counts():
    table = data.simulation_assumptions()
    assert table["value"].between(table["lowest"], table["highest"]).all()
    code = "".join(
        file.read_text(encoding="utf-8") for file in Path(sim.__file__).parent.glob("*.py")
    )
    tables = (data.simulation_instructions(), data.simulation_events())
    switches = {name for table in tables for names in table["only_if"] for name in names}
    for name in table["name"]:
        built = name.startswith("weight_") or name.endswith(("_from", "_until"))
        assert built or f'"{name}"' in code or name in switches, name


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"no_such": 1}, "There is no assumption 'no_such'"),
        ({"leak": 99}, "from 0 to 6, and not 99"),
        ({"leak": True}, "not True"),
        ({"leak": 1.0}, "not 1.0"),
    ],
)
def test_a_wrong_assumption_is_named(changes, said):
    with pytest.raises(sim.GameError, match=said):
        sim.start(assumptions=changes)


def test_a_wrong_line_is_named_with_the_right_ones():
    with pytest.raises(sim.GameError, match=r"Japan has no line 'khrushchev'.*ministry"):
        sim.start(japan="khrushchev")


def test_the_zone_opens_and_closes_as_the_instructions_say():
    zone = sim.zone(sim.start().game)
    territory = zone.query("issue == 'territory'").set_index("date")
    assert territory.loc["1955-08-16", "open"]
    assert (territory.loc["1955-08-16", ["lowest", "highest"]] == 3).all()
    assert not territory.loc["1955-08-30":"1956-08-13", "open"].any()
    assert territory.loc["1956-09-13", "all_open"]  # five points, for one week
    assert not territory.loc["1956-09-29", "open"]  # the party line of 20 September
    assert territory.loc["1956-10-19", "lowest"] == 4
    assert pd.isna(territory.loc["1956-08-12", "lowest"])


def test_without_the_instruction_of_august_1955_the_zone_on_territory_stays_open():
    zone = sim.zone(sim.start(assumptions={"four_island_instruction": 0}).game)
    assert zone.query("issue == 'territory' and date < '1956-09-11'")["open"].all()
