"""Explorers of modules 0 and 1: what is chosen is what is shown, and an empty choice says so."""

import ipywidgets as widgets
import pytest

from unsigned_peace import data, explore
from unsigned_peace.explore.explorer import Explorer
from unsigned_peace.explore.map_explorer import ALL, ALONE, READINGS

# --- delegations


def test_delegations_filter_is_counted() -> None:
    table = data.delegations()
    shown = explore.delegations(table)
    shown.choose(states="unsigned", by="region")
    refused = table[table["attended"] & ~table["signed"]]
    assert f"Showing {len(refused)} of {len(table)} states" in shown.panel.status
    for state in refused["state"]:
        assert state in shown.panel.html


def test_article_is_compared_only_by_region_and_only_if_wished() -> None:
    shown = explore.delegations()
    assert "article says 21" in shown.panel.html or "21 for Latin America" in shown.panel.html
    shown.choose(by="belligerency")
    assert "with the numbers of the article" not in shown.panel.status
    shown.choose(by="region", compare=False)
    assert "21 for Latin America" not in shown.panel.html


def test_filter_that_leaves_nothing_says_so() -> None:
    table = data.delegations()
    shown = explore.delegations(table[table["signed"]])
    shown.choose(states="unsigned")
    assert shown.panel.status.startswith("Showing 0 of 49 states")
    assert "No state is left" in shown.panel.html


# --- timeline


def ticks(explorer: Explorer) -> dict[str, widgets.Checkbox]:
    return {name: control for name, control in explorer.controls.items() if "theme" in name}


def test_timeline_shows_the_module_it_is_asked_for() -> None:
    events = data.events()
    of_module = (events["module"] == "01").sum()
    shown = explore.timeline(module="01")
    assert shown.panel.status.startswith(f"Showing {of_module} of {of_module} events: all themes")


def test_theme_actor_and_time_narrow_the_timeline() -> None:
    shown = explore.timeline(module="01", start="1951-09", end="1951-09")
    shown.choose(**{name: name == "theme: territory" for name in ticks(shown)})
    shown.choose(actor="John Foster Dulles")
    assert shown.panel.status.startswith("Showing 1 of")
    assert "territory, September 1951, John Foster Dulles" in shown.panel.status
    assert "Dulles explains the treaty" in shown.panel.html


def test_timeline_without_a_theme_says_so() -> None:
    shown = explore.timeline(module="01")
    shown.choose(**dict.fromkeys(ticks(shown), False))
    assert "no theme" in shown.panel.status
    assert "No event is left" in shown.panel.html


def test_unknown_module_names_the_modules() -> None:
    with pytest.raises(ValueError, match="There are the modules 01"):
        explore.timeline(module="99")


def test_start_beyond_the_events_is_moved_to_the_nearest_month() -> None:
    shown = explore.timeline(module="01", start="1800-01", end="2100-01")
    assert shown.controls["time"].value == (0, len(shown.controls["time"].labels) - 1)


# --- drafts


def at(explorer: Explorer) -> tuple[int, int]:
    return explorer.controls["earlier"].value, explorer.controls["later"].value


def press(explorer: Explorer, label: str) -> widgets.Button:
    def walk(widget: widgets.Widget) -> list[widgets.Widget]:
        inner = [child for part in getattr(widget, "children", ()) for child in walk(part)]
        return [widget, *inner]

    (found,) = [
        part
        for part in walk(explorer)
        if isinstance(part, widgets.Button) and part.description == label
    ]
    found.click()
    return found


def test_drafts_open_on_two_texts_whose_words_are_known() -> None:
    shown = explore.drafts()
    assert "wording was not found" not in shown.panel.html
    assert "changes from 'the USSR' to 'nobody is named'" in shown.panel.status


def test_words_are_compared_only_if_enough_of_them_are_the_same() -> None:
    table = (
        data.drafts()
        .head(3)
        .assign(
            clause_text=[
                "one two three four",
                "one two five six",
                "one six seven eight nine ten eleven twelve",
            ]
        )
    )
    shown = explore.drafts(table)
    shown.choose(earlier=0, later=1)
    assert "[+<ins" in shown.panel.html
    shown.choose(earlier=0, later=2)
    assert "These texts are too different to compare word by word." in shown.panel.html
    assert "<ins" not in shown.panel.html


def test_buttons_walk_through_the_texts_in_order_and_stop_at_the_ends() -> None:
    shown = explore.drafts()
    shown.choose(earlier=0, later=1)
    press(shown, "Next text")
    assert at(shown) == (1, 2)
    press(shown, "Previous text")
    assert at(shown) == (0, 1)
    back = press(shown, "Previous text")
    assert at(shown) == (0, 1)
    assert back.disabled
    last = len(data.drafts()) - 1
    shown.choose(earlier=last - 1, later=last)
    assert press(shown, "Next text").disabled
    assert at(shown) == (last - 1, last)


