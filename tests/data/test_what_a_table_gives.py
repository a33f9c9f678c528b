"""What a reader of the ledger gets, and what it says when a cell is wrong."""

import pandas as pd
import pytest

from unsigned_peace import data
from unsigned_peace.data import schema

TABLES = tuple(schema.package())


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_with_the_columns_of_its_description(name):
    frame = data.table(name)
    assert list(frame.columns) == [column.name for column in schema.package()[name].columns]
    assert list(frame.index) == list(range(len(frame)))
    assert len(frame) > 0


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_function_of_its_name(name):
    assert getattr(data, name)().equals(data.table(name))


@pytest.mark.parametrize("name", TABLES)
def test_kinds_become_types(name):
    frame = data.table(name)
    for column in schema.package()[name].columns:
        cells = frame[column.name]
        if column.is_list:
            assert all(isinstance(cell, tuple) for cell in cells)
        elif column.codes:
            assert cells.cat.ordered
            assert tuple(cells.cat.categories) == column.codes
        elif column.kind == "date":
            assert pd.api.types.is_datetime64_dtype(cells)
        elif column.kind == "boolean":
            assert cells.dtype == bool
        elif column.kind == "integer":
            assert pd.api.types.is_integer_dtype(cells)
        elif column.kind == "number":
            assert pd.api.types.is_float_dtype(cells)
        else:
            assert cells.dtype == "string"


def test_missing_values_are_missing_and_empty_lists_are_empty():
    states = data.delegations().set_index("delegation_id")
    assert states.loc["IND", "head_of_delegation"] is pd.NA
    assert pd.isna(states.loc["COL", "war_declared"])
    assert states.loc["USA", "unverified"] == ()


def test_order_of_codes_is_rank():
    drafts = data.drafts()
    named = drafts[drafts["recipient"] <= "USSR on condition"]
    assert set(named["recipient"]) == {"USSR", "USSR on condition"}


def test_an_unknown_table_is_named_with_the_known_ones():
    with pytest.raises(data.DataError, match=r"no table 'delegation'\. The tables are: claims, "):
        data.table("delegation")


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("signed", "maybe", "'maybe' is not one of yes, no"),
        ("region", "Atlantis", "'Atlantis' is not one of Latin America, North America, "),
        ("war_declared", "8 December", "'8 December' is not a date such as 1951-09-08"),
        ("war_declared", "1941-02-30", "'1941-02-30' is not a date such as 1951-09-08"),
        ("state", "", "the cell is empty, and this column needs a value"),
    ],
)
def test_a_wrong_cell_is_named_by_file_row_and_column(ledger, column, text, message):
    ledger.set("delegations", 25, column, text)
    with pytest.raises(data.DataError) as caught:
        data.table("delegations", ledger.place)
    assert str(caught.value).startswith(
        f"data/delegations.csv, row 25 (delegation_id FRA), column {column}: {message}"
    )
    assert str(caught.value).endswith("Correct the cell and run unsigned-peace check-data.")


def test_a_whole_number_with_words_is_refused(ledger):
    ledger.set("claims", 2, "paragraph", "line 6")
    with pytest.raises(data.DataError, match="'line 6' is not a whole number"):
        data.table("claims", ledger.place)


def test_a_row_with_too_few_cells_is_named(ledger):
    lines = ledger.lines("polls")
    ledger.write("polls", [*lines[:3], lines[3][:5], *lines[4:]])
    with pytest.raises(data.DataError, match=r"polls\.csv, row 4 .*: 5 cells, but the header has"):
        data.table("polls", ledger.place)


def test_a_header_that_differs_from_the_description_is_shown(ledger):
    ledger.set("polls", 1, "mode", "how")
    with pytest.raises(data.DataError, match=r"polls\.csv, row 1: the columns are .*Make the two"):
        data.table("polls", ledger.place)


def test_what_a_reader_does_to_a_table_stays_with_the_reader():
    mine = data.table("polls")
    mine.loc[0, "poll_id"] = "changed"
    mine.columns.name = "mine"
    again = data.table("polls")
    assert again.loc[0, "poll_id"] != "changed"
    assert again.columns.name is None


def test_a_table_that_was_edited_is_read_again(tmp_path):
    file = tmp_path / "polls.csv"
    lines = (schema.folder() / "polls.csv").read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines), encoding="utf-8")
    assert len(data.table("polls", file=file)) == len(lines) - 1
    file.write_text("".join(lines[:-1]), encoding="utf-8")
    assert len(data.table("polls", file=file)) == len(lines) - 2
