"""Which results wait for a guess: those for which the text just above them asks.

In JupyterLab such a cell wakes with its page, but what it shows stays out of sight until the
student has guessed or presses *Show it* (`js/lab/src/guess_first.ts`). The tag says which cells.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from unsigned_peace.checks import notes

TAG = "guess-first"

_ASKS = re.compile(
    r"\b(?:Guess|Predict|Before you (?:draw|open|run)|[Dd]o you expect|your guess)\b"
)


def not_tagged(notebook: Mapping) -> Iterator[dict]:
    """Yield the cells of code that must wait and lack the tag.

    The last paragraph before a cell is the one that asks.

    >>> text = {"cell_type": "markdown", "source": "Guess first: how many?"}
    >>> code = {"cell_type": "code", "source": "len(states)", "metadata": {}, "id": "count"}
    >>> [cell["id"] for cell in not_tagged({"cells": [text, code]})]
    ['count']

    """
    for text, cell in pairwise(notebook["cells"]):
        if text["cell_type"] != "markdown" or cell["cell_type"] != "code":
            continue
        last = notes.in_text("".join(text["source"])).rstrip().rpartition("\n\n")[2]
        if _ASKS.search(last) and TAG not in cell["metadata"].get("tags", []):
            yield cell
