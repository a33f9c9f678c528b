"""Who is who, hearings of one side, and five claims to judge: what a student sees and keeps."""

from pathlib import Path

import pytest

from unsigned_peace import data, explore

HEARINGS = sorted(set(data.hearings()["hearing"]))
MODULES = sorted(set(data.claims()["module"].dropna()))


def test_the_cast_gives_the_office_of_that_time() -> None:
    first, second = explore.cast("01").text, explore.cast("02").text
    assert "John Foster Dulles (DULL-us): Special representative" in first
    assert "John Foster Dulles (DULL-us): American Secretary of State" in second


def test_people_of_earlier_modules_stay_at_hand() -> None:
    own, earlier = explore.cast("02").text.split("Met before")
    assert "Nishimura" in earlier
    assert "Nishimura" not in own


def test_names_in_the_cast_lead_to_the_page_of_names_and_sources_to_theirs() -> None:
    html = explore.cast("01").html
    assert 'href="../docs/names.md#Nishimura-Kumao"' in html
    assert 'href="../docs/sources.md#F49-162"' in html


def test_an_unknown_module_is_named_with_those_that_exist() -> None:
    with pytest.raises(LookupError, match="Known: 00, 01"):
        explore.cast("9")


@pytest.mark.parametrize("name", HEARINGS)
def test_no_answer_is_heard_before_a_choice_and_each_choice_has_one(name: str) -> None:
    case = explore.hearing(name)
    rows = data.hearings()
    for row in rows[rows["hearing"] == name].itertuples():
        case.choose(document=0)
        assert row.answer[:40] not in case.panel.html
        case.choose(document=row.number)
        assert f"{row.answered_by} answers" in case.panel.status


@pytest.mark.parametrize("name", HEARINGS)
def test_no_side_answers_itself_and_each_case_has_a_real_choice(name: str) -> None:
    rows = data.hearings()
    rows = rows[rows["hearing"] == name]
    assert len(rows) >= 4
    assert name.split()[1] not in set(rows["answered_by"])


@pytest.mark.parametrize("module", sorted({name.split()[0] for name in HEARINGS}))
def test_all_three_sides_are_heard_in_a_module_with_as_many_words(module: str) -> None:
    rows = data.hearings()
    rows = rows[rows["hearing"].str.startswith(module)]
    words = rows["gives"].str.split().str.len().groupby(rows["hearing"]).mean()
    assert set(words.index) == {f"{module} {side}" for side in ("Moscow", "Tokyo", "Washington")}
    assert words.max() <= 1.5 * words.min()


@pytest.mark.parametrize("module", MODULES)
def test_the_verdict_opens_after_claim_verdict_and_reason(module: str, tmp_path: Path) -> None:
    first = explore.judge_claims(module, tmp_path).children[0]
    claims = data.claims()
    claim = claims[claims["module"] == module].iloc[0]
    first.choose(claim=claim["claim_id"], verdict=claim["verdict"])
    assert claim["what_sources_say"][:30] not in first.panel.html
    first.choose(reason="The record says so.")
    assert f"the course says {claim['verdict']}. You agree." in first.panel.status
    assert "../docs/sources.md" in first.panel.html or "<li><strong>" in first.panel.html


def test_a_judgement_is_there_again_tomorrow(tmp_path: Path) -> None:
    third = explore.judge_claims("01", tmp_path).children[2]
    third.choose(claim="CLM-040", verdict="confirmed", reason="I read it in the article.")
    again = explore.judge_claims("01", tmp_path).children
    assert again[2].values() == {
        "claim": "CLM-040",
        "verdict": "confirmed",
        "reason": "I read it in the article.",
    }
    assert again[1].controls["claim"].value == ""
    assert "You differ." in again[2].panel.status


def test_a_damaged_file_of_judgements_does_not_stop_the_page(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers/01-claims.json").write_text("{")
    assert explore.judge_claims("01", tmp_path).children[0].controls["claim"].value == ""


def test_all_claims_stand_behind_a_button_and_can_be_searched(tmp_path: Path) -> None:
    page = explore.judge_claims("01", tmp_path)
    *_, show, whole = page.children
    assert whole.children == ()
    show.click()
    (search,) = whole.children
    search.choose(find="egypt")
    assert 0 < search.panel.html.count("<tr>") - 1 < 10
    assert "../docs/claims.md#CLM-040" in search.panel.html
