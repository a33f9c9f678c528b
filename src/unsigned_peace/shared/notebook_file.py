"""Notebooks as files, in the exact form that JupyterLab writes."""

from collections.abc import Mapping

import nbformat


def canonical(notebook: Mapping) -> str:
    """Write a notebook as JupyterLab does when it saves.

    >>> print(canonical({"nbformat_minor": 5, "nbformat": 4, "metadata": {}, "cells": []}), end="")
    {
     "cells": [],
     "metadata": {},
     "nbformat": 4,
     "nbformat_minor": 5
    }
    """
    return nbformat.writes(nbformat.from_dict(dict(notebook))) + "\n"
