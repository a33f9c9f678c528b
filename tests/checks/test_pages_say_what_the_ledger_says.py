"""The pages of `docs/` that are written from `data/`."""

import re
from pathlib import Path

import pytest

from unsigned_peace import cli, data
from unsigned_peace.checks.pages import reference_pages as pages
from unsigned_peace.checks.pages.article_pages import article_page, claims_page
from unsigned_peace.checks.pages.documents_page import documents_page
from unsigned_peace.checks.pages.handouts import handouts
from unsigned_peace.checks.pages.names_page import names_page
from unsigned_peace.checks.pages.role_sheets import role_sheets
from unsigned_peace.data.documents import not_found
from unsigned_peace.data.names import anchor

DOCS = Path(__file__).parents[2] / "docs"
SHEETS = role_sheets(pages._WRITTEN)
HANDOUTS = handouts(pages._WRITTEN)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("article.md", lambda: article_page(pages._WRITTEN)),
        ("claims.md", lambda: claims_page(pages._WRITTEN)),
        ("documents.md", lambda: documents_page(pages._WRITTEN)),
        ("sources.md", pages.sources_page),
        ("data-reference.md", pages.reference_page),
        ("names.md", lambda: names_page(pages._WRITTEN)),
        *((f"kit/{name}", lambda text=text: text) for name, text in HANDOUTS.items()),
        *((f"role-sheets/{name}", lambda text=text: text) for name, text in SHEETS.items()),
    ],
)
def test_generated_pages_are_up_to_date(page, text):
    assert (DOCS / page).read_text(encoding="utf-8") == text(), "run unsigned-peace write-docs"


def test_each_source_has_one_heading_and_general_knowledge_comes_first():
    headings = re.findall(r"^### (.+)$", pages.sources_page(), flags=re.MULTILINE)
    assert headings[0] == "GK"
    assert sorted(headings) == sorted(data.sources()["source_id"])


def test_the_reference_describes_every_column():
    text = pages.reference_page()
    for name in ("delegations", "drafts"):
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)`", section, flags=re.MULTILINE) == list(data.table(name))


def test_each_name_linked_from_a_lesson_has_a_heading():
    headings = re.findall(r"^### (.+)$", names_page(""), flags=re.MULTILINE)
    known = {anchor(heading) for heading in headings}
    assert len(known) == len(headings)
    for lesson in sorted((DOCS.parent / "notebooks").glob("*.ipynb")):
        linked = re.findall(r"names\.md#([^)\s]+)\)", lesson.read_text(encoding="utf-8"))
        assert set(linked) <= known, lesson.name


def test_people_stand_in_the_order_of_their_family_names():
    people = names_page("").split("\n## ")[1]
    shown = re.findall(r"^### (.+)\n\n\*\*(.+)\*\*\. ", people, flags=re.MULTILINE)
    families = [family for _, family in shown]
    assert len(shown) == len(data.table("people"))
    assert families == sorted(families, key=str.casefold)
    assert all(family in name for name, family in shown)
    some = dict(shown)
    for name in ("Yakov A. Malik", "Zhou Enlai", "Henry Cabot Lodge Jr.", "V. K. Wellington Koo"):
        assert some[name] in {"Malik", "Zhou", "Lodge", "Koo"}


def test_write_docs_writes_every_page(tmp_path, capsys):
    assert cli.main(["write-docs", "--to", str(tmp_path)]) == 0
    names = ("article", "claims", "data-reference", "documents", "names", "sources")
    written = {f"{name}.md" for name in names} | set(SHEETS)
    assert {file.name for file in tmp_path.rglob("*.*")} == written
    assert capsys.readouterr().out.count("Wrote") == len(written)


def test_write_docs_says_when_the_folder_is_missing(tmp_path, capsys):
    assert cli.main(["write-docs", "--to", str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().out


def test_the_page_names_each_document_and_where_it_was_read():
    page = documents_page("")
    for one in data.documents().values():
        assert f"\n### {one.id}\n" in page
        assert all(reading.title in page for reading in one.read_at)
    assert all(missing.title in page for missing in not_found())
