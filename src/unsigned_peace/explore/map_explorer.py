"""Explore the map: whose document, which one, in whose script, how near."""

from ipywidgets import Dropdown

from unsigned_peace import data
from unsigned_peace.explore.explorer import (
    Explorer,
    Screen,
    Values,
    button,
    chart_screen,
    dropdown,
)
from unsigned_peace.explore.explorer_widgets import name_fonts
from unsigned_peace.figures.map_layers import Layer, document_layers, reading_layers
from unsigned_peace.figures.map_painting import Ground
from unsigned_peace.figures.map_views import SCRIPTS, VIEWS
from unsigned_peace.figures.plain_english import counted, listed
from unsigned_peace.figures.region_map import layer_map, northern_islands

ALL = "all"
TOGETHER = "Japan together with Russia or the USSR"
ALLIES = "the Allies, or the Allies and Japan"
ALONE = "the USSR or Russia alone"
READINGS = "readings of the words 'Kurile Islands'"


def region_map(document: str | None = None) -> Explorer:
    """Walk through the documents of 1855 to 2022, and through the readings of 'Kurile Islands'.

    Args:
        document: Name of the document to begin with, as in `data.boundaries()`; else the first.

    Raises:
        ValueError: if there is no such document.

    >>> region_map().panel.status.startswith("Showing 1855 Treaty of Shimoda")
    True
    """
    places, land, lines = data.places(), data.land(), data.lines()
    layers = _layers(northern_islands(places))
    by_key = {layer.key: layer for layer in layers}
    start = layers[0].key if document is None else document
    if start not in by_key:
        raise ValueError(f"No document called {start!r}. There are: {listed(by_key)}.")
    grounds = {script: Ground(places, land, lines, script) for script in SCRIPTS}

    def show(values: Values) -> Screen:
        return _screen(layers, by_key[values["layer"]], grounds[values["script"]], values)

    kinds = [ALL, *dict.fromkeys(claimant(layer) for layer in layers)]
    controls = {
        "claimant": dropdown("According to", [(kind, kind) for kind in kinds]),
        "layer": dropdown("Document", _options(layers, ALL), start),
        "script": dropdown("Names", [(name, script) for script, (_, name) in SCRIPTS.items()]),
        "zoom": dropdown("Zoom", [(zoom, zoom) for zoom in VIEWS]),
    }
    chosen = controls["layer"]

    def offer(change: dict) -> None:
        """Offer only the documents of the chosen claimant; keep the one shown if it is there."""
        options = _options(layers, change["new"])
        here = chosen.value
        keys = [key for _, key in options]
        with explorer.together():
            chosen.options = options
            chosen.value = here if here in keys else keys[0]

    # Before the explorer listens, so that the list of documents is right when it draws.
    controls["claimant"].observe(offer, "value")
    steps = [
        button("Earlier", lambda: _step(chosen, -1)),
        button("Later", lambda: _step(chosen, 1)),
    ]
    rows = [[controls["claimant"]], [chosen, *steps], [controls["script"], controls["zoom"]]]
    explorer = Explorer(controls, show, rows, fonts=name_fonts())
    return explorer


def _layers(northern: tuple[str, ...]) -> tuple[Layer, ...]:
    """Return all documents and readings in the order of time."""
    readings = reading_layers(data.kurile_readings(), northern)
    both = (*document_layers(data.boundaries()), *readings)
    return tuple(sorted(both, key=lambda layer: layer.date))


def _step(chosen: Dropdown, by: int) -> None:
    """Choose a neighbour in a list, if there is one."""
    keys = [key for _, key in chosen.options]
    place = keys.index(chosen.value) + by
    if 0 <= place < len(keys):
        chosen.value = keys[place]


def claimant(layer: Layer) -> str:
    """Say whose word a layer is.

    >>> layers = document_layers(data.boundaries())
    >>> [claimant(layer) for layer in layers if layer.date.year in (1855, 1946)]
    ['Japan together with Russia or the USSR', 'the Allies, or the Allies and Japan', \
'the USSR or Russia alone']
    """
    if layer.kind == "reading":
        return READINGS
    if layer.according_to in ("USSR only", "Russia only"):
        return ALONE
    if layer.according_to.startswith(("Japan, Russia", "Japan, USSR")):
        return TOGETHER
    return ALLIES


def _options(layers: tuple[Layer, ...], kind: object) -> list[tuple[str, str]]:
    return [
        (f"{layer.label}{' (a reading)' if layer.kind == 'reading' else ''}", layer.key)
        for layer in layers
        if kind in (ALL, claimant(layer))
    ]


def _screen(layers: tuple[Layer, ...], layer: Layer, ground: Ground, values: Values) -> Screen:
    chart = layer_map(layer, ground, str(values["zoom"]))
    same = [other for other in layers if values["claimant"] in (ALL, claimant(other))]
    place = f"{same.index(layer) + 1} of {counted(len(same), 'text')}" if layer in same else ""
    status = (
        f"Showing {layer.label} ({place}). According to: {layer.according_to}. "
        f"Names in {SCRIPTS[ground.script][1]}, {values['zoom']}."
    )
    return chart_screen(status, chart)
