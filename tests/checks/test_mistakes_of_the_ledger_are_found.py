"""The maintainer's check finds every problem at once, and only problems."""

import pytest

from unsigned_peace import cli
from unsigned_peace.checks.ledger import check_ledger
from unsigned_peace.data import schema


def problems(ledger):
    return [str(problem) for problem in check_ledger.problems(ledger.place)]


def test_the_ledger_has_no_problem():
    assert check_ledger.problems() == []


# What a maintainer may do wrong: table, key of the row, column, text; then the column named and
# what is said of it.
MISTAKES = [
    ("claims", "CLM-002", "paragraph", "first", "paragraph", "'first' is not a whole number"),
    ("claims", "CLM-003", "paragraph", "9", "paragraph_end", "the last paragraph comes before"),
    ("claims", "CLM-211", "paragraph_end", "99", "paragraph_end", "'99' is more than 77"),
    ("claims", "CLM-005", "claim_id", "CLM-5", "claim_id", "'CLM-5' has not the form "),
    ("events", "EVT-002", "source_ids", "S-HARA07;F9", "source_ids", "'F9' is not in sources."),
    ("events", "EVT-003", "source_ids", "SEED;SEED", "source_ids", "an element stands twice"),
    ("events", "EVT-005", "actors", "USA; UK", "actors", "write lists as a;b;c, without spaces"),
    ("events", "EVT-007", "title", "No  Hokkaido", "title", "spaces at an end, double spaces"),
    ("events", "EVT-008", "title", "Reply ", "title", "spaces at an end, double spaces"),
    ("events", "EVT-009", "place", "Tokyo (GK)", "place", "the remark '(GK)' belongs in"),
    ("events", "EVT-011", "place", "Tokyo, check", "place", "the remark ', check' belongs in"),
    ("events", "EVT-012", "date_precision", "month", "date", "with precision month the date ends"),
    ("events", "EVT-013", "date_precision", "", "date_precision", "the cell is empty"),
    ("positions", "POS-003", "issue_code", "1", "issue_code", "the code is only for issues of"),
    ("delegations", "ARG", "signed", "maybe", "signed", "'maybe' is not one of yes, no"),
    ("delegations", "BOL", "invited", "no", "invited", "it attended, so it was invited"),
    ("delegations", "BRA", "region", "Mars", "region", "'Mars' is not one of Latin America, "),
    ("delegations", "CHL", "delegation_id", "ARG", "delegation_id", "'ARG' stands in row "),
    ("delegations", "CRI", "ratified_on", "1952", "ratified_on", "'1952' is not a date such as"),
    ("treaty_articles", "ART-05", "amendment", "", "amendment", "number and text of the amendment"),
    ("drafts", "DRA-01", "clause_text", "", "clause_text", "words of the clause go with"),
    ("statements", "STA-01", "reading_rank", "0", "reading_rank", "reading_code 3 has the rank 5"),
    ("polls", "POL-01", "field_start", "1999-01-01", "field_end", "the field work ends before"),
    ("poll_answers", "POL-02", "poll_id", "POL-99", "poll_id", "'POL-99' is not in polls.poll_id"),
    ("people", "PER-001", "romaji", "Abe Shinzo\u0304", "romaji", "letters and accents are apart"),
    ("places", "PLA-001", "lat", "north", "lat", "'north' is not a number"),
    ("boundaries", "BOU-001", "place_ids", "PLA-999", "place_ids", "'PLA-999' is not in places."),
    ("article_paragraphs", "6", "claim_ids", "CLM-009", "claim_ids", "its claims are CLM-009;"),
    ("article_paragraphs", "8", "claim_ids", "CLM-003", "claim_ids", "its claims are none"),
    ("article_paragraphs", "8", "quotation", "word " * 24 + "word", "quotation", "'word word"),
]


def test_every_mistake_of_every_table_is_found_at_once(ledger):
    expected = []
    for table, key, column, text, named, message in MISTAKES:
        row = ledger.row_of(table, key)
        ledger.set(table, row, column, text)
        expected.append((f"data/{table}.csv", row, named, message))
    found = check_ledger.problems(ledger.place)
    for file, row, column, message in expected:
        place = f"row {row}, column {column}" if column else f"row {row}"
        here = [p.message for p in found if (p.file, p.place) == (file, place)]
        assert any(text.startswith(message) for text in here), (file, place, here)


