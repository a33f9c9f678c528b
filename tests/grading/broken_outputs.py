"""More submissions that are no proper notebook, or whose outputs are no proper outputs."""

# ruff: noqa: E501 - the code of a submission has its own lines

import json
from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.grading.corpus import (
    FULL,
    RIGHT_ANSWERS,
    Case,
    Contained,
    Failed,
    Scores,
    code,
    edited,
    text,
)
from tests.grading.grading_course import find


def _meta(**given: object) -> Callable[[NotebookNode], object]:
    return lambda nb: nb.metadata.update(given)


def _kept(name: str, work: Callable[[NotebookNode], object]) -> Case:
    return edited(name, Scores(FULL), work, RIGHT_ANSWERS)


def _refused(name: str, why: str, work: Callable[[NotebookNode], object]) -> Case:
    return edited(name, Failed(why), work, RIGHT_ANSWERS)


ANY = Contained(FULL)


def _work(name: str, work: Callable[[NotebookNode], object]) -> Case:
    return edited(name, ANY, work, RIGHT_ANSWERS)


def _marks(**given: object) -> Callable[[NotebookNode], object]:
    """An ordinary cell that says something of itself."""
    return lambda nb: nb.cells.insert(2, new_code_cell("1 + 1", metadata={"nbgrader": given}))


def _metadata(added: str) -> Callable[[str], str]:
    """Write something into the metadata of the notebook."""
    return lambda old: old.replace('"kernelspec": {', f'{added}, "kernelspec": {{', 1)


def _shows(name: str, source: str, expected: Contained | Scores = ANY) -> Case:
    """A cell of odd outputs, after which the class goes on."""
    return code(name, expected, source, RIGHT_ANSWERS)


_SEND = "k = get_ipython().kernel\nsend = lambda kind, content: k.session.send(k.iopub_socket, kind, content, k.get_parent())\n"


def _sends(name: str, kind: str, content: str) -> Case:
    return _shows(name, f"{_SEND}send({kind!r}, {content})")


