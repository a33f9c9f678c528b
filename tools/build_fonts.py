"""Cut the small fonts of the figures out of Noto: names show in any script on any machine.

Run it after new Japanese names have come into ``data/``. The tests say which letters are missing::

    apt-get install fonts-noto-core fonts-noto-cjk      # Debian 12: Noto of 2020, Noto CJK of 2022
    python tools/build_fonts.py

The cut fonts get names of their own ("Unsigned Peace ..."), so that matplotlib never takes another
version of Noto that happens to be on the machine: a figure has the same bytes everywhere.
fontTools comes with matplotlib.
"""
# ruff: noqa: INP001 - a script, not a package

import argparse
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "src" / "unsigned_peace" / "figures" / "fonts"
NOTO = Path("/usr/share/fonts/truetype/noto")
NOTO_CJK = Path("/usr/share/fonts/opentype/noto")

# Latin with every accent of romaji and of the transliterations, Cyrillic, dashes, quotes, arrows.
EUROPEAN = [
    *range(0x20, 0x250),
    *range(0x2B0, 0x370),
    *range(0x400, 0x460),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2070),
    *range(0x2190, 0x219A),
    0x2116, 0x2122, 0x2212, 0x2260, 0x2264, 0x2265,
]  # fmt: skip
THAI = [0x20, 0x25CC, 0x200B, *range(0xE00, 0xE80)]
KANA_AND_MARKS = [*range(0x3000, 0x3100), *range(0xFF01, 0xFFA0)]


def is_kanji(character: str) -> bool:
    """Say whether a character is a Chinese character.

    >>> is_kanji("島"), is_kanji("と")
    (True, False)
    """
    return "\u3400" <= character <= "\u9fff"


def kanji_of(folder: Path) -> list[int]:
    """List the code points of all Chinese characters in the tables of a folder."""
    text = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.csv")))
    return sorted({ord(character) for character in text if is_kanji(character)})


@dataclass(frozen=True)
class Cut:
    """One font to make: from which file, with which letters, under which name."""

    source: Path
    file: str
    family: str
    style: str
    letters: list[int]


def cut(font_plan: Cut) -> None:
    """Write the letters of a plan to ``FONTS``, under a family name of ours."""
    options = subset.Options(
        drop_tables=["DSIG", "vhea", "vmtx", "VORG", "BASE"],
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
        hinting=False,
        name_IDs=[0, 1, 2, 4, 6, 13, 14],
        notdef_outline=True,
    )
    # The first face of the CJK collection is the Japanese one; a single font has but one.
    font = TTFont(font_plan.source, fontNumber=0, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font_plan.letters)
    subsetter.subset(font)
    full = f"{font_plan.family} {font_plan.style}"
    new_names = {1: font_plan.family, 2: font_plan.style, 4: full, 6: full.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in new_names:
            record.string = new_names[record.nameID]
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames[0] = new_names[6]
        table.topDictIndex[0].FamilyName = font_plan.family
        table.topDictIndex[0].FullName = full
    target = FONTS / font_plan.file
    font.save(target)
    print(f"{target.name}: {target.stat().st_size // 1024} KB")


def main() -> None:
    """Build all four fonts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--noto", type=Path, default=NOTO, help="folder of NotoSans-*.ttf")
    parser.add_argument("--noto-cjk", type=Path, default=NOTO_CJK, help="folder of NotoSansCJK-*")
    given = parser.parse_args()
    latin, thai = given.noto, given.noto / "NotoSansThai-Regular.ttf"
    japanese = given.noto_cjk / "NotoSansCJK-Regular.ttc"
    letters = [0x20, *KANA_AND_MARKS, *kanji_of(ROOT / "data")]
    base = "Unsigned Peace"
    for plan in (
        Cut(latin / "NotoSans-Regular.ttf", "sans-regular.ttf", base, "Regular", EUROPEAN),
        Cut(latin / "NotoSans-Bold.ttf", "sans-bold.ttf", base, "Bold", EUROPEAN),
        Cut(thai, "thai-regular.ttf", f"{base} Thai", "Regular", THAI),
        Cut(japanese, "japanese-regular.otf", f"{base} Japanese", "Regular", letters),
    ):
        cut(plan)


if __name__ == "__main__":
    main()
