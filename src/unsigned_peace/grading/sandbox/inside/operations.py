"""What one process may ask of the other's things, and how it is done there."""

import inspect
import random
import sys
import types

from .codec_forms import DAMAGED, CodecError
from .mirrors import FUNCTIONS, OPERATORS


def parts(value: object, number: int) -> tuple:
    """Give the parts of what arrived, if it has so many. Raises CodecError."""
    if type(value) not in (tuple, list) or len(value) != number:
        raise CodecError(DAMAGED)
    return tuple(value)


def described(thing: object) -> tuple[str, str]:
    """Give the documentation and the signature of a function, in bounds."""
    doc = getattr(thing, "__doc__", None)
    try:
        signature = str(inspect.signature(thing))[:500] if callable(thing) else ""
    except Exception:  # noqa: BLE001 - a class of a student's
        signature = ""
    return doc[:2000] if type(doc) is str else "", signature


def may(do: object, target: object, name: str) -> bool:
    """Say whether a student's code may do this with what the test has handed to it."""
    if do == "call":
        return True
    if isinstance(target, (*FUNCTIONS, type, types.ModuleType)):
        return False
    return name in OPERATORS if do == "operator" else not name.startswith("_")


def do_it(do: object, target: object, name: str, args: tuple, kwargs: dict) -> object:
    """Do what was asked for. Raises what it raises, and CodecError if nobody knows it."""
    match do:
        case "call":
            return target(*args, **kwargs)
        case "get":
            return getattr(target, name)
        case "set":
            return setattr(target, name, *args)
        case "delete":
            return delattr(target, name)
        case "operator" if name in OPERATORS:
            return getattr(type(target), name)(target, *args, **kwargs)
        case _:
            raise CodecError(DAMAGED)


def random_state() -> tuple[object, object]:
    """Give the state of what draws at random, in Python and in numpy."""
    numpy = sys.modules.get("numpy")
    return random.getstate(), numpy and numpy.random.get_state()


def set_random_state(plain: tuple, numpys: tuple | None) -> None:
    """Draw on from this state."""
    random.setstate(plain)
    if numpys and "numpy" in sys.modules:
        sys.modules["numpy"].random.set_state(numpys)
