"""Which cells JupyterLab runs by itself when a notebook of the course is opened.

The course's extension for JupyterLab (`js/lab`) reads it from the notebook's metadata. A cell that
a student wrote or changed is never run unasked: its CRC-32 is not the one that stands there.
"""

import zlib
from collections.abc import Mapping

KEY = "unsigned_peace"
GOES_ON = "raises-exception"  # Jupyter's tag for a cell whose error stops no other cell


def mark(notebook: Mapping, *, lesson: bool) -> dict[str, dict[str, str]]:
    """Return what belongs into the metadata of a notebook, under `unsigned_peace`.

    Args:
        notebook: as nbformat has it.
        lesson: whether it is one of `notebooks/`, where every cell of code is the course's own. In
            a problem set those are that students cannot edit and that wait for no answer.

    >>> setup = {"id": "setup", "cell_type": "code", "source": "import this", "metadata": {}}
    >>> mark({"cells": [setup]}, lesson=True)
    {'wakes': {'setup': '68401bb9'}}
    >>> mark({"cells": [setup]}, lesson=False)
    {'wakes': {}}
    """
    wakes = {
        cell["id"]: _crc(cell["source"])
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and (lesson or _is_ours(cell))
    }
    return {"wakes": wakes}


def _is_ours(cell: Mapping) -> bool:
    nbgrader = cell["metadata"].get("nbgrader", {})
    waits = nbgrader.get("grade") or GOES_ON in cell["metadata"].get("tags", [])
    return bool(nbgrader.get("locked")) and not waits


def _crc(source: str | list[str]) -> str:
    text = source if isinstance(source, str) else "".join(source)
    return f"{zlib.crc32(text.encode()):08x}"
