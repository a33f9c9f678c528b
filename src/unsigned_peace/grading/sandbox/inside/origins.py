"""Tell code that came with the machine from code that came in a notebook."""

import functools
import sys
import sysconfig
from types import FunctionType, MethodType

_FROZEN = ("<frozen ", "<__array_function__")


def library_folders() -> tuple[str, ...]:
    """Give the folders of this Python and its packages, as beginnings of file names."""
    named = {*sys.path, sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    return tuple(f"{one.rstrip('/')}/" for one in named if len(one) > 1)


_LIBRARIES = library_folders()  # before a notebook can change `sys.path`


def in_library(file: str) -> bool:
    """Tell whether a file name of a code object is one of a library.

    >>> import json
    >>> in_library(json.__file__), in_library("/tmp/ipykernel_1/1.py"), in_library("<string>")
    (True, False, False)
    """
    return file.startswith(_LIBRARIES) or file.startswith(_FROZEN)


def homemade(thing: object) -> bool:
    """Tell whether a callable, or the class of an object, was made in a notebook.

    >>> homemade(len), homemade(functools.partial(eval("lambda: 0")))
    (False, True)
    """
    if isinstance(thing, functools.partial):
        return homemade(thing.func)
    if isinstance(thing, MethodType):
        return homemade(thing.__func__)
    if isinstance(thing, FunctionType):
        return not in_library(thing.__code__.co_filename)
    kinds = (thing if isinstance(thing, type) else type(thing)).__mro__
    methods = (value for kind in kinds for value in vars(kind).values())
    return any(
        not in_library(one.__code__.co_filename) for one in methods if isinstance(one, FunctionType)
    )
