"""Role sheets for the game *Two Islands*: a page to print for each line, with its own secrets."""

import pandas as pd

from unsigned_peace.data.names import SIDES
from unsigned_peace.data.tables import table
from unsigned_peace.shared.page_template import render


def role_sheet(line_id: str, note: str = "") -> str:
    """Write the sheet of one line as a web page that prints on one page.

    `note` is a comment for the head of the file.

    Raises:
        KeyError: if there is no such line.

    >>> sheet = role_sheet("ministry")
    >>> "Your secret instructions" in sheet, "The Khrushchev line" in sheet
    (True, False)

    """
    line = table("simulation_lines").set_index("line_id", drop=False).loc[line_id]
    orders = opening_orders(line_id)
    return render(
        __package__,
        "role_sheet.html.j2",
        note=note,
        title=f"{line['name']}: {SIDES[line['party']]}",
        line=line,
        orders=orders,
        label=_label,
        cited=dict.fromkeys(name for order in orders.values() for name in order["source_ids"]),
    )


def opening_orders(line_id: str) -> dict[str, pd.Series]:
    """Return the first order of a line on each issue.

    >>> int(opening_orders("molotov")["territory"]["aim"])
    0
    """
    orders = table("simulation_instructions")
    mine = orders[[line_id in lines for lines in orders["lines"]]].sort_values("from_date")
    first = mine.drop_duplicates("issue").set_index("issue")
    issues = dict.fromkeys(table("simulation_positions")["issue"])
    return {str(issue): first.loc[issue] for issue in issues}


def role_sheets(note: str = "") -> dict[str, str]:
    """Write all sheets, by the name of their file.

    >>> list(role_sheets())[0]
    'khrushchev.html'
    """
    return {f"{line}.html": role_sheet(line, note) for line in table("simulation_lines")["line_id"]}


def _label(issue: str, position: int) -> str:
    labels = table("simulation_positions")
    row = labels[(labels["issue"] == issue) & (labels["position"] == position)]
    return str(row["label"].iloc[0])
