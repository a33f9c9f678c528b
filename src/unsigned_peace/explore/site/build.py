"""`unsigned-peace site`: build the pages, without network, and see that they give nothing away."""

import shutil
import tempfile
from importlib import resources
from pathlib import Path

from unsigned_peace.explore.site import site_sources
from unsigned_peace.quiz import bank as banks

SECRET = ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS", "=== BEGIN MARK SCHEME")
_STATIC = {"explore/site/static": ("quiz_page.js", "site.css"), "quiz/static": ("quiz.css",)}

_MENDED = {
    'role="heading">': 'role="heading" aria-level="2">',  # above each part of the contents
    ' aria-label="Toggle hidden content"': "",  # it hides the words that say what is folded
}


def site(out: Path, root: Path) -> int:
    """Build the site of the course.

    Args:
        out: the folder of the site; what an earlier build left there is replaced.
        root: the folder of the course.

    Returns:
        0, or 1 if Sphinx is missing or a page gives something away.
    """
    try:
        from sphinx.cmd.build import build_main  # noqa: PLC0415 - not for students
    except ImportError:
        print("The site needs Sphinx. Install the tools of maintainers: make install-dev")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "source"
        site_sources.write(root, place, print)
        _add_settings(place)
        built = Path(folder) / "html"
        print("Building the pages ...")
        if build_main(["-q", "-W", "--keep-going", "-b", "html", str(place), str(built)]):
            return 1
        shutil.rmtree(built / ".doctrees", ignore_errors=True)
        _mend_labels(built)
        leaked = leaks(built, root / "exercises")
        if leaked:
            print(*leaked, sep="\n")
            print(f"{len(leaked)} page(s) give something away. Nothing was written.")
            return 1
        if out.exists():
            shutil.rmtree(out)
        shutil.copytree(built, out)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    print(f"{len(list(out.glob('*.html')))} pages, {size / 1e6:.1f} MB. Open {out / 'index.html'}")
    return 0


def _add_settings(place: Path) -> None:
    package = resources.files("unsigned_peace")
    for folder, names in _STATIC.items():
        for name in names:
            text = (package / folder / name).read_text(encoding="utf-8")
            (place / "_static" / name).write_text(text, encoding="utf-8")
    for name in ("conf.py", "index.md"):
        text = (package / "explore" / "site" / name).read_text(encoding="utf-8")
        (place / name).write_text(text, encoding="utf-8")


def _mend_labels(built: Path) -> None:
    """Mend what a screen reader would hear of Sphinx and MyST-NB and not see."""
    for page in built.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for found, mended in _MENDED.items():
            text = text.replace(found, mended)
        page.write_text(text, encoding="utf-8")


def leaks(built: Path, exercises: Path) -> list[str]:
    """Find pages that hold a solution, a hidden test, or the words of a graded question.

    Args:
        built: the folder of the site.
        exercises: the instructor's problem sets; without them there is nothing to compare with.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "index.html").write_text("x = 1 ### BEGIN SOLUTION")
    >>> leaks(folder, folder)
    ['index.html: ### BEGIN SOLUTION']
    """
    secret = [*SECRET, *_graded(exercises)]
    return [
        f"{file.relative_to(built).as_posix()}: {text}"
        for file in sorted(built.rglob("*"))
        if file.suffix in {".html", ".js", ".json", ".txt"}
        for text in secret
        if text in file.read_text(encoding="utf-8")
    ]


def _graded(exercises: Path) -> list[str]:
    """Return what is only in graded banks: feedback, which says what is right."""
    found = set()
    for path in sorted(exercises.glob("*.quiz.yml")):
        for question in banks.load(path).questions:
            said = [question.feedback, *(one.feedback for one in question.mistakes)]
            said += [one.feedback for one in (*question.options, *question.items, *question.pairs)]
            found |= {text for text in said if len(text) > 40}
    return sorted(found)
