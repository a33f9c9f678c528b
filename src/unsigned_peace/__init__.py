"""Unsigned Peace: how the USSR and Japan ended a war without a treaty, 1951-1956."""

import sys
from importlib import import_module
from types import ModuleType

# Notebooks of version 0.1 lie in students' folders, with their work: what they import stays.
_OF_VERSION_0_1 = {
    "factcheck": "exercise.factcheck",
    "gamelogs": "exercise.gamelogs",
    "legible": "shared.dataframe_display",
}


def __getattr__(name: str) -> ModuleType:
    """Find a room under the name that it had in version 0.1.

    >>> from unsigned_peace import legible
    >>> legible.__name__
    'unsigned_peace.shared.dataframe_display'
    """
    if name in _OF_VERSION_0_1:
        return import_module(f"unsigned_peace.{_OF_VERSION_0_1[name]}")
    raise AttributeError(f"module 'unsigned_peace' has no attribute {name!r}")


if "IPython" in sys.modules:  # in a notebook: errors in one sentence, values without jargon
    for name in ("kernel_errors", "kernel_display"):
        import_module(f"unsigned_peace.shared.{name}").switch_on()
