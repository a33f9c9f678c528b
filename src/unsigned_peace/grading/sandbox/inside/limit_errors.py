"""Errors that tell of a limit, and how to word any error at all."""

import errno

_LIMITS = {
    errno.ENOSPC: "written",
    errno.EFBIG: "file",
    errno.EMFILE: "open_files",
    errno.EAGAIN: "processes",
}


def in_words(mistake: BaseException) -> str:
    """Word an error; a student's own may be one that cannot be shown."""
    try:
        return f"{type(mistake).__name__}: {mistake}"
    except Exception:  # noqa: BLE001
        return f"{type(mistake).__name__}, which cannot be shown."


class ProcessorTimeError(Exception):
    """The limit of computing time is near; the process will be ended soon."""


def out_of_time(*_: object) -> None:
    """Handle the signal that computing time is used up. Raises ProcessorTimeError."""
    raise ProcessorTimeError("The computing time for this notebook is used up.")


def limit_behind(error: BaseException | None) -> str:
    """Name the limit that shows itself in an error, or give "".

    >>> limit_behind(MemoryError()), limit_behind(OSError(errno.ENOSPC, "full"))
    ('memory', 'written')
    """
    for _ in range(5):  # errors that led to the error
        match error:
            case None:
                return ""
            case MemoryError():
                return "memory"
            case ProcessorTimeError():
                return "cpu"
            case OSError() if error.errno in _LIMITS:
                return _LIMITS[error.errno]
            case RuntimeError() if "can't start new thread" in str(error):
                return "processes"
        error = error.__cause__ or error.__context__
    return ""