@pytest.mark.slow
def test_the_article_has_all_its_paragraphs_in_order_and_few_quotations(ledger):
    for paragraph in range(1, 78):
        ledger.set("article_paragraphs", paragraph + 1, "quotation", "a few words")
    assert "article_paragraphs.csv: row 17, column quotation: more than 15" in str(problems(ledger))
    ledger.set("article_paragraphs", 8, "paragraph", "70")
    assert any("here paragraph 7 should stand" in text for text in problems(ledger))


def test_nothing_but_the_mistakes_is_reported(ledger):
    for table, key, column, text in [
        ("claims", "CLM-002", "verdict", "wrong"),
        ("delegations", "FRA", "signed", "maybe"),
        ("events", "EVT-002", "place", " Washington"),
        ("poll_answers", "POL-02", "percent", "many"),
    ]:
        ledger.set(table, ledger.row_of(table, key), column, text)
    assert [(p.file, p.place.split()[-1]) for p in check_ledger.problems(ledger.place)] == [
        ("data/claims.csv", "verdict"),
        ("data/events.csv", "place"),
        ("data/delegations.csv", "signed"),
        ("data/poll_answers.csv", "percent"),
    ]


GK_AMONG_OTHERS = "GK is a source: name the columns, or say in note what it adds"


def test_general_knowledge_must_show(ledger):
    alone = ledger.row_of("events", "EVT-002")
    ledger.set("events", alone, "source_ids", "GK")
    ledger.set("events", alone, "confidence", "high")
    mixed = ledger.row_of("events", "EVT-003")
    ledger.set("events", mixed, "source_ids", "P-YALTA;GK")
    hidden = ledger.row_of("events", "EVT-005")
    ledger.set("events", hidden, "unverified", "date")
    assert [text.removeprefix("data/events.csv: ") for text in problems(ledger)] == [
        f"row {alone}, column confidence: GK is the only source, so the confidence is low",
        f"row {alone}, column unverified: GK is the only source: name the columns that rest on it",
        f"row {mixed}, column unverified: {GK_AMONG_OTHERS}",
        f"row {hidden}, column source_ids: unverified is filled, so GK belongs here",
    ]


def test_a_missing_id_and_a_doubled_row_are_found(ledger):
    lines = ledger.lines("statements")
    twin = ["STA-60", *lines[2][1:]]
    ledger.write("statements", [*lines[:10], *lines[11:], twin])
    found = problems(ledger)
    assert "data/statements.csv: row 60: says the same as row 3" in found
    assert any("STA" not in text and "ids run from 1 to 59" in text for text in found)
    assert any("is already the origin of data/statements.csv, row 3" in text for text in found)


def test_events_out_of_order_are_found(ledger):
    ledger.set("events", 2, "date", "1999-01-01")
    assert problems(ledger) == [
        "data/events.csv: row 3, column date: events stand in the order of time"
    ]


def test_a_file_that_no_one_describes_is_found(ledger):
    (ledger.place / "rumours.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert problems(ledger) == ["data/rumours.csv: datapackage.json does not describe this file"]


def test_a_header_that_differs_and_a_row_with_too_few_cells_are_found(ledger):
    lines = ledger.lines("polls")
    ledger.write("polls", [[*lines[0][:-1], "how"], lines[1], lines[2][:5], *lines[3:]])
    found = problems(ledger)
    assert any(
        text.startswith("data/polls.csv: row 1: the columns must be poll_id, ") for text in found
    )
    assert any(text.startswith("data/polls.csv: row 3: 5 cells, but") for text in found)


def test_check_data_prints_every_problem_and_fails(ledger, monkeypatch, capsys):
    ledger.set("delegations", 17, "signed", "maybe")
    ledger.set("events", 2, "place", " Cairo")
    monkeypatch.setattr(schema, "folder", lambda: ledger.place)
    assert cli.main(["check-data"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 3
    assert out[0].startswith("data/events.csv: row 2, column place: ")
    assert out[1].startswith("data/delegations.csv: row 17, column signed: ")
    assert out[2].startswith("2 problem(s).")


def test_check_data_is_content_with_the_ledger(capsys):
    assert cli.main(["check-data"]) == 0
    assert "The ledger is in order." in capsys.readouterr().out
