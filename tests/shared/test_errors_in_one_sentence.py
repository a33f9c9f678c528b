"""What beginners type, as Python really answers it, and what the sentence must tell them."""

import re
import traceback
from contextlib import suppress
from pathlib import Path
from pkgutil import resolve_name

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from unsigned_peace import data, exercise
from unsigned_peace.exercise import said_of_error
from unsigned_peace.shared.error_sentences import sentence
from unsigned_peace.shared.kernel_errors import at_hand
from unsigned_peace.shared.overlooked import overlooked

ROOT = Path(__file__).resolve().parents[2]


def names() -> dict[str, object]:
    """Give what a student has after the first cells of module 1."""
    delegations = data.delegations()
    return {
        "pd": pd,
        "data": data,
        "exercise": exercise,
        "delegations": delegations,
        "came": delegations[delegations["attended"]],
        "events": data.events(),
        "states": ["Peru", "Chile"],
        "african": None,
    }


MISTAKES = {
    # columns and names
    'came["regoin"]': 'no column "regoin". Did you mean "region"?',
    'came["Region"]': 'Did you mean "region"?',
    'came[["state", "regoin"]]': 'no column "regoin". Did you mean "region"?',
    'came[["regoin"]]': 'no column "regoin". Did you mean "region"?',
    'came.groupby("regoin").size()': 'no column or entry "regoin". Did you mean "region"?',
    "came.regoin": "Did you mean `region`?",
    "came[region]": 'For the column, write quotation marks: "region".',
    "delegatoins.head()": "Did you mean `delegations`?",
    "claims.head()": "a cell above was not run",
    'exercise.lists(came["state"], region=region, task=1)': "Run the cell above it first. Nothing",
    "answer = Poland": 'A text needs quotation marks: "Poland".',
    "final = true": "In Python it is `True`.",
    "my_guess_1 = eight": "In Python it is `8`.",
    "data.delegatoins()": "Did you mean `delegations`?",
    "came.haed(3)": "Did you mean `head`?",
    "states.add('Peru')": "A list has nothing called `add`.",
    "from unsigned_peace import dta": "`unsigned_peace` has nothing called `dta`.",
    "from unsigned_peace.data import delegatoins": "Did you mean",
    "import pandsa": "Did you mean `pandas`?",
    # signs
    'came[["state", "region"]': "The bracket `[` has no partner",
    "len(came))": "The bracket `)` has no partner",
    "len(came]": "The bracket `(` is closed with `]`",
    'came["region]': "no closing quotation mark",
    'came["state" "region]': "no closing quotation mark",
    "[1956 1951]": "A comma is missing.",
    "signed = 1951-09-08": "A day is written as text",
    "came[“region”]": "Type plain signs",
    "if len(came) > 3\n    print(1)": "A colon `:` is missing",
    "if len(came) = 3:\n    print(1)": "To compare, write two: `==`.",
    'print "Peru"': "`print` takes round brackets",
    "for one in states:\nprint(one)": "four spaces further right",
    "  african = 4": "begins too far right",
    "def f():\n        x = 1\n    return x": "do not begin at the same place",
    # kinds of things
    'came[came["attended"] and came["signed"]]': "write `&` for and",
    'came["region"] == "Asia" & came["signed"]': "round brackets",
    'came("region")': "`[ ]`, not `( )`",
    "came.head[3]": "`( )`, not `[ ]`",
    '"20" + 1': "is a number in quotation marks?",
    '20 > "19"': "is a number in quotation marks?",
    "african + 1": "still None",
    'states["Peru"]': "the number of a place",
    'int("three")': 'The text "three" is no number',
    "states[5]": "There are not so many",
    "came.iloc[500]": "There are not so many",
    "10 / len([])": "divided by 0",
    'pd.Timestamp("1956-13-12")': "no day of the calendar",
    'pd.Timestamp("12th of Maybe")': "no day of the calendar",
    'pd.Timestamp("1956-12-12") - "1951-09-08"': "A text is no day yet",
    'events["date"] > "soon"': "Write a day",
    "len(4)": "counts a list, table or text only",
    "for one in 52: pass": "Here a list is needed",
    "data.document()": "needs something more in its brackets",
    "sorted(states, revers=True)": "look how it is spelt",
    'pd.read_csv("ledger.csv")': "no file `ledger.csv`",
    "raise NotImplementedError()": "waits for your answer",
    '~came["state"]': "turns round True and False only",
}


def answer_of_python(code: str, space: dict[str, object]) -> tuple[Exception, str]:
    """Run code as a cell, and return the error with its traceback."""
    try:
        exec(compile(code, "<ipython-input-1-x>", "exec"), space)
    except Exception as error:  # noqa: BLE001 - every error of a beginner
        return error, traceback.format_exc()
    pytest.fail(f"no error: {code}")


