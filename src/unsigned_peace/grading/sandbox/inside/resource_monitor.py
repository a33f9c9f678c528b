"""Watch what a child and all that it has started use together.

The system's own limits count one process at a time. A notebook that starts many processes could
use as much as it likes, were it not for this.
"""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGESIZE")


def families(heads: Iterable[int]) -> dict[int, list[int]]:
    """Find the descendants of each process in `heads`, itself first."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _fields(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    found = {head: [head] for head in heads}
    for process, parent in parents.items():
        head = parent
        while head and head not in found:
            head = parents.get(head, 0)
        if head and process not in found:
            found[head].append(process)
    return found


def cpu_seconds(processes: Iterable[int]) -> float:
    """Add up the computing time of processes, and of those that they have seen to their end."""
    used = (fields[11:15] for process in processes if (fields := _fields(process)))
    return sum(int(ticks) for fields in used for ticks in fields) / _TICKS


def memory_exceeds(processes: list[int], most: int) -> bool:
    """Tell whether processes together take more than `most` bytes.

    What they share counts once. That is slow to find out, so it is looked at only where the
    simple sum is too high.
    """
    simple = sum(int(fields[21]) for one in processes if (fields := _fields(one))) * _PAGE
    return simple > most and sum(map(_own_share, processes)) > most


def _fields(process: int) -> list[str]:
    """Read /proc/<process>/stat from the state on; nothing if the process is gone."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return stat.rpartition(")")[2].split()


def _own_share(process: int) -> int:
    try:
        sizes = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in sizes if line.startswith("Pss:")) * 1024