def test_wording_that_was_not_found_is_not_compared() -> None:
    table = data.drafts().sort_values(["date", "draft_id"], kind="stable").reset_index(drop=True)
    unknown = int(table.index[table["clause_text"].isna()][0])
    shown = explore.drafts()
    shown.choose(earlier=unknown, later=unknown)
    assert "No comparison of words" in shown.panel.html
    assert "<ins" not in shown.panel.html
    assert "The wording was not found in our sources" in shown.panel.html


def test_unverified_recipient_says_so() -> None:
    table = data.drafts().sort_values(["date", "draft_id"], kind="stable").reset_index(drop=True)
    doubtful = table.index[table["unverified"].map(lambda columns: "recipient" in columns)]
    shown = explore.drafts()
    shown.choose(earlier=int(doubtful[0]), later=int(doubtful[0]))
    assert "(not verified)" in shown.panel.html


# --- map


@pytest.mark.slow
def test_claimant_narrows_the_documents_and_the_map_follows() -> None:
    shown = explore.region_map()
    shown.choose(claimant=ALONE)
    labels = [label for label, _ in shown.controls["layer"].options]
    assert labels[0].startswith("1946 Decrees of the Presidium")
    assert "Showing 1946 Decrees of the Presidium" in shown.panel.status


def test_document_stays_when_all_claimants_are_shown_again() -> None:
    shown = explore.region_map("San Francisco Peace Treaty")
    shown.choose(claimant=ALL)
    assert "San Francisco Peace Treaty" in shown.panel.status
    shown.choose(claimant=READINGS)
    assert "Treaty of Shimoda, Japanese text" in shown.panel.html


def test_buttons_step_through_time() -> None:
    shown = explore.region_map()
    press(shown, "Earlier")
    assert "Showing 1855" in shown.panel.status
    for _ in ("the Japanese text", "the Russian text", "the next treaty"):
        press(shown, "Later")
    assert "Showing 1875" in shown.panel.status


def test_names_and_zoom_are_said() -> None:
    shown = explore.region_map("San Francisco Peace Treaty")
    shown.choose(script="th", zoom="southern islands")
    assert shown.panel.status.endswith("Names in Thai, southern islands.")
    assert "เกาะชิโกตัน" in shown.panel.html, "in the table behind the map"


def test_unknown_document_lists_the_documents() -> None:
    with pytest.raises(ValueError, match="There are: Treaty of Shimoda"):
        explore.region_map("Treaty of Atlantis")


# --- glossary


@pytest.mark.parametrize("typed", ["iturup", "Etorofu", "えとろふ", "итуруп", "อีตูรุป", "ITURUP"])
def test_a_name_is_found_in_any_script(typed: str) -> None:
    finder = explore.glossary()
    finder.choose(find=typed)
    assert "択捉島" in finder.panel.html


def test_accents_need_not_be_typed() -> None:
    finder = explore.glossary()
    finder.choose(find="hoppo ryodo")
    assert "北方領土" in finder.panel.html


def test_names_carry_their_language_for_screen_readers() -> None:
    finder = explore.glossary()
    finder.choose(kind="place")
    for language in ("ja", "ru", "th"):
        assert f'lang="{language}"' in finder.panel.html


def test_nothing_found_is_counted_as_nothing() -> None:
    finder = explore.glossary()
    finder.choose(find="xyzzy")
    assert finder.panel.status.startswith("Showing 0 of")
    assert "Nothing found. Try fewer letters." in finder.panel.html


def test_roles_of_a_person_carry_their_years() -> None:
    finder = explore.glossary()
    finder.choose(find="Yakov A. Malik")
    assert "1951: Soviet representative at the UN" in finder.panel.html
    assert "1955-56: Ambassador in London" in finder.panel.html


def test_names_resting_on_general_knowledge_say_so() -> None:
    finder = explore.glossary()
    finder.choose(find="Kurilsk", kind="place")
    assert finder.panel.status.startswith("Showing")
    unverified = data.glossary()["unverified"].map(lambda columns: "japanese" in columns)
    word = data.glossary().loc[unverified, "english"].iloc[0]
    finder.choose(find=word, kind="everything")
    assert "names not verified" in finder.panel.html


def test_a_timeline_says_where_the_other_events_of_an_actor_are() -> None:
    shown = explore.timeline(module="01", start="1951-06", end="1951-12")
    shown.choose(actor="Harry S. Truman")
    assert "more with Harry S. Truman: other themes or times." in shown.panel.status
    shown.choose(actor="Harry S. Truman", time=(0, len(shown.controls["time"].labels) - 1))
    assert shown.panel.status.endswith("Harry S. Truman.")
