"""Submissions that are no proper notebook: each is graded all the same, or reported as failed."""

import json
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.corpus import (
    FULL,
    LOST,
    NOTEBOOK,
    RIGHT_ANSWERS,
    Case,
    Contained,
    Failed,
    Scores,
    edited,
    flagged,
    text,
)


def _nested(depth: int) -> str:
    return (
        '{"cells": '
        + "[" * depth
        + "]" * depth
        + ', "metadata": {}, "nbformat": 4, "nbformat_minor": 4}'
    )


def _json(change: Callable[[dict], object]) -> Callable[[str], str]:
    def rewrite(old: str) -> str:
        notebook = json.loads(old)
        new = change(notebook)
        return json.dumps(notebook if new is None else new)

    return rewrite


def _set(key: str, value: object) -> Callable[[str], str]:
    return _json(lambda nb: nb.__setitem__(key, value))


def _version_3(nb: dict) -> dict:
    cells = [
        {
            "cell_type": "code",
            "input": "".join(one["source"]),
            "language": "python",
            "metadata": one["metadata"],
            "outputs": [],
            "collapsed": False,
        }
        if one["cell_type"] == "code"
        else {"cell_type": "markdown", "source": one["source"], "metadata": one["metadata"]}
        for one in nb["cells"]
    ]
    return {
        "metadata": {"name": ""},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [{"cells": cells, "metadata": {}}],
    }


def _drop(key: str) -> Callable[[str], str]:
    return _json(lambda nb: nb.pop(key) and None)


def _drop_in_cells(key: str) -> Callable[[str], str]:
    return _json(lambda nb: [cell.pop(key, None) for cell in nb["cells"]] and None)


def _cell(key: str, value: object) -> Callable[[str], str]:
    return _json(lambda nb: nb["cells"][2].__setitem__(key, value))


def _with_ids(name: str) -> Callable[[dict], None]:
    def change(nb: dict) -> None:
        nb["nbformat_minor"] = 5
        for one in nb["cells"]:
            one["id"] = name

    return change


def _many_cells(number: int) -> Callable[[NotebookNode], None]:
    def work(nb: NotebookNode) -> None:
        one = new_code_cell("")  # each would be validated: that takes minutes
        nb.cells.extend(NotebookNode({**one, "id": f"empty-{at}"}) for at in range(number))

    return work


def source(name: str, expected: object, code: str, at: int = 2) -> Case:
    return edited(
        name, expected, lambda nb: nb.cells.insert(at, new_code_cell(code)), RIGHT_ANSWERS
    )


def _folder(work: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        work(folder)

    return change


def _gone(folder: Path) -> None:
    (folder / f"{NOTEBOOK}.ipynb").unlink()


def _a_folder(folder: Path) -> None:
    _gone(folder)
    (folder / f"{NOTEBOOK}.ipynb").mkdir()


def files(name: str, expected: object, work: Callable[[Path], object]) -> Case:
    return Case(name, expected, _folder(work), RIGHT_ANSWERS)


def _renamed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / f"{NOTEBOOK}.ipynb").rename(folder / name) and None


