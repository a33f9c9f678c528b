"""Role sheets for the game *Two Islands*: a page to print for each line, with its own secrets."""

from html import escape

import pandas as pd

from unsigned_peace.data.tables import table

_SIDES = {"Japan": "Japan", "USSR": "the Soviet Union"}
_STYLE = """
@page { size: A4; margin: 14mm }
body { max-width: 46rem; margin: 1rem auto; padding: 0 1rem; background: #fff; color: #111;
  font: 0.95rem/1.4 system-ui, sans-serif }
h1 { margin: 0; font-size: 1.5rem } h2 { margin: 0.8rem 0 0.2rem; font-size: 1.1rem }
p { margin: 0.3rem 0 }
table { width: 100%; border-collapse: collapse; font-size: 0.85rem }
caption { text-align: start; font-weight: 600 }
th, td { padding: 0.2rem 0.4rem; border: 1px solid #555; text-align: start; vertical-align: top }
.small { font-size: 0.8rem }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt } }
""".strip()
_TASK = (
    "Sign a text that your capital accepts, as near to your aims as you can. The other capital "
    "must accept it too. Your fall-back is the worst that your capital will accept. Tell nobody "
    "what it is, unless you wish to."
)
_LATER = (
    "These are your papers on the first day. New orders come on the day on which they were given: "
    "the screen shows them on your turn."
)


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
    title = f"{line['name']}: {_SIDES[line['party']]}"
    rows = "".join(
        f'<tr><th scope="row">{escape(issue[0].upper() + issue[1:])}</th>'
        f"<td>{escape(_label(issue, order['aim']))}</td>"
        f"<td>{escape(_label(issue, order['fall_back']))}</td>"
        f"<td>{escape(order['text'])} <em>({escape(order['basis'])})</em></td></tr>"
        for issue, order in orders.items()
    )
    ids = dict.fromkeys(name for order in orders.values() for name in order["source_ids"])
    cited = ", ".join(ids)
    return "\n".join(
        [
            "<!doctype html>",
            *([note] if note else []),
            '<html lang="en"><head><meta charset="utf-8">',
            f"<title>Two Islands. {escape(title)}</title>",
            f"<style>{_STYLE}</style></head><body><main>",
            f"<h1>Two Islands. {escape(title)}</h1>",
            f"<p><strong>Secret.</strong> You are {escape(line['who'])}.</p>",
            f"<h2>How you see it</h2><p>{escape(line['case'])}</p>",
            f"<h2>Your task</h2><p>{escape(_TASK)}</p>",
            "<h2>Your secret instructions</h2>",
            "<table><caption>On the first day of the talks</caption>",
            (
                '<thead><tr><th scope="col">Issue</th><th scope="col">Aim</th>'
                '<th scope="col">Fall-back</th><th scope="col">Order</th></tr></thead>'
            ),
            f"<tbody>{rows}</tbody></table>",
            f"<p>{escape(_LATER)}</p>",
            (
                '<p class="small"><em>source</em>: the sources give the order. <em>reading</em>: '
                "the matter is in the sources, the numbers are ours. "
                "<em>assumption</em>: ours.</p>"
            ),
            f'<p class="small">Sources (docs/sources.md explains them): {escape(cited)}.</p>',
            "</main></body></html>",
            "",
        ]
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
