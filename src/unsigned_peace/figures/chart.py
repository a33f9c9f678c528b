"""A figure together with the words and the table that stand in for it."""

import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

import pandas as pd
from matplotlib.figure import Figure

from unsigned_peace import data
from unsigned_peace.data.citations import GENERAL_KNOWLEDGE
from unsigned_peace.figures import style
from unsigned_peace.figures.dark_picture import with_dark_theme
from unsigned_peace.figures.picture import Kept, Spot, boxed
from unsigned_peace.shared import theme
from unsigned_peace.shared.html_table import html_table

CARD = (
    f"margin:0.5em 0;padding:0.75em;background:{theme.GROUND};color:{theme.TEXT};"
    f"border:1px solid {theme.LINE};border-radius:6px;max-width:63em;box-sizing:border-box;"
    "line-height:1.45"
)
# The picture takes its colours from this, and so does what scrolls.
_THEME = (
    "<style>.unsigned-peace-chart{color-scheme:light}"
    '[data-jp-theme-light="false"] .unsigned-peace-chart{color-scheme:dark}'
    # A picture keeps its colours where the system sets all others: so must the ground under it.
    "@media (forced-colors:active){.unsigned-peace-chart{forced-color-adjust:none}}</style>"
)
_NAME = re.compile(r"[^:,.]*")  # of a figure: how its words begin
SOURCES_IN_CAPTION = 6
SOURCE_COLUMNS = ("sources", "source_ids")
_AS_LINK = (
    ";border:0;padding:0;background:none;font:inherit;text-decoration:underline;cursor:pointer"
)
CLAIM = re.compile(r"\bCLM-\d{3}\b")
_CLAIM_LINK = rf'<a href="../docs/claims.md#\g<0>" style="color:{theme.LINK}">\g<0></a>'
PATH_DATA = re.compile(r' d="[^"]*"')
LONG_FRACTION = re.compile(r"(\.\d\d)\d+")


@dataclass(frozen=True)
class Chart:
    """A figure that can be seen, heard and checked.

    `alt` says in words what the figure shows; `table` holds the numbers behind it; `caption`
    says how to read it; `source_ids` name the sources (`data/sources.csv`). What is `kept`
    stays in view when the picture scrolls, and `spots` answer a click in an explorer. JupyterLab
    shows a chart that is the last value of a cell.

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
    kept: Kept = field(default_factory=Kept, repr=False)
    spots: tuple[Spot, ...] = field(default=(), repr=False)

    @cached_property
    def svg(self) -> str:
        """The picture as SVG; the same chart gives the same bytes."""
        buffer = io.StringIO()
        with style.applied():
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        # A hundredth of a point is finer than any screen, and a third of the bytes are saved.
        short = PATH_DATA.sub(lambda path: LONG_FRACTION.sub(r"\1", path[0]), buffer.getvalue())
        return with_dark_theme(short)

    def html(self, *, outside: bool = True) -> str:
        """Return the chart as HTML: picture, caption, table and sources.

        A source id leads to the sources page, beside a notebook in `notebooks/`. JupyterLab
        follows no such link out of a widget: there, with `outside=False`, it leads to the list
        under the figure, which the script of the panel opens.
        """
        behind = table_html(self.table, outside=outside)
        picture = boxed(self.svg, self.figure.get_size_inches(), self.alt, self.kept, self.spots)
        name = escape(_NAME.match(self.alt)[0])
        return (
            f'{_THEME}<figure role="figure" aria-label="{name}" class="unsigned-peace-chart" '
            f'style="{CARD}">{picture}'
            f'<figcaption style="margin-top:0.5em">{escape(self.caption)}'
            f"{_named(self.source_ids, outside=outside)}</figcaption>"
            f"{folded('Show the table behind this figure', behind)}"
            f"{source_list(self.source_ids)}</figure>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}


def table_html(
    table: pd.DataFrame, label: str = "Table behind the figure", *, outside: bool = True
) -> str:
    """Write a table whose first column names the rows, for eyes and for screen readers.

    Ids of sources and of claims are links; for `outside` see `Chart.html`.

    >>> '<th scope="row"' in table_html(pd.DataFrame({"state": ["Peru"], "signed": [True]}))
    True
    """
    rows = (
        [
            ", ".join(source_link(one, outside=outside) for one in value)
            if name in SOURCE_COLUMNS and isinstance(value, tuple)
            else _with_claims(escape(cell_text(value)), outside=outside)
            for name, value in zip(table.columns, row, strict=True)
        ]
        for row in table.itertuples(index=False)
    )
    return html_table([escape(str(name)) for name in table.columns], rows, label=label)


def folded(summary: str, content: str, *, name: str = "") -> str:
    """Put HTML behind a line that opens it.

    An explorer knows the line again by `name` (or else by its words) when it redraws.

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


def _with_claims(text: str, *, outside: bool) -> str:
    return CLAIM.sub(_CLAIM_LINK, text) if outside else text


def _named(source_ids: tuple[str, ...], *, outside: bool) -> str:
    if not source_ids:
        return ""
    known = [source_id for source_id in source_ids if source_id != GENERAL_KNOWLEDGE]
    parts = []
    if known:
        shown = ", ".join(
            source_link(source_id, outside=outside) for source_id in known[:SOURCES_IN_CAPTION]
        )
        rest = len(known) - SOURCES_IN_CAPTION
        more = f" and {rest} more" if rest > 0 else ""
        parts.append(f"Source{'' if len(known) == 1 else 's'}: {shown}{more}.")
    if len(known) < len(source_ids):
        link = source_link(GENERAL_KNOWLEDGE, outside=outside)
        parts.append(f"Some details rest on general knowledge and are not verified ({link}).")
    return f' <span style="color:{theme.QUIET}">{" ".join(parts)}</span>'


def source_link(source_id: str, *, outside: bool = True) -> str:
    """Write an id of a source as a link, with the whole citation behind it; see `Chart.html`.

    >>> 'href="../docs/sources.md#GK"' in source_link("GK"), "data-leads" in source_link("GK")
    (True, False)
    """
    name, full = escape(source_id), escape(citation(source_id))
    look = f'title="{full}" style="color:{theme.LINK}'
    if outside:
        return f'<a href="../docs/sources.md#{name}" {look}">{name}</a>'
    return f'<button type="button" data-leads="{name}" {look}{_AS_LINK}">{name}</button>'


def source_list(source_ids: tuple[str, ...], *, name: str = "sources") -> str:
    """List sources behind a line that opens them; nothing for none."""
    if not source_ids:
        return ""
    items = "".join(
        f'<li data-source="{escape(one)}" tabindex="-1"><strong>{escape(one)}</strong> '
        f"{escape(citation(one))}</li>"
        for one in source_ids
    )
    summary = f"Show the sources ({len(source_ids)})"
    return folded(summary, f'<ul style="margin:0.25em 0">{items}</ul>', name=name)


def citation(source_id: str) -> str:
    """Return the one-line citation of a source, or a plain remark for an id that is unknown.

    A figure must not fail over a source: `unsigned-peace check-data` reports it.
    """
    return data.cite(source_id, "(not in the list of sources)")
