"""Small tables for the tests of figures, with the columns of the ledger."""

import pandas as pd

from unsigned_peace import data
from unsigned_peace.figures import Chart
from unsigned_peace.figures.map_layers import document_layers, reading_layers
from unsigned_peace.figures.map_painting import Ground
from unsigned_peace.figures.region_map import layer_map, northern_islands


def map_of(
    name: str,
    *,
    boundaries: pd.DataFrame | None = None,
    script: str = "en",
    zoom: str = "region",
) -> Chart:
    """The map of one document, by its name, or of one reading of 'Kurile Islands', by its id."""
    places = data.places()
    boundaries = data.boundaries() if boundaries is None else boundaries
    readings = reading_layers(data.kurile_readings(), northern_islands(places))
    layers = {layer.key: layer for layer in (*document_layers(boundaries), *readings)}
    return layer_map(layers[name], Ground(places, data.land(), data.lines(), script), zoom)


def delegations(*rows: tuple[str, str, bool, bool, bool]) -> pd.DataFrame:
    """Rows of state, region, invited, attended, signed."""
    table = pd.DataFrame(rows, columns=["state", "region", "invited", "attended", "signed"])
    table["region"] = pd.Categorical(table["region"], ["Africa", "Oceania", "Asia"], ordered=True)
    table["belligerency"] = "nominal"
    table["vote_on_rules"] = "for"
    table["ratification"] = "ratified"
    return table.assign(source_ids=[("F51-735",)] * len(table))


def drafts(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Rows of date, side, kind, recipient."""
    table = pd.DataFrame(rows, columns=["date", "side", "kind", "recipient"])
    table["date"] = pd.to_datetime(table["date"])
    number = range(1, len(table) + 1)
    return table.assign(
        draft_id=[f"DRA-{n:02}" for n in number],
        date_precision="day",
        drafter=[f"drafter {n}" for n in number],
        disposition=[f"what text {n} does" for n in number],
        southern_islands="not named",
        clause_text=pd.NA,
        clause_status="quoted",
        note=pd.NA,
        unverified=[()] * len(table),
        source_ids=[("F51-570",)] * len(table),
    )


def events(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Rows of date, precision, title, theme."""
    table = pd.DataFrame(rows, columns=["date", "date_precision", "title", "theme"])
    table["date"] = pd.to_datetime(table["date"])
    return table.assign(
        event_id=[f"EVT-{n:03}" for n in range(1, len(table) + 1)],
        description="what happened",
        actors=[("Dulles",)] * len(table),
        module="01",
        unverified=[()] * len(table),
        source_ids=[("F51-735",)] * len(table),
    )
