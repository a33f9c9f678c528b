"""The map of the region: what each document, and each reader of it, said of each island."""

import pandas as pd

from unsigned_peace.figures import style
from unsigned_peace.figures.chart import Chart
from unsigned_peace.figures.map_layers import BASES, Layer, MapEntry
from unsigned_peace.figures.map_painting import Ground, draw, held_by
from unsigned_peace.figures.map_views import SCRIPTS, VIEWS
from unsigned_peace.figures.plain_english import date_words, listed


def northern_islands(places: pd.DataFrame) -> tuple[str, ...]:
    """List the Kurile islands from Urup to Shumshu, by place id."""
    chain = places[(places["group"] == "Kuril") & (places["kind"] == "island")]
    return tuple(chain["place_id"])


def layer_map(layer: Layer, ground: Ground, zoom: str = "region") -> Chart:
    """Draw what one document, or one reader of it, says of each island, and whom it binds.

    Args:
        layer: One of `document_layers` or `reading_layers`.
        ground: The places, the land and the lines under it, with the script of the names.
        zoom: `"region"` or `"southern islands"`.

    Raises:
        ValueError: if there is no such script or zoom. The message lists what there is.

    >>> from unsigned_peace import data
    >>> from unsigned_peace.figures.map_layers import document_layers
    >>> layer = document_layers(data.boundaries())[0]
    >>> "Treaty of Shimoda" in layer_map(layer, Ground(data.places(), data.land())).alt
    True
    """
    if ground.script not in SCRIPTS:
        raise ValueError(f"No script {ground.script!r}. Choose en, ja, ru or th.")
    if zoom not in VIEWS:
        raise ValueError(f"No zoom {zoom!r}. Choose {listed(VIEWS, last='or')}.")
    with style.applied():
        figure = draw(layer, ground, VIEWS[zoom])
    return Chart(
        figure,
        alt=_alt(layer, zoom),
        table=_behind(layer, ground),
        caption=_caption(layer, lines=bool(ground.lines_of(layer))),
        source_ids=layer.source_ids,
    )


def _alt(layer: Layer, zoom: str) -> str:
    by_words: dict[str, list[str]] = {}
    for entry in layer.entries:
        by_words.setdefault(_spoken(entry), []).append(entry.territory)
    said = "; ".join(f"{listed(where)}: {words}" for words, where in by_words.items())
    where = "Sakhalin and the Kurile Islands" if zoom == "region" else "the southern islands"
    text = f"Map of {where}. {layer.title}, {date_words(layer.date)}"
    if layer.kind == "document":
        text += f", according to {layer.according_to}"
    return f"{text}. {said or 'It names no territory of this map'}."


def _spoken(entry: MapEntry) -> str:
    text = entry.words.replace("\n", " ")
    holder = held_by(entry)
    if holder and holder not in text:
        text += f" (held in fact by: {holder})"
    text += f" {BASES[entry.basis][1]}" if BASES[entry.basis][1] else ""
    return text if entry.verified else f"{text} (not verified)"


def _caption(layer: Layer, *, lines: bool) -> str:
    text = (
        "Filled land: what this text says of it. An outline, dashed: what follows from the text or "
        "was done after it, although it does not name the island. A dotted edge: readers of the "
        "same words differ. Islands too small for the outlines are dots."
    )
    if lines:
        text += " Lines are drawn by hand through the straits, to show where they ran."
    if layer.notes:
        text += f" {' '.join(layer.notes)}"
    return text


def _behind(layer: Layer, ground: Ground) -> pd.DataFrame:
    column, script = SCRIPTS[ground.script]
    names = ground.places.set_index("place_id")[column]
    return pd.DataFrame(
        {
            "territory": [entry.territory for entry in layer.entries],
            f"names ({script})": [
                tuple(names[place] for place in entry.place_ids) for entry in layer.entries
            ],
            "what the text says": [entry.rule for entry in layer.entries],
            "status": [entry.words.replace("\n", " ") for entry in layer.entries],
            "how the text comes to it": [BASES[entry.basis][2] for entry in layer.entries],
            "held in fact by": [entry.holder for entry in layer.entries],
            "verified": ["yes" if entry.verified else "no" for entry in layer.entries],
        }
    )
