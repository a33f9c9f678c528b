"""The pages of `docs/` that are written from the ledger."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from unsigned_peace.checks.pages.article_pages import article_page, claims_page
from unsigned_peace.checks.pages.documents_page import documents_page
from unsigned_peace.checks.pages.handouts import handouts
from unsigned_peace.checks.pages.names_page import names_page
from unsigned_peace.checks.pages.role_sheets import role_sheets
from unsigned_peace.data import schema
from unsigned_peace.data.citations import GENERAL_KNOWLEDGE, SEEN, Source, known_sources
from unsigned_peace.data.schema import rows
from unsigned_peace.shared.atomic_file import AtomicFile

_WRITTEN = "<!-- Written by `unsigned-peace write-docs` from data/. Do not edit by hand. -->"
_SOURCES_INTRODUCTION = (
    "Every source of the course, with what it is good for and what to beware of. "
    "The table behind this page is [`data/sources.csv`](../data/sources.csv)."
)
_GENERAL_KNOWLEDGE = (
    "**From general knowledge, not verified.** This is a warning, not a source. "
    "A fact with this mark was written from memory. "
    "It may be wrong, so it never decides a graded answer. "
    "If you find a source for it, tell us."
)
_REFERENCE_INTRODUCTION = (
    "The tables of the ledger and the meaning of every column. "
    "Load a table with its name: `data.delegations()`. "
    "Codes are ordered as they are listed here. A list becomes a tuple of texts."
)

_KINDS = {
    "primary": "Primary sources",
    "official account": "Official accounts",
    "memoir": "Memoirs",
    "scholarship": "Scholarship",
    "press": "Press",
    "reference": "Reference works and web pages",
    "article": "The article under trial",
    "dataset": "Data sets and polls",
}
_KIND_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "yes or no",
    "date": "date",
}


def sources_page() -> str:
    """Write `docs/sources.md`: one heading a source, so that a link to `#F51-735` arrives.

    >>> "### F51-735" in sources_page()
    True
    """
    known = known_sources().values()
    parts = [
        "# Sources",
        _WRITTEN,
        _SOURCES_INTRODUCTION,
        "Web addresses are those at which a source was read. Some are mirrors and may vanish.",
        "## Not verified",
        f"### {GENERAL_KNOWLEDGE}",
        _GENERAL_KNOWLEDGE,
    ]
    cited = sorted((s for s in known if s.kind in _KINDS), key=lambda s: list(_KINDS).index(s.kind))
    for kind, group in groupby(cited, key=lambda s: s.kind):
        parts.append(f"## {_KINDS[kind]}")
        for one in group:
            parts += [f"### {one.source_id}", _entry(one)]
    return "\n\n".join(parts) + "\n"


def _entry(one: Source) -> str:
    lines = [f"{one.citation}."]
    lines += (
        [f"Where: {one.locator}."] if one.container and one.locator not in one.container else []
    )
    lines += [f"View: {one.perspective}."] if one.perspective else []
    lines += [one.use_and_bias, SEEN[one.seen]]
    lines += [f"[Link](<{one.url}>)"] if one.url else []
    return "  \n".join(lines)


def reference_page() -> str:
    """Write `docs/data-reference.md`: what each column of each table means.

    >>> "## delegations" in reference_page()
    True
    """
    place = schema.folder()
    tables = schema.package(place)
    parts = [
        "# Data reference",
        _WRITTEN,
        _REFERENCE_INTRODUCTION,
        _overview(tables, place),
    ]
    parts += [_section(table) for table in tables.values()]
    return "\n\n".join(parts) + "\n"


def _overview(tables: Mapping[str, schema.TableDescription], place: Path) -> str:
    lines = ["| table | rows | what it holds |", "| --- | ---: | --- |"]
    for table in tables.values():
        count = sum(1 for _ in rows(place / table.path)) - 1
        lines.append(f"| [{table.name}](#{table.name}) | {count} | {table.title} |")
    return "\n".join(lines)


def _section(table: schema.TableDescription) -> str:
    lines = ["| column | kind | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{c.name}` | {_kind(c)} | {_meaning(c)} |" for c in table.columns]
    key = ", ".join(f"`{name}`" for name in table.key)
    return f"## {table.name}\n\n{table.description} Key: {key}.\n\n" + "\n".join(lines)


def _kind(column: schema.Column) -> str:
    word = "list" if column.is_list else "code" if column.codes else _KIND_WORDS[column.kind]
    return word if column.required else f"{word}, may be empty"


def _meaning(column: schema.Column) -> str:
    codes = f" One of: {', '.join(f'`{code}`' for code in column.codes)}." if column.codes else ""
    return (column.description + codes).replace("|", "\\|")


def write(docs: Path) -> list[Path]:
    """Write the pages into a folder and return the files.

    Raises:
        OSError: if the folder cannot be written.

    >>> import tempfile
    >>> [file.name for file in write(Path(tempfile.mkdtemp()))]
    ['article.md', 'claims.md', 'data-reference.md', 'documents.md', 'names.md', 'sources.md', \
'khrushchev.html', 'molotov.html', 'hatoyama-kono.html', 'ministry.html']

    """
    pages = {
        "article.md": article_page(_WRITTEN),
        "claims.md": claims_page(_WRITTEN),
        "data-reference.md": reference_page(),
        "documents.md": documents_page(_WRITTEN),
        "names.md": names_page(_WRITTEN),
        "sources.md": sources_page(),
        **{f"role-sheets/{name}": sheet for name, sheet in role_sheets(_WRITTEN).items()},
    }
    if (docs / "kit").is_dir():  # instructors have it, a student edition has not
        pages |= {f"kit/{name}": sheet for name, sheet in handouts(_WRITTEN).items()}
    for name, text in pages.items():
        AtomicFile(docs / name).write(text)
    return [docs / name for name in pages]


def write_docs(to: Path) -> int:
    """Write the generated pages; return 1 if the folder is not there.

    >>> write_docs(Path("no such folder"))
    There is no folder 'no such folder'. Run this in the folder of the course, or give --to.
    1
    """
    if not to.is_dir():
        print(
            f"There is no folder {str(to)!r}. Run this in the folder of the course, or give --to."
        )
        return 1
    for file in write(to):
        print(f"Wrote {file}")
    return 0
