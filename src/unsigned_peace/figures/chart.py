"""A figure together with the words and the table that stand in for it."""

import base64
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

import pandas as pd
from matplotlib.figure import Figure

from unsigned_peace import data
from unsigned_peace.figures import style
from unsigned_peace.shared.html_table import html_table

# A card with its own light ground: the figure reads the same on JupyterLab's dark theme.
CARD = (
    "margin:0.5em 0;padding:0.75em;background:#fff;color:#1f2328;border:1px solid #d0d7de;"
    "border-radius:6px;max-width:60em;box-sizing:border-box;line-height:1.45"
)
SOURCES_IN_CAPTION = 6
GENERAL_KNOWLEDGE = "GK"
PIXELS = 96  # an inch on the screen, as CSS has it
PATH_DATA = re.compile(r' d="[^"]*"')
LONG_FRACTION = re.compile(r"(\.\d\d)\d+")


@dataclass(frozen=True)
class Chart:
    """A figure that can be seen, heard and checked.

    ``alt`` says in words what the figure shows; ``table`` holds the numbers behind it; ``caption``
    says how to read it; ``source_ids`` name the sources (``data/sources.csv``). JupyterLab shows a
    chart that is the last value of a cell.

    >>> with style.applied():
    ...     chart = Chart(style.canvas(1), "One bar.", pd.DataFrame({"n": [1]}), "A bar.", ())
    >>> 'alt="One bar."' in chart._repr_html_()
    True
    """

    figure: Figure = field(repr=False)
    alt: str
    table: pd.DataFrame = field(repr=False)
    caption: str = field(repr=False)
    source_ids: tuple[str, ...] = field(repr=False)

    @cached_property
    def svg(self) -> str:
        """The picture as SVG; the same chart gives the same bytes."""
        buffer = io.StringIO()
        with style.applied():
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        # A hundredth of a point is finer than any screen, and a third of the bytes are saved.
        return PATH_DATA.sub(lambda path: LONG_FRACTION.sub(r"\1", path[0]), buffer.getvalue())

    def html(self, *, links: bool = True) -> str:
        """Return the chart as HTML: picture, caption, table and sources.

        ``links`` leads from each source id to the sources page, beside a notebook in
        ``notebooks/``; without it the ids stand alone.
        """
        # The size is known before the picture is there, so that the page does not jump.
        across, up = (round(side * PIXELS) for side in self.figure.get_size_inches())
        picture = base64.b64encode(self.svg.encode()).decode()
        return (
            f'<figure role="figure" class="unsigned-peace-chart" style="{CARD}">'
            f'<img alt="{escape(self.alt)}" width="{across}" height="{up}" '
            f'src="data:image/svg+xml;base64,{picture}" '
            'style="display:block;max-width:100%;height:auto;background:#fff">'
            f'<figcaption style="margin-top:0.5em">{escape(self.caption)}'
            f"{_named(self.source_ids, links=links)}</figcaption>"
            f"{folded('Show the table behind this figure', table_html(self.table))}"
            f"{_sources(self.source_ids)}</figure>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}


def table_html(table: pd.DataFrame, label: str = "Table behind the figure") -> str:
    """Write a table whose first column names the rows, for eyes and for screen readers.

    >>> '<th scope="row"' in table_html(pd.DataFrame({"state": ["Peru"], "signed": [True]}))
    True
    """
    rows = ([escape(cell_text(value)) for value in row] for row in table.itertuples(index=False))
    return html_table([escape(str(name)) for name in table.columns], rows, label=label)


def folded(summary: str, content: str, *, name: str = "") -> str:
    """Put HTML behind a line that opens it.

    An explorer knows the line again by ``name`` (or else by its words) when it redraws.

    >>> folded("Show more", "<p>more</p>").startswith("<details")
    True
    """
    return (
        '<details style="margin-top:0.5em">'
        f'<summary data-name="{escape(name or summary)}" style="cursor:pointer">'
        f"{escape(summary)}</summary>{content}</details>"
    )


def cell_text(value: object) -> str:
    """Write one value of a table as plain text.

    >>> [cell_text(value) for value in (True, ("a", "b"), pd.NA, pd.Timestamp("1951-09-08"), 3.0)]
    ['yes', 'a; b', '', '1951-09-08', '3']
    """
    if isinstance(value, (tuple, list)):
        return "; ".join(cell_text(item) for item in value)
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _named(source_ids: tuple[str, ...], *, links: bool) -> str:
    if not source_ids:
        return ""
    known = [source_id for source_id in source_ids if source_id != GENERAL_KNOWLEDGE]
    parts = []
    if known:
        shown = ", ".join(
            source_link(source_id, links=links) for source_id in known[:SOURCES_IN_CAPTION]
        )
        rest = len(known) - SOURCES_IN_CAPTION
        more = f" and {rest} more" if rest > 0 else ""
        parts.append(f"Source{'' if len(known) == 1 else 's'}: {shown}{more}.")
    if len(known) < len(source_ids):
        link = source_link(GENERAL_KNOWLEDGE, links=links)
        parts.append(f"Some details rest on general knowledge and are not verified ({link}).")
    return f' <span style="color:#57606a">{" ".join(parts)}</span>'


def source_link(source_id: str, *, links: bool = True) -> str:
    """Write the id of a source as a link to the list of sources, with a tooltip.

    >>> 'href="../docs/sources.md#P-YALTA"' in source_link("P-YALTA")
    True
    """
    name, full = escape(source_id), escape(citation(source_id))
    if not links:
        return name
    return f'<a href="../docs/sources.md#{name}" title="{full}" style="color:#0550ae">{name}</a>'


def _sources(source_ids: tuple[str, ...]) -> str:
    if not source_ids:
        return ""
    items = "".join(
        f"<li><strong>{escape(source_id)}</strong> {escape(citation(source_id))}</li>"
        for source_id in source_ids
    )
    summary = f"Show the sources ({len(source_ids)})"
    return folded(summary, f'<ul style="margin:0.25em 0">{items}</ul>', name="sources")


def citation(source_id: str) -> str:
    """Return the one-line citation of a source, or a plain remark for an id that is unknown.

    A figure must not fail over a source: ``data.check()`` is the place that reports it.
    """
    try:
        return data.cite(source_id)
    except data.DataError:
        return "(not in the list of sources)"
