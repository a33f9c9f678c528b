"""An error that is raised in one process, told of and raised again in the other."""

import traceback

from .codec import encode
from .codec_forms import DAMAGED, CodecError, refuse

_FRAMES, _LETTERS = 20, 4000  # of a traceback


def _plain_frames(error: BaseException) -> list[str]:
    return traceback.format_tb(error.__traceback__)


frames_of = _plain_frames  # a notebook's process puts the way of its shell here


def described(error: BaseException) -> tuple[type, tuple, str, list[str]]:
    """Take an error apart: its class, what it was made with, its text, where it was raised."""
    try:
        frames = [one[:_LETTERS] for one in frames_of(error)[-_FRAMES:]]
    except Exception:  # noqa: BLE001 - a student's own may be one that cannot be shown
        frames = []
    return type(error), _plain(error), _text_of(error), frames


def _plain(error: BaseException) -> tuple:
    """Give what an error was made with, as far as it is data."""
    try:
        encode(error.args, refuse)
    except CodecError:
        return (_text_of(error),)
    return error.args


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except Exception:  # noqa: BLE001 - a class of a student's
        return ""


def error_of(
    asked: tuple[str, str], kind: type, args: tuple, text: str, frames: list[str]
) -> Exception:
    """Make the error that the other side has told of; never one that ends more than the test."""
    if not (isinstance(kind, type) and issubclass(kind, BaseException) and type(text) is str):
        return CodecError(DAMAGED)
    if not issubclass(kind, Exception):
        kind = type(kind.__name__, (Exception,), {})
    if issubclass(kind, StopIteration | StopAsyncIteration) and asked != ("operator", "__next__"):
        # As in generators: else whoever iterates over calls would take it for the end.
        kind, args, text = RuntimeError, (), f"the function raised {kind.__name__}"
    made = _first_made(kind, args, text)
    made.frames = [str(one) for one in frames][:_FRAMES]
    return made


def _first_made(kind: type[Exception], *ways: object) -> Exception:
    args, text = ways
    for given in (args, (text,)):
        try:
            made = kind(*given)
            if str(made) == text:
                return made
        except Exception:  # noqa: BLE001, S110 - some need arguments of their own
            pass
    return type(kind.__name__, (kind,), {"__init__": lambda *_: None, "__str__": lambda _: text})()
