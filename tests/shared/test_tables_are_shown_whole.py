"""Tables of a problem set: every table can be shown, and what is shown is what it holds."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from unsigned_peace import data
from unsigned_peace.shared.dataframe_display import html as table_html
from unsigned_peace.shared.kernel_display import use


@pytest.fixture
def shell():
    """A kernel's shell; afterwards pandas shows tables as it did before."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()
    pd.reset_option("^display.max_")


@pytest.mark.parametrize(
    "cell",
    [
        "from unsigned_peace import exercise; exercise.show_tables_in_full()",
        "from unsigned_peace import legible; legible.tables()",  # in notebooks of version 0.1
    ],
)
def test_tables_are_shown_so_after_one_call(shell: InteractiveShell, cell: str):
    shell.run_cell(cell)
    note = data.events().set_index("title").loc[["Domnitsky note"]]
    shown, _ = shell.display_formatter.format(note)
    assert "legible-" in shown["text/html"]
    assert "<td>Andrei I. Domnitsky; Hatoyama Ichiro</td>" in shown["text/html"]


def test_days_and_ids_stay_on_one_line_and_sentences_do_not():
    table = data.events()[["event_id", "date", "description"]].head()
    html = table_html(table)
    assert html.count("white-space: nowrap") == 2
    assert "td:nth-child(2) { white-space: nowrap }" in html
    assert "td:nth-child(4) { white-space: nowrap }" not in html


def test_numbers_stand_at_the_right_and_yes_or_no_does_not():
    html = table_html(pd.DataFrame({"number": [1365, 11177], "exact": [False, True]}))
    assert "td:nth-child(2) { text-align: right }" in html
    assert "td:nth-child(3) { text-align: right }" not in html


def test_what_a_cell_holds_cannot_become_a_tag():
    assert "&lt;b&gt;" in table_html(pd.DataFrame({"text": ["<b>"]}))


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame({"date": []}),
        pd.DataFrame({"when": [pd.NaT], "what": [pd.NA]}),
        pd.DataFrame([[1, 2]], columns=["twice", "twice"]),
        data.positions().groupby(["party", "is_secret"])["stance_code"].agg(["min", "max"]),
        pd.crosstab(data.positions()["party"], data.positions()["is_secret"]),
        data.positions().groupby("party", observed=True).agg({"stance_code": ["min", "max"]}),
    ],
)
def test_every_table_of_a_student_can_be_shown(table: pd.DataFrame):
    assert "<table" in table_html(table)


def test_a_table_that_is_shown_again_is_written_in_the_same_way():
    table = data.events()[["event_id", "date", "description"]].head()
    assert table_html(table) == table_html(table)


def test_very_long_tables_are_cut_in_the_middle():
    html = table_html(pd.DataFrame({"row": range(1000)}))
    assert "1000 rows" in html
    assert html.count("<tr>") < 100


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (pd.Timestamp("1956-12-12") - pd.Timestamp("1951-09-08"), "1922 days"),
        (pd.Timestamp("1956-12-12"), "1956-12-12"),
        (data.delegations()["signed"].sum(), "49"),
        ((pd.Timestamp("1956-12-12"), 2), "(1956-12-12, 2)"),
    ],
)
def test_a_value_is_shown_without_the_words_of_python(shell: InteractiveShell, value, shown: str):
    use(shell)
    assert shell.display_formatter.format(value)[0]["text/plain"] == shown


def test_a_column_is_shown_as_a_table_without_its_dtype(shell: InteractiveShell):
    use(shell)
    column = data.delegations().groupby("region", observed=True).size()
    bundle, _ = shell.display_formatter.format(column)
    assert "dtype" not in bundle["text/html"] + bundle["text/plain"]
    assert "Latin America" in bundle["text/html"]
    empty = data.events()[["title", "unverified"]].head(2)
    assert "()" not in shell.display_formatter.format(empty)[0]["text/html"]
