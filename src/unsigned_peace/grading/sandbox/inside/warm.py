"""Load, before the fork, what libraries load late: then every child finds it in memory."""

import contextlib
import io
import sys

from .kernel import CellKernel


def warm_up(kernel: CellKernel) -> None:
    """Show a table, draw a figure and fail once. Nothing of it is left to be seen."""
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
