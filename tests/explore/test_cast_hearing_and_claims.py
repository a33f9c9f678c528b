"""Who is who, hearings of one side, and five claims to judge: what a student sees and keeps."""

from pathlib import Path

import ipywidgets as widgets
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
def test_no_answer_is_heard_before_a_choice_and_each_choice_has_one(
    name: str, tmp_path: Path
) -> None:
    case = explore.hearing(name, tmp_path)
    rows = data.hearings()
    for row in rows[rows["hearing"] == name].itertuples():
        case.choose(document=0)
        assert row.answer[:40] not in case.panel.html
        case.choose(document=row.number)
        assert f"{row.answered_by} answers" in case.panel.status


def test_the_document_of_a_case_is_chosen_still_after_a_restart(tmp_path: Path) -> None:
    case = explore.hearing("01 Moscow", tmp_path)
    for number in (1, 2, 1):
        case.choose(document=number)
    explore.hearing("01 Tokyo", tmp_path).choose(document=3)
    again = explore.hearing("01 Moscow", tmp_path)
    assert again.panel.status == case.panel.status
    assert explore.hearing("01 Tokyo", tmp_path).values() == {"document": 3}
    assert explore.hearing("02 Moscow", tmp_path).values() == {"document": 0}


@pytest.mark.parametrize("saved", ["99", '"Yalta"', "[1]"])
def test_a_choice_that_is_no_document_any_more_is_open_again(saved: str, tmp_path: Path) -> None:
    explore.hearing("01 Moscow", tmp_path).choose(document=1)
    file = tmp_path / "answers/01-hearings.json"
    file.write_text(file.read_text().replace('"value": 1', f'"value": {saved}'))
    assert explore.hearing("01 Moscow", tmp_path).values() == {"document": 0}


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


def judged(page: widgets.VBox) -> list[explore.Explorer]:
    """Return the rows in which a claim is judged."""
    return list(page.children[0].children)


@pytest.mark.parametrize("module", MODULES)
def test_the_verdict_opens_after_claim_verdict_and_reason(module: str, tmp_path: Path) -> None:
    first = judged(explore.judge_claims(module, tmp_path))[0]
    claims = data.claims()
    claim = claims[claims["module"] == module].iloc[0]
    first.choose(claim=claim["claim_id"], verdict=claim["verdict"])
    assert claim["what_sources_say"][:30] not in first.panel.html
    first.choose(reason="The record says so.")
    assert f"the course says {claim['verdict']}. You agree." in first.panel.status
    assert all(f'data-source="{one}"' in first.panel.html for one in claim["source_ids"])


def test_a_reason_that_is_too_short_is_told_so(tmp_path: Path) -> None:
    (first,) = judged(explore.judge_claims("01", tmp_path))
    first.choose(claim="CLM-020", verdict="confirmed")
    assert "write your reason" in first.panel.status
    first.choose(reason="Wrong")
    assert "too short: 1 word" in first.panel.status
    assert "What sources say" not in first.panel.html


def test_what_is_put_back_to_an_earlier_word_is_saved(tmp_path: Path) -> None:
    (first,) = judged(explore.judge_claims("01", tmp_path))
    for verdict in ("confirmed", "contradicted", "confirmed"):
        first.choose(claim="CLM-020", verdict=verdict)
    (again,) = judged(explore.judge_claims("01", tmp_path))
    assert again.values()["verdict"] == "confirmed"


def test_a_judgement_is_there_again_tomorrow(tmp_path: Path) -> None:
    page = explore.judge_claims("01", tmp_path)
    page.children[1].click()
    for place, claim in enumerate(("CLM-020", "CLM-040")):
        judged(page)[place].choose(claim=claim, verdict="confirmed", reason="I have read it.")
    again = judged(explore.judge_claims("01", tmp_path))
    assert [row.values()["claim"] for row in again] == ["CLM-020", "CLM-040"]
    assert again[1].values()["reason"] == "I have read it."
    assert "You differ." in again[1].panel.status


def test_the_claim_of_a_judged_row_stays_and_the_next_has_a_row_of_its_own(tmp_path: Path) -> None:
    page = explore.judge_claims("01", tmp_path)
    (first,) = judged(page)
    first.choose(claim="CLM-020", verdict="confirmed")
    assert not first.controls["claim"].disabled
    first.choose(reason="I have read it.")
    assert first.controls["claim"].disabled
    page.children[1].click()
    assert not judged(page)[1].controls["claim"].disabled
    (again,) = judged(explore.judge_claims("01", tmp_path))
    assert again.controls["claim"].disabled
    first.choose(reason="")
    assert not first.controls["claim"].disabled


def test_a_row_left_empty_hides_no_later_one(tmp_path: Path) -> None:
    page = explore.judge_claims("01", tmp_path)
    page.children[1].click()
    judged(page)[1].choose(claim="CLM-040", verdict="confirmed", reason="I have read it.")
    first, second = judged(explore.judge_claims("01", tmp_path))
    assert (first.values()["claim"], second.values()["claim"]) == ("", "CLM-040")


def test_another_claim_is_offered_when_the_last_is_judged_and_a_fifth_is_the_last(
    tmp_path: Path,
) -> None:
    page = explore.judge_claims("01", tmp_path)
    another = page.children[1]
    for place in range(1, 6):
        assert another.layout.display == "none"
        judged(page)[-1].choose(claim="CLM-020", verdict="confirmed", reason="I have read it.")
        if place < 5:
            assert another.layout.display is None
            assert another.description == f"Judge another claim ({place + 1} of 5)"
            another.click()
    assert another.layout.display == "none"


def test_a_damaged_file_of_judgements_does_not_stop_the_page(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers/01-claims.json").write_text("{")
    (row,) = judged(explore.judge_claims("01", tmp_path))
    assert row.controls["claim"].value == ""


def test_all_claims_stand_behind_a_button_and_can_be_searched(tmp_path: Path) -> None:
    page = explore.judge_claims("01", tmp_path)
    *_, show, whole = page.children
    assert whole.children == ()
    show.click()
    (search,) = whole.children
    search.choose(find="egypt")
    assert 0 < search.panel.html.count("<tr>") - 1 < 10
    assert "../docs/claims.md#CLM-040" in search.panel.html
