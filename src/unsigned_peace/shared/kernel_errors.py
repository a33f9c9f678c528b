"""The sentence of `error_sentences` above an error in a notebook, the traceback folded under it.

Only where somebody looks: a kernel that grades, tests or converts a notebook is left as it is.
"""

import ast
import os
import re
import sys
import traceback
import warnings
from collections.abc import Mapping
from html import escape
from types import TracebackType
from typing import Any

from IPython import get_ipython
from IPython.display import display

from unsigned_peace.shared.error_at_hand import ErrorAtHand
from unsigned_peace.shared.error_sentences import sentence
from unsigned_peace.shared.notebook_output import Output
from unsigned_peace.shared.overlooked import overlooked
from unsigned_peace.shared.theme import RAISED, TEXT

_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_CARD = (
    "border-left:4px solid var(--jp-warn-color0,#b35900);padding:0.4em 0.8em;"
    f"color:{TEXT};background:{RAISED}"
)


def switch_on() -> None:
    """Say errors in one sentence from now on, in the kernel of a notebook that somebody works in.

    JupyterLab and VS Code leave a sign that they started the kernel.
    """
    shell = get_ipython()
    if shell is None or shell.__class__.__name__ != "ZMQInteractiveShell":
        return
    if "JPY_SESSION_NAME" in os.environ or "__vsc_ipynb_file__" in shell.user_ns:
        watch(shell)


def watch(shell: Any) -> None:  # noqa: ANN401 - any of IPython's shells
    """Say the errors of a shell of IPython in one sentence."""
    ears = _Ears(shell)
    shell.set_custom_exc((Exception,), ears.failed)
    shell.events.register("pre_run_cell", ears.before)
    shell.events.register("post_run_cell", ears.after)


class _Ears:
    """What is remembered from before a cell runs until it has run."""

    def __init__(self, shell: Any) -> None:  # noqa: ANN401
        self.shell = shell
        self.source = ""
        self.names: dict[str, Any] = {}

    def before(self, info: Any) -> None:  # noqa: ANN401
        """Remember the code and the names."""
        self.source = info.raw_cell or ""
        self.names = dict(self.shell.user_ns)

    def failed(
        self,
        shell: Any,  # noqa: ANN401
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType,
        tb_offset: int | None = None,
    ) -> list[str]:
        """Show the sentence and the folded traceback, then the error itself in its last line."""
        if hasattr(error, "_render_traceback_"):  # says itself what it wants to say
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
            return []
        last = "".join(traceback.format_exception_only(kind, error)).strip()
        if isinstance(error, SyntaxError):
            self._show(self._sentence(self._plainer(error), last))
        else:
            lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset)
            whole = _COLOURS.sub("", shell.InteractiveTB.stb2text(lines))
            self._show(self._sentence(error, whole), whole)
        shell._showtraceback(kind, error, [last])  # noqa: SLF001 - IPython has no public name
        return []

    def after(self, result: Any) -> None:  # noqa: ANN401
        """Say what went wrong in silence."""
        if result.success:
            for said in overlooked(self.source, self.names, self.shell.user_ns):
                self._show(said)
        self.names = {}

    def _plainer(self, error: SyntaxError) -> SyntaxError:
        """Read the code once more: IPython asks in a way that hides which bracket is open."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python has said them
            try:
                ast.parse(self.shell.transform_cell(self.source))
            except SyntaxError as plainer:
                return plainer
        return error

    def _sentence(self, error: Exception, trace: str) -> str:
        mistake = at_hand(error, self.source, {**self.names, **self.shell.user_ns}, trace)
        said, line = sentence(mistake), mistake.line
        return f"{said} It stopped at `{line}`." if said and line and line not in said else said

    def _show(self, said: str, whole: str = "") -> None:
        if not (said or whole):
            return
        said = said or "This cell stopped before its end. Its last line says why."
        folded = (
            f"<details><summary>The whole message of Python</summary><pre>{escape(whole)}</pre>"
            "</details>"
            if whole
            else ""
        )
        text = re.sub("`([^`]+)`", r"<code>\1</code>", escape(said))
        card = f'<div role="note" style="{_CARD}"><p style="margin:0">{text}</p>{folded}</div>'
        display(Output(card, "\n".join(filter(None, (said, whole)))))


def at_hand(
    error: Exception, source: str, names: Mapping[str, Any], trace: str = ""
) -> ErrorAtHand:
    """Collect what a sentence about an error may need: the tables, names and attributes there are.

    >>> at_hand(KeyError("regoin"), 'came["regoin"]', {"came": 1}).names
    ['came']
    """
    public = {name: value for name, value in names.items() if not name.startswith("_")}
    tables = {
        name: list(map(str, value.columns))
        for name, value in public.items()
        if hasattr(value, "groupby") and hasattr(value, "columns")
    }
    owner = getattr(error, "obj", None)
    if owner is None:
        owner = sys.modules.get(getattr(error, "name", None) or "")
    return ErrorAtHand(
        ename=type(error).__name__,
        evalue=error.msg if isinstance(error, SyntaxError) else str(error),
        source=source,
        traceback=trace,
        tables=tables,
        names=list(public),
        attributes=[] if owner is None else dir(owner),
    )
