"""Run the first cells of an assignment once for the whole class, where nobody can tell.

All students run the instructor's first cells, which load tables and libraries. What these cells
leave behind can be shared, if it is the same each time. That is found out by running them twice
in processes of their own, with other random numbers, and by watching what they open. The cells
have to leave the same names, show the same, and look at no file that may be a student's.
"""

import contextlib
import inspect
import io
import json
import os
import sys
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil

from .kernel import STREAMS, CellKernel, adopt_streams
from .proxies.dice import random_state
from .values.codec import encode, refuse
from .values.value_forms import CodecError
from .worker import Worker, flush, in_a_loop, reseed

_WATCHED = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "socket.connect")
_OF_IPYTHON = {"In", "Out", "exit", "quit", "get_ipython", "open"}


def run_cells(kernel: CellKernel, cells: list[str]) -> tuple[dict[str, Any], bool]:
    """Run cells in this process, which is to be forked later.

    Gives, for each cell, the messages that it has sent, and what there is to compare; and whether
    the cells have used random numbers. A cell that fails, or that touches what belongs to one
    student, is the first that is not good.
    """
    flush()
    adopt_streams(kernel, [os.memfd_create(name) for name in STREAMS])
    reseed()
    before = encode(random_state(), refuse)
    touched: list[str] | None = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if touched is not None and event in _WATCHED and not _is_shared(arguments[0]):
            touched.append(event)

    sys.addaudithook(watch)
    messages: list[dict[str, Any]] = []
    channel = SimpleNamespace(post=lambda message, **_: messages.append(json.loads(message)))
    serving = Worker(kernel, channel, None)
    kernel.session.post = channel.post
    shown: list[list[dict[str, Any]]] = []

    async def run() -> None:
        for code in cells:
            messages.clear()
            await serving.execute({"code": code})
            failed = any(one["msg_type"] == "error" for one in messages)
            if failed or touched or psutil.Process().num_threads() > 1:
                return
            shown.append([*messages])

    in_a_loop(kernel, run)
    kernel.session.post = touched = None
    after = encode(random_state(), refuse)
    names = _fingerprints(kernel.shell.user_ns) if len(shown) == len(cells) else {}
    drawn = sha256(after).hexdigest() if after != before else ""
    return {"shown": shown, "names": names, "random": drawn}, after != before


def _is_shared(opened: object) -> bool:
    """Tell whether every notebook finds the same here: not in a folder of a student's."""
    if isinstance(opened, int):
        return True
    try:
        path = Path(os.fsdecode(opened))  # type: ignore[arg-type]
    except TypeError:
        return False
    return path.is_absolute() and not path.is_relative_to("/tmp")  # noqa: S108


def _fingerprints(names: dict[str, object]) -> dict[str, str]:
    """Describe what cells have left behind, so that two runs can be compared."""
    found = {}
    for name, value in names.items():
        if not name.startswith("_") and name not in _OF_IPYTHON:
            try:
                found[name] = sha256(encode(value, refuse)).hexdigest()
            except CodecError:
                found[name] = f"{type(value).__module__}.{type(value).__qualname__}"
    return found


def read_once(kernel: CellKernel) -> None:
    """Let the shell look once for magics in a text, and for `await`: ipykernel asks twice."""
    shell, manager = kernel.shell, kernel.shell.input_transformer_manager
    plain, usual = manager.do_token_transforms, [*manager.token_transformers]
    known = lru_cache(1024)(lambda *lines: plain([*lines]))
    waits = lru_cache(1024)(shell.should_run_async)
    named = shell.compile.get_code_name

    def of_no_module(*cell: object) -> str:
        """Name the file of a cell; a traceback asks all modules for each frame's, until told."""
        name = named(*cell)
        inspect.modulesbyfile[name] = ""
        return name

    def transformed(lines: list[str]) -> list[str]:
        if manager.token_transformers != usual:  # a notebook has added its own
            return plain(lines)
        return [*known(*lines)]

    shell.compile.get_code_name = of_no_module
    manager.do_token_transforms = transformed
    shell.should_run_async = lambda text, **how: shell.autoawait and waits(text, **how)


def read(kernel: CellKernel, texts: list[str]) -> None:
    """Read what the children of this process will run: the tests, which are the same for all."""
    for text in texts:
        with contextlib.suppress(Exception):  # whoever runs it will see
            transformed = kernel.shell.transform_cell(text)
            asked = {"transformed_cell": transformed, "preprocessing_exc_tuple": None}
            kernel.shell.should_run_async(text, **asked)  # in the words of those who ask later


def load_late_parts(kernel: CellKernel) -> None:
    """Load, before the fork, what libraries load late: show a table, draw a figure, fail once."""
    shell = kernel.shell
    with contextlib.suppress(ImportError, KeyError):
        pandas = sys.modules["pandas"]
        table = pandas.read_csv(io.StringIO("day,side,n\n1951-09-08,a,1\n1951-09-09,b,2\n"))
        table["day"] = pandas.to_datetime(table["day"])
        table.groupby("side")["n"].sum()
        table.merge(table, on="side").sort_values("side")["side"].value_counts()
        shell.display_formatter.format(table[["day", "side"]])
        shell.display_formatter.format(table["n"])
    if "matplotlib" in sys.modules:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415

        figure = Figure()
        FigureCanvasAgg(figure)
        figure.subplots().plot([1, 2], [1, 2])
        for kind in ("png", "svg"):
            figure.savefig(io.BytesIO(), format=kind)
    for code in ("assert 1 == 2, 'warm'", "{}['warm']"):
        try:
            exec(compile(code, "<warm>", "exec"), {})  # noqa: S102
        except (AssertionError, KeyError):
            shell.InteractiveTB.structured_traceback(*sys.exc_info(), tb_offset=0)
    shell.transform_cell("for i in range(2):\n    print(i)\n")
