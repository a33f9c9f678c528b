"""The sources of the site: notebooks that have been run, guides and reference pages."""

import base64
import re
import shutil
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

from unsigned_peace.quiz.course_modules import modules
from unsigned_peace.shared.notebook_file import canonical

LESSONS = tuple(module.notebook for module in modules() if module.available)
GUIDES = (
    "student-guide",
    "instructor-guide",
    "grading",
    "teaching",
    "quiz-formats",
    "threat-model",
    "site",
)
REFERENCE = ("article", "claims", "documents", "names", "sources", "data-reference")
SECONDS_A_CELL = 300
# A kernel whose channels are open to others of the machine says so, in words that frighten.
CLOSED_CHANNELS = Config({"KernelManager": {"transport_encryption": "auto"}})
_PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_HEADING = re.compile(r"^(#{2,5}) +(.+?) *$", re.MULTILINE)
_TARGET = re.compile(r"(?P<open>\]\(<?|\]: |href=\\?[\"'])(?P<to>[^)\s\"'>\\]+)")
_FILE = re.compile(r"(?P<stem>[^#?]*/)?(?P<name>[\w-]+)\.(?:md|ipynb)(?P<rest>#.*)?")


def write(root: Path, place: Path, say: Callable[[str], None]) -> None:
    """Write all sources of the site into an empty folder.

    Args:
        root: the folder of the course, with `notebooks` and `docs`.
        place: where to write.
        say: is told what is being done.

    Raises:
        nbclient.exceptions.CellExecutionError: if a notebook does not run to its end.
    """
    pictures = place / "_static" / "figures"
    pictures.mkdir(parents=True)
    for name in LESSONS:
        say(f"Running {name} ...")
        notebook = run(root / "notebooks" / f"{name}.ipynb")
        text = _with_pictures(canonical(notebook), pictures, lambda file: f"_static/figures/{file}")
        (place / f"{name}.ipynb").write_text(linked(text), encoding="utf-8")
    for name in (*GUIDES, *REFERENCE):
        text = (root / "docs" / f"{name}.md").read_text(encoding="utf-8")
        (place / f"{name}.md").write_text(anchored(linked(text)), encoding="utf-8")
    for folder in ("images", "architecture"):
        shutil.copytree(root / "docs" / folder, place / folder)
    shutil.copytree(root / "docs" / "role-sheets", place / "_static" / "role-sheets")


def run(path: Path) -> nbformat.NotebookNode:
    """Run a notebook so that it shows everything without a kernel.

    It runs in an empty folder: whoever builds the site may have answers of her own.
    """
    notebook = nbformat.read(path, as_version=4)
    first = nbformat.v4.new_code_cell("%load_ext unsigned_peace.explore.site.static_display")
    notebook.cells.insert(0, first)
    with tempfile.TemporaryDirectory() as empty:
        NotebookClient(
            notebook,
            timeout=SECONDS_A_CELL,
            kernel_name="python3",
            resources={"metadata": {"path": empty}},
            store_widget_state=False,
            config=CLOSED_CHANNELS,
        ).execute()
    del notebook.cells[0]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata["tags"] = ["hide-input"]
            _give_address(cell)
    return notebook


def _give_address(cell: nbformat.NotebookNode) -> None:
    """Let a figure be linked to, by the id of its cell, which never changes."""
    for output in cell.outputs:
        shown = "".join(output.get("data", {}).get("text/html", ""))
        if _PICTURE.search(shown):
            link = f'<a href="#figure-{cell.id}">Link to this figure</a>'
            output.data["text/html"] = (
                f'<div id="figure-{cell.id}">{shown}<p class="up-elsewhere">{link}</p></div>'
            )


def _with_pictures(text: str, folder: Path, address: Callable[[str], str]) -> str:
    """Put the pictures of a notebook into files of their own."""

    def filed(match: re.Match) -> str:
        picture = base64.b64decode(match[1])
        name = f"{sha256(picture).hexdigest()[:16]}.svg"
        (folder / name).write_bytes(picture)
        return address(name)

    return _PICTURE.sub(filed, text)


def linked(text: str) -> str:
    """Let links between notebooks and guides lead to the pages made of them.

    What is no page of the site (a problem set, a file of data) is a link into nothing here; its
    words stay and it leads to the page on how to get the course.

    >>> linked("[Yalta](../docs/sources.md#P-YALTA), [next](02-london-talks.ipynb)")
    '[Yalta](sources.html#P-YALTA), [next](02-london-talks.html)'
    """

    def moved(match: re.Match) -> str:
        target = match["to"]
        if re.match(r"[a-z]+:|#", target):
            return match[0]
        file = _FILE.fullmatch(target)
        if file and file["name"] in (*LESSONS, *GUIDES, *REFERENCE):
            return f"{match['open']}{file['name']}.html{file['rest'] or ''}"
        if re.search(r"(?:^|/)(?:images|architecture)/[\w-]+\.(?:svg|png)$", target):
            return f"{match['open']}{'/'.join(target.split('/')[-2:])}"
        sheet = re.search(r"role-sheets/([\w-]+\.html)$", target)
        if sheet:
            return f"{match['open']}_static/role-sheets/{sheet[1]}"
        if target.startswith("_static/"):
            return match[0]
        return f"{match['open']}index.html#the-whole-course"

    return _TARGET.sub(moved, text)


def anchored(text: str) -> str:
    """Give each heading the anchor that JupyterLab gives it, letter case included.

    >>> print(anchored("### P-YALTA"))
    <a id="P-YALTA"></a>
    <BLANKLINE>
    ### P-YALTA
    """
    return _HEADING.sub(
        lambda match: f'<a id="{_slug(match[2])}"></a>\n\n{match[0]}',
        text,
    )


def _slug(heading: str) -> str:
    return re.sub(r"[\"<>&`*]", "", heading).replace(" ", "-")