CASES: list[Case] = [
    _kept("language-a-number", _meta(language=5)),
    _kept("language-a-list", _meta(language=["python"])),
    _refused("title-a-list", "not of type", _meta(title=[1], authors="x")),
    _work(
        "widgets-a-list",
        lambda nb: (
            _meta(widgets=[1])(nb),
            nb.cells.insert(2, new_code_cell("import ipywidgets as w\nw.IntSlider()")),
        ),
    ),
    _work(
        "widgets-a-text",
        lambda nb: (
            _meta(widgets="x")(nb),
            nb.cells.insert(2, new_code_cell("import ipywidgets as w\nw.IntSlider()")),
        ),
    ),
    _kept("language-info-a-list", _meta(language_info=["python"])),
    _work("language-info-missing", lambda nb: nb.metadata.pop("language_info", None)),
    _refused(
        "execution-a-text", "not of type", lambda nb: find(nb, "t1").metadata.update(execution="x")
    ),
    _work("metadata-of-nbgrader", _meta(nbgrader={"score": 99, "locked": True})),
    _work("schema-of-own-cell", _marks(schema_version="three", grade_id="mine", grade=True)),
    _work(
        "marks-of-odd-kinds",
        _marks(schema_version=3, grade_id="mine", grade="yes", solution=[], points={}, locked=1),
    ),
    _kept("marks-inert-but-odd", _marks(schema_version=3, grade_id=None, grade=False)),
    _kept(
        "score-in-the-marks",
        lambda nb: [
            c.metadata.nbgrader.update(score=99, comment="<script>1</script>", auto_score=99)
            for c in nb.cells
            if "nbgrader" in c.metadata
        ],
    ),
    _work(
        "checksum-of-odd-kind",
        lambda nb: [
            c.metadata.nbgrader.update(checksum={"a": 1})
            for c in nb.cells
            if "nbgrader" in c.metadata
        ],
    ),
    _kept(
        "remaining-of-odd-kind",
        lambda nb: find(nb, "t1").metadata.nbgrader.update(cell_type=5, remaining=[1]),
    ),
    _work(
        "long-grade-id", lambda nb: find(nb, "s1").metadata.nbgrader.update(grade_id="x" * 100_000)
    ),
    _work("points-negative", lambda nb: find(nb, "essay").metadata.nbgrader.update(points=-5)),
    _work("points-true", lambda nb: find(nb, "t1").metadata.nbgrader.update(points=True)),
    _work("attachments-in-code", lambda nb: find(nb, "t1").update(attachments={"a": {"b": "c"}})),
    _work("raw-cell-as-answer", lambda nb: find(nb, "s1").update(cell_type="raw")),
    _refused("tags-of-numbers", "not of type", lambda nb: nb.cells[2].metadata.update(tags=[1, 2])),
    _refused(
        "name-of-a-cell-a-list", "not of type", lambda nb: nb.cells[2].metadata.update(name=["x"])
    ),
    _work(
        "huge-outputs-saved",
        lambda nb: nb.cells[2].update(
            outputs=[{"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}]
        ),
    ),
    _work(
        "markdown-nested", lambda nb: nb.cells.insert(0, new_markdown_cell(">" * 5000 + "[" * 5000))
    ),
    _work(
        "many-magics",
        lambda nb: nb.cells.insert(2, new_code_cell("\n".join(f"!true {i}" for i in range(900)))),
    ),
    _work(
        "one-long-line-of-signs",
        lambda nb: nb.cells.insert(2, new_code_cell("x = 1 " + "-" * 50_000 + "1")),
    ),
    _work("only-comments", lambda nb: nb.cells.insert(2, new_code_cell("#" * 150_000))),
    _work(
        "form-feeds",
        lambda nb: nb.cells.insert(2, new_code_cell("\x0c\x1c\u2028x = 1\u2029\r\x85y = 2\x00")),
    ),
    _work(
        "tabs-and-spaces",
        lambda nb: nb.cells.insert(2, new_code_cell("if 1:\n\tx = 1\n        y = 2")),
    ),
    text("huge-number-in-metadata", Failed("work.ipynb"), _metadata('"n": ' + "9" * 9000)),
    text("float-too-large", ANY, _metadata('"n": 1e999')),
    text("not-a-number-in-metadata", ANY, _metadata('"n": NaN')),
    text("surrogate-in-metadata", Failed("surrogates"), _metadata('"n": "\\ud800"')),
    text("surrogate-in-a-key", Failed("surrogates"), _metadata('"\\udfff": 1')),
    text("nested-metadata", Failed("form"), _metadata('"n": ' + "[" * 90_000 + "]" * 90_000)),
    text(
        "minor-a-float",
        Failed("form"),
        lambda old: old.replace('"nbformat_minor": 4', '"nbformat_minor": 4.5'),
    ),
    text(
        "nbformat-true",
        Failed("form"),
        lambda old: old.replace('"nbformat": 4', '"nbformat": true'),
    ),
    text("two-documents", Failed("JSON"), lambda old: old + old),
    text(
        "byte-order-mark-twice",
        Failed("JSON"),
        lambda old: b"\xef\xbb\xbf\xef\xbb\xbf" + old.encode(),
    ),
    text(
        "keys-of-a-prototype", ANY, _metadata('"__class__": "x", "update": 1, "pop": 2, "get": 3')
    ),
    text(
        "methods-as-metadata",
        ANY,
        lambda old: json.dumps({**json.loads(old), "update": 1, "get": 2, "copy": 3}),
    ),
    # Outputs that no library makes.
    _shows("prints-a-surrogate", "print('\\ud800')"),
    _shows("shows-a-surrogate", "display({'text/plain': '\\udfff'}, raw=True)"),
    _shows("raises-a-surrogate", "raise ValueError('\\ud800')"),
    _shows("names-a-surrogate", "raise type('\\ud800', (Exception,), {})('x')"),
    _shows("prints-zeros", "print('\\0\\x1b[2J\\r\\x07' * 10)"),
    _shows("mime-of-numbers", "display({'text/plain': 5, 'image/png': 7}, raw=True)"),
    _shows("mime-of-lists", "display({'text/html': ['a', 3], 'text/plain': None}, raw=True)"),
    _shows("mime-strange", "display({'': 'x', 'a' * 9000: 'y', 'text/plain': 'z'}, raw=True)"),
    _shows(
        "json-nan",
        "display({'application/json': float('nan'), 'text/plain': 'x'}, raw=True)",
        Scores(FULL),
    ),
    _shows(
        "metadata-strange",
        "display({'text/plain': 'x'}, metadata={'a': float('inf'), 'b': {'c': object}}, raw=True)",
    ),
    _shows(
        "png-that-is-none", "from IPython.display import Image\nImage(b'no image', format='png')"
    ),
    _shows("error-without-name", "raise type('', (Exception,), {})"),
    _shows(
        "error-that-cannot-be-shown",
        "class E(Exception):\n    def __str__(self): raise E\n    __repr__ = __str__\nraise E",
    ),
    _shows(
        "error-that-shows-itself",
        "class E(Exception):\n    def _render_traceback_(self): return [5, None]\nraise E",
    ),
    _shows(
        "error-group",
        "raise ExceptionGroup('x', [ValueError(1), ExceptionGroup('y', [TypeError(2)])])",
    ),
    _shows(
        "errors-in-a-circle",
        "a, b = ValueError(1), ValueError(2)\na.__cause__ = b; b.__cause__ = a\nraise a",
    ),
    _shows("error-of-base", "raise BaseException('x')"),
    _shows("exit-generator", "raise GeneratorExit"),
    _sends("stream-strange", "stream", "{'name': 'x', 'text': 5}"),
    _sends("stream-empty", "stream", "{}"),
    _sends("data-a-list", "display_data", "{'data': [1], 'metadata': []}"),
    _sends("error-empty", "error", "{}"),
    _sends("comm-strange", "comm_open", "{'x': 1}"),
    _sends("comm-of-lists", "comm_open", "{'comm_id': [1], 'target_name': {}, 'data': 'x'}"),
    _sends("clear-strange", "clear_output", "{'wait': {'a': 1}}"),
    _sends("update-strange", "update_display_data", "{'data': {}, 'metadata': {}, 'transient': 5}"),
    _sends(
        "display-id-a-list",
        "display_data",
        "{'data': {}, 'metadata': {}, 'transient': {'display_id': [1]}}",
    ),
    _sends("asks-for-input", "input_request", "{'prompt': 'x', 'password': False}"),
    _sends("unknown-kind", "no_such_message", "{'a': 1}"),
    _shows(
        "widget-state-strange",
        "import ipywidgets as w\nb = w.HTML(value='\\ud800<script>1</script>')\ndisplay(b)\nb.layout.width = 'x' * 100_000",
    ),
    _shows("stdout-none", "import sys\nsys.stdout = sys.stderr = None"),
    _shows(
        "stdout-strange",
        "import sys\nclass S:\n    def write(self, x): raise OSError\n    def flush(self): raise OSError\nsys.stdout = S()",
    ),
    _shows("stdout-closed", "import sys\nsys.stdout.close(); sys.stderr.close()"),
    _shows("names-cleared", "globals().clear()"),
    _shows("modules-cleared", "import sys\nsys.modules.clear()"),
    _shows("folder-gone", "import os, shutil\nshutil.rmtree(os.getcwd(), ignore_errors=True)"),
    _shows("paths-cleared", "import sys\nsys.path.clear(); sys.meta_path.clear()"),
    _shows("loop-stopped", "import asyncio\nasyncio.get_event_loop().stop()"),
    _shows(
        "loop-closed",
        "import asyncio\nasyncio.get_event_loop().call_soon(lambda: asyncio.get_event_loop().stop())",
    ),
    _shows("tasks-cancelled", "import asyncio\n[t.cancel() for t in asyncio.all_tasks()]"),
    _shows(
        "reader-removed",
        "import asyncio, os\nloop = asyncio.get_event_loop()\n[loop.remove_reader(fd) for fd in range(3, 60)]",
    ),
    _shows(
        "signals-blocked", "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))"
    ),
    _shows(
        "limits-lowered",
        "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (5, 5))\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))",
    ),
    _shows("fault-handler", "import faulthandler\nfaulthandler._sigsegv()"),
    _shows("abort", "import os\nos.abort()"),
    _shows("null-by-ctypes", "import ctypes\nctypes.string_at(0)"),
    _shows(
        "execs-another-program",
        "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', 'print(1)'])",
    ),
    _shows("debug-in-the-wrong-place", "%debug\nbreakpoint()"),
]
