"""What a student can do to a notebook, drawn at random: the stuff for a test of equality."""

from collections.abc import Callable

import nbformat
from hypothesis import strategies as st
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="`\\"),
    max_size=20,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
ERRORS = ("ValueError", "AssertionError", "KeyError", "SystemExit", "KeyboardInterrupt", "OSError")
FIXED = (
    "def broken(:",
    "input('your name?')",
    "from IPython.display import clear_output\nprint('a'); clear_output(wait=True); print('b')",
    "from IPython.display import display\nh = display('one', display_id='x')\nh.update('two')",
    "import ipywidgets\nipywidgets.HBox([ipywidgets.IntSlider(3), ipywidgets.Text('x')])",
    "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    print('in'); 1 / 0\nout",
    "import pandas as pd\npd.DataFrame({'a': range(70), 'b': ['x' * 80] * 70})",
    "%%capture said\nprint('hidden')",
    "%%bash\necho out\nexit 2",
    "!echo shell",
    "%no_such_magic",
    "await __import__('asyncio').sleep(0)",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise RuntimeError('then') from e",
    "class Odd:\n    def _repr_html_(self): return '<b>'\n    def __repr__(self): 1 / 0\nOdd()",
    "import sys; sys.stdout.write('no line end')",
    "print('x' * 200_000)",
    "for n in range(2000): print(n)",
    "import gc; gc.collect(); 7",
    "print = 3",
    "raise SystemExit",
)


SHOWN = st.builds("{!r}{}".format, VALUES, st.sampled_from(("", ";", "\nNone", "\n1")))
PRINTED = st.builds(
    "import sys\nprint({!r}, end={!r}, file=sys.{})".format,
    VALUES,
    WORDS,
    st.sampled_from(("stdout", "stderr")),
)
RAISED = st.builds("raise {}({!r})".format, st.sampled_from(ERRORS), VALUES)
WARNED = st.builds(
    "import warnings\nwarnings.warn({!r}, {})".format,
    WORDS,
    st.sampled_from(("UserWarning", "DeprecationWarning")),
)
DRAWN = st.builds(
    "import matplotlib.pyplot as plt\nplt.plot({})\nplt.title('t')".format,
    st.lists(st.integers(-9, 9), min_size=1, max_size=5),
)
NESTED = st.builds(
    "def f(n):\n    return f(n - 1) if n else 1 / 0\nf({})".format, st.integers(1, 12)
)
SOURCES = st.one_of(SHOWN, PRINTED, RAISED, WARNED, DRAWN, NESTED, st.sampled_from(FIXED))


@st.composite
def new_cells(draw: st.DrawFn) -> NotebookNode:
    """A cell that a student adds."""
    kind = draw(st.sampled_from(("code", "code", "code", "markdown", "raw")))
    if kind == "markdown":
        return new_markdown_cell(f"# {draw(WORDS)}")
    if kind == "raw":
        return new_raw_cell(draw(WORDS))
    cell = new_code_cell(draw(SOURCES))
    if draw(st.booleans()):
        cell.outputs = [new_output("stream", text="old"), new_output("execute_result", {})]
        cell.execution_count = 77
    tags = draw(st.sampled_from(([], [], ["skip-execution"], ["raises-exception"], ["mine"])))
    if tags:
        cell.metadata["tags"] = tags
    cell.metadata.update(draw(st.sampled_from(({}, {"collapsed": True}, {"vscode": {"id": 1}}))))
    return cell


ANSWERS = {
    "s1": (
        "def double(x):\n    return 2 * x",
        "def double(x):\n    return x + 2",
        "def double(x):\n    raise ValueError(x)",
        "def double(x):\n    print('mind'); return 2 * x",
        "def double(x):\n    import sys; print('!', file=sys.stderr); return 2 * x",
        "double = None",
        "def double(x)",
        "",
    ),
    "s2": (
        "total = 6",
        "total = 6.0",
        "total = '6'",
        "total = None",
        "1 / 0",
        "total = 6; 'shown'",
    ),
}


@st.composite
def works(draw: st.DrawFn) -> Callable[[NotebookNode], None]:
    """What one student does to the notebook.

    Two things are left out, because there nbgrader gives up: a doubled test cell stops its whole
    class, and a cell that ends its own process fails the whole submission.
    """
    answers = {name: draw(st.sampled_from(texts)) for name, texts in ANSWERS.items()}
    added = draw(st.lists(st.tuples(st.integers(0, 12), new_cells()), max_size=4))
    lost = draw(st.lists(st.integers(0, 11), max_size=2, unique=True))
    essay = draw(st.sampled_from((None, "My own words.", "")))
    no_spec = draw(st.booleans())

    def work(nb: NotebookNode) -> None:
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in answers:
                cell.source = answers[name]
            if name == "essay" and essay is not None:
                cell.source = essay
        for index in sorted(lost, reverse=True):
            if index < len(nb.cells):
                del nb.cells[index]
        for index, cell in added:
            nb.cells.insert(index, nbformat.from_dict(cell))
        if no_spec:
            nb.metadata.pop("kernelspec", None)
            nb.metadata["language_info"] = {"name": "python"}

    return work
