"""The frame of every explorer: a choice is followed at once, kept, and announced once."""

import pytest

from unsigned_peace.explore.explorer import (
    KEPT_SCREENS,
    Explorer,
    Screen,
    checkbox,
    dropdown,
)
from unsigned_peace.explore.explorer_widgets import Panel, TimeSpan, name_fonts


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


def test_fonts_for_names_come_with_the_widget() -> None:
    rules = name_fonts()
    assert "Unsigned Peace Thai" in rules
    assert "http" not in rules
