"""Check the tests of a notebook that has ended its own process.

The last check comes after the last cell, so code that ends the process would escape it, with all
the marks that it had until then. So the cells before the one that has ended it are played once
more, in a new process, and then checked. Outputs and marks stay those of the first time.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode

from unsigned_peace.grading.sandbox.last_check import Part
from unsigned_peace.grading.sandbox.limits import Limits
from unsigned_peace.grading.sandbox.played import Played
from unsigned_peace.grading.sandbox.player import Player
from unsigned_peace.grading.sandbox.pool import Child


def is_worth_it(played: Played, part: Mapping[int, Part]) -> bool:
    """Tell whether there are tests to check of which nothing is known yet."""
    cut = played.lost_at
    if cut is None or played.findings:
        return False
    return any(one.role == "test" and index < cut for index, one in part.items())


def check_again(  # noqa: PLR0913, PLR0917 - what a Player needs, and what came out the first time
    notebook: NotebookNode,
    child: Child,
    limits: Limits,
    part: Mapping[int, Part],
    played: Played,
    traits: Mapping[str, Any],
) -> None:
    """Play the cells before the last one that has run, and add what is found to `played`.

    It may take the time that the first run has left of the limit of the notebook.
    """
    cut = played.lost_at
    before = NotebookNode(notebook | {"metadata": NotebookNode(), "cells": []})
    before.cells = [
        NotebookNode(cell | {"metadata": NotebookNode(cell.metadata)})
        for cell in notebook.cells[:cut]
    ]
    if limits.notebook_seconds is not None:
        left = max(1.0, limits.notebook_seconds - played.seconds)
        limits = replace(limits, notebook_seconds=left)
    known = {index: one for index, one in part.items() if index < cut}
    second = Player(before, child, limits, known, **traits).play()
    played.findings += second.findings
    if second.lost_at is not None:
        told = "The notebook ended itself, and at another place when it ran again."
        played.findings.append((second.lost_at, told))
