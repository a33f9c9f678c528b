"""The explorers: what is chosen is what is shown, said in words, and nothing is left unlabelled."""

from collections.abc import Callable

import ipywidgets as widgets
import pytest

from unsigned_peace import data, explore
from unsigned_peace.explore.explorer import (
    KEPT_SCREENS,
    Explorer,
    Screen,
    checkbox,
    dropdown,
    radio,
)
from unsigned_peace.explore.panel import Panel, TimeSpan, name_fonts
from unsigned_peace.explore.region_map import ALL, ALONE, READINGS

EXPLORERS: dict[str, Callable[[], Explorer]] = {
    "delegations": explore.delegations,
    "drafts": explore.drafts,
    "timeline": lambda: explore.timeline(module="01"),
    "map": explore.region_map,
    "glossary": explore.glossary,
}


@pytest.fixture(params=EXPLORERS)
def explorer(request: pytest.FixtureRequest) -> Explorer:
    return EXPLORERS[request.param]()


def test_every_control_has_a_label(explorer: Explorer) -> None:
    assert all(control.description.strip() for control in explorer.controls.values())


def test_first_look_says_what_is_shown(explorer: Explorer) -> None:
    assert explorer.panel.status.startswith(("Showing", "Comparing"))
    assert explorer.panel.html


def test_where_no_widget_can_be_shown_there_are_words(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    shown = bundle[0] if isinstance(bundle, tuple) else bundle
    assert shown["text/plain"].startswith(explorer.panel.status)


def test_no_link_leads_astray(explorer: Explorer) -> None:
    # A link in a widget would be read against the address of JupyterLab, not of the notebook.
    assert "href=" not in explorer.panel.html


# --- the frame


def counting() -> tuple[Explorer, list[object]]:
    calls: list[object] = []

    def show(values: dict) -> Screen:
        calls.append(values["what"])
        return Screen(f"Showing {values['what']}.", "<p></p>", "words")

    what = dropdown("What", [("one", 1), ("two", 2)])
    return Explorer({"what": what, "loud": checkbox("Loud")}, show), calls


def test_a_choice_is_followed_at_once_and_kept_for_the_way_back() -> None:
    frame, calls = counting()
    frame.controls["what"].value = 2
    frame.controls["what"].value = 1
    assert frame.panel.status == "Showing 1."
    assert calls == [1, 2], "the first answer was kept"


def test_old_screens_are_forgotten_so_that_memory_stays_small() -> None:
    numbers = [(str(number), number) for number in range(100)]
    frame = Explorer(
        {"what": dropdown("What", numbers)},
        lambda values: Screen(f"Showing {values['what']}.", "<p></p>", "words"),
    )
    for number in range(100):
        frame.choose(what=number)
    assert len(frame._kept) == KEPT_SCREENS


def test_several_choices_are_drawn_once() -> None:
    frame, calls = counting()
    before = frame.panel.revision
    frame.choose(what=2, loud=False)
    assert frame.panel.revision == before + 1
    assert calls == [1, 2]


def test_unknown_control_is_refused() -> None:
    frame, _ = counting()
    with pytest.raises(KeyError, match="colour"):
        frame.choose(colour="red")


def test_every_redraw_is_announced_once() -> None:
    panel = Panel()
    panel.show("Showing 1.", "<p>one</p>")
    panel.show("Showing 1.", "<p>one</p>")
    assert panel.revision == 2


def test_time_span_stays_on_its_labels_and_in_order() -> None:
    span = TimeSpan(["May", "June", "July"], "Time")
    span.value = (9, -3)
    assert span.value == (0, 2)


def test_round_buttons_stand_side_by_side() -> None:
    assert radio("Names", [("English", "en")]).orientation == "horizontal"


def test_fonts_for_names_come_with_the_widget() -> None:
    rules = name_fonts()
    assert "Unsigned Peace Thai" in rules
    assert "http" not in rules


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
    press(shown, "On one text")
    assert at(shown) == (1, 2)
    press(shown, "Back one text")
    assert at(shown) == (0, 1)
    back = press(shown, "Back one text")
    assert at(shown) == (0, 1)
    assert back.disabled
    last = len(data.drafts()) - 1
    shown.choose(earlier=last - 1, later=last)
    assert press(shown, "On one text").disabled
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
    assert "Yalta" in shown.panel.html


def test_buttons_step_through_time() -> None:
    shown = explore.region_map()
    press(shown, "Earlier")
    assert "Showing 1855" in shown.panel.status
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
