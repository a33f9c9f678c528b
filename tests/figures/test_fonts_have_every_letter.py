"""Names in four scripts show on any machine: the fonts of the course have all their letters."""

import pandas as pd
from fontTools.ttLib import TTFont

from unsigned_peace import data
from unsigned_peace.figures import Chart, style


def letters() -> set[str]:
    """Every character that some bundled font has."""
    fonts = [*style.FONTS.glob("*.ttf"), *style.FONTS.glob("*.otf")]
    return {chr(code) for font in fonts for code in TTFont(font).getBestCmap()}


def test_every_name_of_the_ledger_has_its_letters() -> None:
    have = letters()
    missing = {}
    for name in ("places", "glossary", "people"):
        table = data.table(name)
        for column in table.select_dtypes("string"):
            for text in table[column].dropna():
                if lost := set(text) - have:
                    missing[f"{name}, {column}: {text}"] = lost
    assert not missing, "run tools/build_fonts.py"


def test_names_are_drawn_without_a_warning_of_missing_letters() -> None:
    places = data.places()
    with style.applied():
        figure = style.canvas(3)
        for row, column in enumerate(["name_en", "name_ja", "name_ru", "name_th"]):
            figure.text(
                0, row / 4, " ".join(places[column]), weight="bold" if row % 2 else "normal"
            )
    # Warnings are errors in the tests, and matplotlib warns of every letter that it lacks.
    assert Chart(figure, "Names.", pd.DataFrame({"n": [1]}), "", ()).svg


def test_licence_of_the_fonts_is_beside_them() -> None:
    text = (style.FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Google" in text
    assert "Adobe" in text


def test_a_longer_text_is_wider_and_is_cut_at_a_word() -> None:
    assert style.text_width("Etorofu") < style.text_width("Etorofu / Iturup")
    short = style.shortened("one two three four five six seven eight", 1.2)
    assert short.endswith(" …")
    assert style.text_width(short, style.SMALL) <= 1.2
