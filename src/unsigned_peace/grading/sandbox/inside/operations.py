"""What one process may ask of the other's things, and how it is done there."""

import inspect
import numbers
import operator
import random
import sys
import types
from collections.abc import Mapping

from .codec_forms import DAMAGED, SINGLES, CodecError, Reference
from .mirrors import FUNCTIONS, OPERATORS, library_name, operators_of


def parts(value: object, number: int) -> tuple:
    """Give the parts of what arrived, if it has so many. Raises CodecError."""
    if type(value) not in (tuple, list) or len(value) != number:
        raise CodecError(DAMAGED)
    return tuple(value)


def is_number(value: object) -> bool:
    """Say whether this is one number, as a test's author thinks of it."""
    return isinstance(value, numbers.Number) and not isinstance(value, bool)


def is_nothing(value: object) -> bool:
    """Say whether this has no values: an empty list, array or table."""
    if type(value) in (list, tuple):
        return not value
    return type(value).__module__.startswith(("numpy", "pandas")) and not getattr(value, "size", 1)


def is_masked(value: object) -> bool:
    """Say whether this is an array that hides some of its values."""
    return type(value).__name__ == "MaskedArray" and bool(getattr(value, "mask", False).any())


def reference_to(thing: object, number: int, side: str, classes: Mapping[str, type]) -> Reference:
    """Describe a thing that stays here, under its number, for the other side."""
    kind = type(thing)
    name = getattr(thing, "__name__", "")
    common = (number, side, kind.__name__, name if type(name) is str else "")
    if kind is types.ModuleType:
        return Reference("module", *common)
    place = library_name(thing)
    if isinstance(thing, type):
        bases = [one for one in thing.__mro__[1:-1] if _is_told(one, classes)]
        return Reference("class", *common, more=(bases, operators_of(thing), place))
    if isinstance(thing, FUNCTIONS) or (callable(thing) and place[0]):
        return Reference("function", *common, *_described(thing, side), (place,))
    is_callable = "__call__" in operators_of(kind)
    return Reference("object", *common, more=(kind, _as_number(thing), is_callable))


def _as_number(thing: object) -> float | None:
    """Give the number that an object says it is; None, if it says nothing."""
    for name, take in (("__index__", operator.index), ("__float__", float)):
        if name in operators_of(type(thing)):
            try:
                return take(thing)
            except Exception:  # noqa: BLE001 - a class of a student's
                return None
    return None


def _is_told(base: type, classes: Mapping[str, type]) -> bool:
    """Say whether a base of a class should be known to the other side."""
    known = f"class {base.__name__}" in SINGLES or base in classes.values()
    return known or not library_name(base)[0]


def _described(thing: object, side: str) -> tuple[str, str]:
    """Give the documentation and the signature of a function, in bounds.

    What a test hands out tells less: its defaults may be what is expected.
    """
    doc = getattr(thing, "__doc__", None) if side == "student" else ""
    try:
        signature = inspect.signature(thing)
        if side != "student":
            plain = inspect.Parameter.empty
            signature = signature.replace(
                parameters=[
                    one.replace(annotation=plain, default=plain if one.default is plain else None)
                    for one in signature.parameters.values()
                ],
                return_annotation=plain,
            )
        text = str(signature)[:500]
    except Exception:  # noqa: BLE001 - a class of a student's
        text = ""
    return doc[:2000] if type(doc) is str else "", text


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
