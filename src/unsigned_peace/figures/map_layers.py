"""What one document, or one speaker, says of each territory: the layers of the map."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from unsigned_peace.figures import style
from unsigned_peace.figures.plain_english import all_sources, date_words, sentence

STRONG = (style.BLUE, style.ORANGE, style.GREEN, style.VERMILION, style.PURPLE)  # seen as a line


@dataclass(frozen=True)
class Look:
    """How a kind of status is drawn; `name` stands in the legend.

    `edge` tells how the text comes to it: what it says is `filled`, what only follows from it
    is an outline on paper, `dashed`; what depends on the reader has a `dotted` edge.
    """

    name: str
    colour: str
    hatch: str
    edge: str = "filled"

    @property
    def paint(self) -> dict[str, object]:
        """How matplotlib fills the land."""
        whole = {"fc": self.colour, "ec": style.INK, "lw": 0, "hatch": self.hatch}
        if self.edge == "filled":
            return whole
        if self.edge == "dotted":
            return whole | {"lw": 1.3, "ls": (0, (1, 1.2))}
        strong = self.colour if self.colour in STRONG else style.INK
        return whole | {"fc": style.PAPER, "ec": strong, "lw": 1.3, "ls": (0, (4, 2))}


JAPAN = Look("Japan", style.BLUE, "////")
RUSSIA = Look("Russia or the USSR", style.ORANGE, "\\\\\\\\")
UNDIVIDED = Look("undivided", style.GREEN, "xxxx")
TO_USSR = Look("promised to the USSR", style.PURPLE, "----")
TO_JAPAN = Look("promised to Japan", style.SKY, "----")
RENOUNCED = Look("renounced by Japan, no recipient", style.PAPER, "xxxx")
CONTESTED = Look("depends on the meaning of 'Kurile Islands'", style.YELLOW, "||||")
OCCUPIED = Look("occupied, or outside Japan's administration", "#c9c9c9", "+++")
OWN_LAW = Look("Russian or Soviet by its own law", style.VERMILION, "\\\\\\\\")
UNDER_TALKS = Look("subject of talks", style.YELLOW, "////")
OTHER = Look("other: see the label", "#b7b7b7", "")
SILENT = Look("not named, or nothing decided", "#e6e3dc", "")

# Every status in data/boundaries.csv; a test finds one that is missing here.
LOOKS: Mapping[str, Look] = {
    "Japan": JAPAN,
    "Japan (implied)": JAPAN,
    "Russia": RUSSIA,
    "undivided (joint)": UNDIVIDED,
    "promised to the USSR": TO_USSR,
    "promised to Japan": TO_JAPAN,
    "promised with a new condition (Soviet view); unchanged (Japanese view)": TO_JAPAN,
    "promise of 1956 confirmed in writing": TO_JAPAN,
    "renounced by Japan": RENOUNCED,
    "contested": CONTESTED,
    "military occupation": OCCUPIED,
    "separated administratively": OCCUPIED,
    "Soviet territory in Soviet law": OWN_LAW,
    "constitutional barrier (Russian law)": OWN_LAW,
    "under negotiation": UNDER_TALKS,
    "acknowledged as under negotiation": UNDER_TALKS,
    "no provision": SILENT,
    "no talks": SILENT,
}
# The same words as in the table, shortened to fit beside an island.
SHORT: Mapping[str, str] = {
    "contested": "depends on what\n'Kurile Islands' means",
    "renounced by Japan": "renounced by Japan,\nno recipient",
    "separated administratively": "outside Japan's\nadministration",
    "military occupation": "Soviet military\noccupation",
    "Soviet territory in Soviet law": "Soviet, by Soviet\nlaw alone",
    "promised with a new condition (Soviet view); unchanged (Japanese view)": (
        "Moscow: a new condition\nTokyo: promise unchanged"
    ),
    "promise of 1956 confirmed in writing": "promise of 1956\nconfirmed",
    "constitutional barrier (Russian law)": "Russian law bars\na transfer",
    "acknowledged as under negotiation": "subject of talks",
    "under negotiation": "subject of talks",
}
OFF_THE_MAP = {"PLA-042", "PLA-043", "PLA-044"}  # the Ryukyus, the Bonins and the Volcano Islands
READING_LOOKS: Mapping[str, Look] = {
    "yes": Look("counted as Kuriles", style.ORANGE, "\\\\\\\\"),
    "no": Look("not counted as Kuriles", style.BLUE, "////"),
    "not said": Look("not said", "#e6e3dc", ""),
}
READING_COLUMNS = {
    "habomai": ("PLA-002",),
    "shikotan": ("PLA-011",),
    "kunashir": ("PLA-012",),
    "etorofu": ("PLA-013",),
    "urup_and_north": ("PLA-014",),
}


# How the text comes to it: the line on the paper, and the words in the label and in the table.
BASES: Mapping[str, tuple[str, str, str]] = {
    "says": ("filled", "", "the text says so"),
    "follows": ("dashed", "(not named: it follows)", "follows from it; the text does not name it"),
    "read": ("dotted", "(readers differ)", "readers of the same words differ"),
    "silent": ("filled", "", "the text does not name it"),
}


@dataclass(frozen=True)
class MapEntry:
    """What a layer says of one territory."""

    place_ids: tuple[str, ...]
    territory: str
    look: Look
    words: str
    rule: str
    holder: str
    verified: bool
    basis: str = "says"


@dataclass(frozen=True)
class Layer:
    """A document, or a reading of the words 'Kurile Islands', as a layer of the map."""

    key: str
    date: pd.Timestamp
    title: str
    according_to: str
    kind: str
    entries: tuple[MapEntry, ...]
    source_ids: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Name for a list: the year first.

        >>> Layer("x", pd.Timestamp("1855-02-07"), "Treaty", "Japan", "document", (), ()).label
        '1855 Treaty'
        """
        return f"{self.date.year} {self.title}"