@pytest.mark.filterwarnings("ignore:.*object is not subscriptable:SyntaxWarning")
@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_is_said_in_one_sentence(code: str) -> None:
    space = names()
    error, trace = answer_of_python(code, space)
    said = sentence(at_hand(error, code, space, trace))
    assert MISTAKES[code] in said, (repr(error), said)
    assert len(said.split()) < 40


def test_the_same_sentence_comes_from_text_alone() -> None:
    space = names()
    error, trace = answer_of_python('came["regoin"]', space)
    said = said_of_error(type(error).__name__, str(error), 'came["regoin"]', trace)
    assert 'Did you mean "region"?' in said


def test_pages_of_feedback_say_it_with_the_names_of_the_course() -> None:
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (named,) = re.findall(r'^c\.Grader\.explain_error = "(.+)"$', config, flags=re.MULTILINE)
    explain = resolve_name(named)
    assert explain is said_of_error
    assert explain("KeyError", "'regoin'", 'came["regoin"]', "").endswith('"region"?')
    # `signed` is a column, too; in a notebook that is graded, it is an answer without a value.
    assert "column" not in explain("NameError", "name 'signed' is not defined", "signed", "")


SILENT = {
    'came[came["belligerency"] == "combatants"]': 'Did you mean "combatant"?',
    'fought = ["combatants"]\ncame["belligerency"].isin(fought)': 'Did you mean "combatant"?',
    'came["region"] != "asia"': 'No row of `came` has "asia"',
    'states = ["Poland" "Peru"]': 'Between "Poland" and "Peru" a comma is missing',
    'came["state"].isin(["Peru"\n "Chile"])': 'Between "Peru" and "Chile" a comma is missing',
    'came["signed"] == "yes"': "holds True and False",
    'events["actors"] == "Hatoyama"': "holds a list in each row",
}


@pytest.mark.parametrize("code", SILENT)
def test_a_wrong_answer_in_silence_is_noticed(code: str) -> None:
    space = names()
    before = dict(space)
    exec(code, space)
    assert any(SILENT[code] in said for said in overlooked(code, before, space))


@pytest.mark.parametrize(
    "code",
    [
        'came["region"] == "Africa"',
        'came = came[came["region"] != "Africa"]',
        'came[came["region"] == "Oceania"]["state"] == "Peru"',
        'africa = came[came["region"] == "Africa"]\nafrica["region"] == "Oceania"',
        'said = ("one text on "\n "two lines")',
        'came["region"].isin(["East Asia", "Africa"])',
        'events["date"] > "1956-01-01"',
        'came[unknown["x"] == "y"]',
        "not python at all",
    ],
)
def test_nothing_is_said_of_code_that_is_right(code: str) -> None:
    space = names()
    before = dict(space)
    with suppress(SyntaxError, NameError):
        exec(code, space)
    assert overlooked(code, before, space) == []


def test_no_cell_of_the_course_looks_like_a_mistake() -> None:
    for path in [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")]:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                assert overlooked(cell.source) == [], (path.name, cell.id)


def run(*cells: str) -> list:
    """Run cells in a real kernel, and return the outputs of the last one."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
    NotebookClient(notebook, allow_errors=True, timeout=120).execute()
    return notebook.cells[-1].outputs


SETUP = "from unsigned_peace import data\ncame = data.delegations()"


@pytest.mark.slow
def test_notebook_shows_the_sentence_and_folds_the_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/01.ipynb")
    card, error = run(SETUP, 'x = 1\ncame["regoin"]')
    html = card["data"]["text/html"]
    assert "Did you mean &quot;region&quot;?" in html
    assert html.index("Did you mean") < html.index("<details>") < html.index("get_loc")
    assert "get_loc" in card["data"]["text/plain"]
    assert (error["output_type"], error["ename"], error["evalue"]) == (
        "error",
        "KeyError",
        "'regoin'",
    )
    assert error["traceback"] == ["KeyError: 'regoin'"]


@pytest.mark.slow
def test_notebook_says_what_python_cannot_read_and_what_never_matches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/01.ipynb")
    card, error = run(SETUP, "len(came")
    assert "has no partner" in card["data"]["text/plain"]
    assert error["ename"] in {"SyntaxError", "_IncompleteInputError"}
    outputs = run(SETUP, 'len(came[came["belligerency"] == "combatants"])')
    assert any("combatant&quot;?" in one["data"].get("text/html", "") for one in outputs)


@pytest.mark.slow
def test_what_grading_sees_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    (error,) = run(SETUP, 'came["regoin"]')
    assert error["output_type"] == "error"
    assert "get_loc" in "".join(error["traceback"])