def _extra(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


CASES: list[Case] = [
    text("empty-file", Failed(f"{NOTEBOOK}.ipynb"), lambda _: ""),
    text("white-space-only", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "\n \n"),
    text("not-json", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "Dear teacher, my dog"),
    text("cut-off", Failed(f"{NOTEBOOK}.ipynb"), lambda old: old[: len(old) // 2]),
    text(
        "merge-conflict",
        Failed(f"{NOTEBOOK}.ipynb"),
        lambda old: old.replace('"cells"', '<<<<<<< HEAD\n"cells"', 1),
    ),
    text("a-list", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "[]"),
    text("a-number", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "4"),
    text("null", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "null"),
    text("a-text", Failed(f"{NOTEBOOK}.ipynb"), lambda _: '"x"'),
    text("empty-object", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "{}"),
    text(
        "html-instead",
        Failed(f"{NOTEBOOK}.ipynb"),
        lambda _: "<!DOCTYPE html><html>Please log in</html>",
    ),
    text("python-instead", Failed(f"{NOTEBOOK}.ipynb"), lambda _: "def double(x): return 2 * x"),
    text(
        "latin-1",
        Failed("UTF-8"),
        lambda old: old.replace("# One", "# Künaschir").encode("latin-1"),
    ),
    text("utf-16", Failed("UTF-8"), lambda old: old.encode("utf-16")),
    text("byte-order-mark", Scores(FULL), lambda old: b"\xef\xbb\xbf" + old.encode()),
    text("zero-bytes", Failed(f"{NOTEBOOK}.ipynb"), lambda _: b"\0" * 1000),
    text("random-bytes", Failed("UTF-8"), lambda _: bytes(range(256)) * 10),
    text("compressed", Failed("UTF-8"), lambda old: __import__("gzip").compress(old.encode())),
    text("nested-deeply", Failed(f"{NOTEBOOK}.ipynb"), lambda _: _nested(100_000)),
    text("nested-a-little", Failed(f"{NOTEBOOK}.ipynb"), lambda _: _nested(800)),
    text("too-large", Failed("too large"), lambda old: old + " " * 60_000_000),
    text(
        "not-a-number",
        Failed(f"{NOTEBOOK}.ipynb"),
        lambda old: old.replace('"nbformat_minor": 4', '"nbformat_minor": NaN'),
    ),
    text(
        "infinite-version",
        Failed(f"{NOTEBOOK}.ipynb"),
        lambda old: old.replace('"nbformat": 4', '"nbformat": Infinity'),
    ),
    text("version-2", Failed(f"{NOTEBOOK}.ipynb"), _set("nbformat", 2)),
    text("version-3", Contained(FULL), _json(_version_3)),
    text("version-5", Failed(f"{NOTEBOOK}.ipynb"), _set("nbformat", 5)),
    text("version-is-a-text", Failed(f"{NOTEBOOK}.ipynb"), _set("nbformat", "four")),
    text("minor-99", Scores(FULL), _set("nbformat_minor", 99)),
    text("minor-negative", Failed(f"{NOTEBOOK}.ipynb"), _set("nbformat_minor", -1)),
    text("double-keys", Contained(FULL), lambda old: old.replace("{", '{"cells": [], ', 1)),
    text("lone-surrogate", Failed("surrogates"), lambda old: old.replace("# One", "# \\ud800 One")),
    text(
        "lone-surrogate-in-code",
        Failed("surrogates"),
        lambda old: old.replace("total = 6", "x = '\\ud800'; total = 6"),
    ),
    text("zero-in-code", Contained(FULL), lambda old: old.replace("total = 6", "total = 6\\u0000")),
    text("cells-missing", Failed(f"{NOTEBOOK}.ipynb"), _drop("cells")),
    text("cells-not-a-list", Failed(f"{NOTEBOOK}.ipynb"), _set("cells", {"a": 1})),
    text("cells-of-text", Failed(f"{NOTEBOOK}.ipynb"), _set("cells", ["a", "b"])),
    text("no-cells", Contained(LOST), _set("cells", [])),
    text("metadata-missing", Failed(f"{NOTEBOOK}.ipynb"), _drop("metadata")),
    text("metadata-a-list", Failed(f"{NOTEBOOK}.ipynb"), _set("metadata", [1])),
    text("no-metadata-in-cells", Failed(f"{NOTEBOOK}.ipynb"), _drop_in_cells("metadata")),
    text("no-outputs-in-cells", Contained(FULL), _drop_in_cells("outputs")),
    text("no-source-in-cells", Failed(f"{NOTEBOOK}.ipynb"), _drop_in_cells("source")),
    text("no-types-of-cells", Failed(f"{NOTEBOOK}.ipynb"), _drop_in_cells("cell_type")),
    text("source-a-number", Failed(f"{NOTEBOOK}.ipynb"), _cell("source", 5)),
    text("source-null", Failed(f"{NOTEBOOK}.ipynb"), _cell("source", None)),
    text("source-of-lists", Failed(f"{NOTEBOOK}.ipynb"), _cell("source", [["x"]])),
    text("outputs-a-text", Failed(f"{NOTEBOOK}.ipynb"), _cell("outputs", "x")),
    text(
        "outputs-strange", Contained(FULL), _cell("outputs", [{"output_type": "magic", "x": [1]}])
    ),
    text("outputs-of-numbers", Failed(f"{NOTEBOOK}.ipynb"), _cell("outputs", [1, None])),
    text("count-a-text", Contained(FULL), _cell("execution_count", "five")),
    text("unknown-cell-type", flagged("type", marks=FULL), _cell("cell_type", "magic")),
    text("cell-metadata-a-list", Failed(f"{NOTEBOOK}.ipynb"), _cell("metadata", [])),
    text("nbgrader-a-text", Contained(FULL), _cell("metadata", {"nbgrader": "x"})),
    text("nbgrader-a-list", Contained(FULL), _cell("metadata", {"nbgrader": [1]})),
    text("nbgrader-null", Contained(FULL), _cell("metadata", {"nbgrader": None})),
    text(
        "double-cell-ids",
        Scores(FULL),
        _json(_with_ids("same")),
    ),
    text(
        "cell-ids-strange",
        Failed(f"{NOTEBOOK}.ipynb"),
        _json(_with_ids("ü" * 100)),
    ),
    text(
        "line-ends-of-windows",
        Scores(FULL),
        lambda old: json.dumps(json.loads(old), indent=1).replace("\n", "\r\n"),
    ),
    edited("many-cells", Contained(FULL), _many_cells(20_000), RIGHT_ANSWERS),
    edited("very-many-cells", Failed("too many parts"), _many_cells(400_000), RIGHT_ANSWERS),
    source("giant-line", Contained(FULL), "x = '" + "a" * 5_000_000 + "'"),
    source("giant-expression", Contained(FULL), "x = " + "+".join(["1"] * 200_000)),
    source("nested-code", Contained(FULL), "x = " + "(" * 5000 + ")" * 5000),
    source("syntax-error", Scores(FULL), "def broken(:"),
    source("error-at-the-start", Scores(FULL), "1 / 0"),
    source("exit", Scores(FULL), "exit()"),
    source("system-exit", Scores(FULL), "raise SystemExit(3)"),
    source("keyboard-interrupt", Scores(FULL), "raise KeyboardInterrupt"),
    source("input", Scores(FULL), "name = input('Your name?')"),
    source("unknown-magic", Scores(FULL), "%nothing here"),
    source("other-language", Scores(FULL), "%%javascript\nalert(1)"),
    files("notebook-is-a-folder", Failed("ordinary file"), _a_folder),
    files("other-name", Failed("final version (2).ipynb"), _renamed("final version (2).ipynb")),
    files("upper-case-name", Failed("WORK.IPYNB.ipynb"), _renamed("WORK.IPYNB.ipynb")),
    files(
        "odd-file-names",
        Scores(FULL),
        lambda f: [
            (f / name).write_text("x")
            for name in ("a\nb", "-rf", "ü漢字", " ", "x" * 250, "a'b\"c", "$(ls)")
        ],
    ),
    files("name-not-utf-8", Contained(FULL), _extra("x\udcff", b"x")),
    files("second-notebook-broken", Contained(FULL), _extra("more.ipynb", b"{")),
    files(
        "checkpoints",
        Scores(FULL),
        lambda f: (
            (f / ".ipynb_checkpoints").mkdir(),
            (f / ".ipynb_checkpoints" / "work-checkpoint.ipynb").write_text("{"),
        ),
    ),
    files("bad-timestamp", Failed("timestamp.txt"), _extra("timestamp.txt", b"yesterday evening")),
    files("timestamp-not-text", Failed("timestamp.txt"), _extra("timestamp.txt", b"\xff\xfe\x00")),
    files("timestamp-empty", Contained(FULL), _extra("timestamp.txt", b"")),
    files(
        "timestamp-a-folder",
        Failed("timestamp.txt"),
        lambda f: ((f / "timestamp.txt").unlink(), (f / "timestamp.txt").mkdir()),
    ),
    files("no-timestamp", Scores(FULL), lambda f: (f / "timestamp.txt").unlink()),
    files(
        "timestamp-far-away", Contained(FULL), _extra("timestamp.txt", b"9999-12-31 23:59:59 UTC")
    ),
]