def document_layers(boundaries: pd.DataFrame) -> tuple[Layer, ...]:
    """Turn the table of boundaries into layers, one a document, in the order of time.

    >>> from unsigned_peace import data
    >>> document_layers(data.boundaries())[0].label
    '1855 Treaty of Shimoda (Commerce, Navigation and Delimitation)'
    """
    layers = []
    for (date, document), rows in boundaries.groupby(["date", "document"], sort=True):
        shown = rows["place_ids"].map(lambda ids: bool(ids) and not set(ids) & OFF_THE_MAP)
        layers.append(
            Layer(
                key=str(document),
                date=date,
                title=str(document),
                # Some articles bind fewer; the table of boundaries has them row by row.
                according_to=rows["bound_parties"].iloc[0],
                kind="document",
                entries=tuple(_entry(row) for _, row in rows[shown].iterrows()),
                source_ids=all_sources(rows),
                notes=tuple(
                    sentence(f"{row['territory']}: {row['line_or_rule']}")
                    for _, row in rows[~shown].iterrows()
                ),
            )
        )
    return tuple(layers)


def _entry(row: pd.Series) -> MapEntry:
    status = "" if pd.isna(row["status_after"]) else row["status_after"]
    look = LOOKS.get(status, OTHER)
    return MapEntry(
        place_ids=row["place_ids"],
        territory=row["territory"],
        look=replace(look, edge=BASES[row["basis"]][0]),
        words=SHORT.get(status, status) or "no status given",
        rule=row["line_or_rule"],
        holder="" if pd.isna(row["de_facto_holder_after"]) else row["de_facto_holder_after"],
        verified="status_after" not in row["unverified"],
        basis=row["basis"],
    )


def reading_layers(readings: pd.DataFrame, northern: tuple[str, ...] = ()) -> tuple[Layer, ...]:
    """Turn the table of readings into layers, one a reading.

    `northern` names the islands north of Urup, which share Urup's answer.

    >>> from unsigned_peace import data
    >>> [layer.label for layer in reading_layers(data.kurile_readings())][-1]
    '1957 US Department of State'
    """
    titles = {
        "habomai": "Habomai group",
        "shikotan": "Shikotan",
        "kunashir": "Kunashir / Kunashiri",
        "etorofu": "Iturup / Etorofu",
        "urup_and_north": "Urup and north",
    }
    return tuple(
        Layer(
            key=row["reading_id"],
            date=row["date"],
            title=row["who"],
            according_to=f"{row['who']} ({row['side']}), {date_words(row['date'])}",
            kind="reading",
            entries=tuple(
                MapEntry(
                    place_ids=ids + (northern if column == "urup_and_north" else ()),
                    territory=titles[column],
                    look=READING_LOOKS[row[column]],
                    words=READING_LOOKS[row[column]].name,
                    rule=row["document"],
                    holder="",
                    verified=column not in row["unverified"],
                )
                for column, ids in READING_COLUMNS.items()
            ),
            source_ids=tuple(row["source_ids"]),
            notes=(row["note"],) if not pd.isna(row["note"]) else (),
        )
        for _, row in readings.iterrows()
    )
