"""Cut the small fonts of the figures out of Noto, so that names show in any script on any machine.

Run once after new Japanese names have come into ``data/``; the tests say which letters are missing::

    apt-get install fonts-noto-core fonts-noto-cjk      # Debian 12: Noto of 2020, Noto CJK of 2022
    python tools/build_fonts.py

The cut fonts get names of their own ("Unsigned Peace ..."), so that matplotlib never takes another
version of Noto that happens to be on the machine: a figure has the same bytes everywhere.
fontTools comes with matplotlib.
"""

import argparse
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


def cut(source: Path, target: Path, family: str, style: str, codes: list[int], face: int) -> None:
    """Write the glyphs of ``codes`` from ``source`` to ``target`` under a family name of ours."""
    options = subset.Options(
        drop_tables=["DSIG", "vhea", "vmtx", "VORG", "BASE"],
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
        hinting=False,
        name_IDs=[0, 1, 2, 4, 6, 13, 14],
        notdef_outline=True,
    )
    font = subset.load_font(str(source), options) if face < 0 else TTFont(source, fontNumber=face)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    names = font["name"]
    for record in list(names.names):
        replacement = {
            1: family,
            2: style,
            4: f"{family} {style}",
            6: f"{family} {style}".replace(" ", ""),
        }.get(record.nameID)
        if replacement:
            record.string = replacement
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = family.replace(" ", "")
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = family, f"{family} {style}"
    font["head"].modified = font["head"].created  # the same input gives the same bytes
    font.recalcTimestamp = False
    font.save(target)
    print(f"{target.name}: {target.stat().st_size // 1024} KB")


def main() -> None:
    """Build all four fonts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of the tables")
    parser.add_argument("--noto", type=Path, default=NOTO, help="folder of NotoSans-*.ttf")
    parser.add_argument("--noto-cjk", type=Path, default=NOTO_CJK, help="folder of NotoSansCJK-*")
    given = parser.parse_args()
    base = "Unsigned Peace"
    cut(given.noto / "NotoSans-Regular.ttf", FONTS / "sans-regular.ttf", base, "Regular", EUROPEAN, -1)
    cut(given.noto / "NotoSans-Bold.ttf", FONTS / "sans-bold.ttf", base, "Bold", EUROPEAN, -1)
    cut(
        given.noto / "NotoSansThai-Regular.ttf",
        FONTS / "thai-regular.ttf", f"{base} Thai", "Regular", THAI, -1,
    )  # fmt: skip
    cut(
        given.noto_cjk / "NotoSansCJK-Regular.ttc",
        FONTS / "japanese-regular.otf", f"{base} Japanese", "Regular",
        [0x20, *KANA_AND_MARKS, *kanji_of(given.data)], 0,
    )  # fmt: skip


if __name__ == "__main__":
    main()
