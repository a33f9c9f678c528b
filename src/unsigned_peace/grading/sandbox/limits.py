"""What one notebook may use, what to tell its student when it wanted more, and how it ended."""

import signal
from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """The limits of one notebook. Times are in seconds; `None` where no time is set."""

    cell_seconds: float | None = 30.0
    notebook_seconds: float | None = 600.0
    cpu_seconds: int = 300
    memory_bytes: int = 1024 * MEGABYTE
    processes: int = 100
    open_files: int = 256
    file_bytes: int = 100 * MEGABYTE
    written_bytes: int = 200 * MEGABYTE
    cell_output_bytes: int = 20 * MEGABYTE
    output_bytes: int = 60 * MEGABYTE


# Those that a process can tell of, because it has run into them.
OF_SYSTEM = frozenset({"cpu", "memory", "processes", "open_files", "file", "written"})


def explain(limit: str, limits: Limits) -> str:
    """Say in plain words which limit was reached.

    >>> explain("memory", Limits(memory_bytes=512 * MEGABYTE))
    'The limit of memory was reached: 512 MB for one notebook.'
    """
    size = f"{{:,}} {'MB'}"
    text = {
        "cell": f"A cell may run for {_seconds(limits.cell_seconds)}. This one was stopped.",
        "notebook": "The time for the whole notebook is over: "
        f"{_seconds(limits.notebook_seconds)}.",
        "cpu": f"The limit of computing time was reached: {_seconds(limits.cpu_seconds)} of the "
        "processor for one notebook.",
        "memory": "The limit of memory was reached: "
        f"{size.format(limits.memory_bytes // MEGABYTE)} for one notebook.",
        "processes": f"The limit of processes was reached: {limits.processes} at a time.",
        "open_files": f"The limit of open files was reached: {limits.open_files} at a time.",
        "file": "The limit for one file was reached: "
        f"{size.format(limits.file_bytes // MEGABYTE)}.",
        "written": "The limit for all written files was reached: "
        f"{size.format(limits.written_bytes // MEGABYTE)}.",
        "cell_output": "The output of one cell may have "
        f"{size.format(limits.cell_output_bytes // MEGABYTE)}. This one was stopped.",
        "output": "The output of the whole notebook may have "
        f"{size.format(limits.output_bytes // MEGABYTE)}.",
    }
    return text[limit]


def _seconds(time: float | None) -> str:
    return "no time" if time is None else f"{time:g} second{'s' * (time != 1)}"


@dataclass(frozen=True)
class ExitStatus:
    """How a process has ended, as the fork server saw it."""

    status: int | None = None
    error: str = ""
    reason: str = ""  # the limit that made the server end it
    cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def explain(self, stopped: str, limits: Limits) -> str:
        """Say by which limit it ended, or by what it did to itself; "" if the sandbox is to blame.

        >>> ExitStatus(status=-11).explain("", Limits())
        'Python crashed (SIGSEGV).'
        >>> ExitStatus(status=0).explain("", Limits())
        'The notebook ended its own process, with exit status 0.'
        """
        if self.error or self.status is None:
            return ""
        if stopped or self.reason:
            return explain(stopped or self.reason, limits)
        if self.cpu_seconds >= limits.cpu_seconds:
            return explain("cpu", limits)
        if self.status == -signal.SIGKILL:
            return "It was killed by the system, which perhaps had no memory left."
        if self.status < 0:
            return f"Python crashed ({signal.Signals(-self.status).name})."
        return f"The notebook ended its own process, with exit status {self.status}."
