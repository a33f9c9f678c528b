"""YAML files as plain values, read by the parser that is written in C where there is one."""

from pathlib import Path
from typing import Any

import yaml

# Ten times as fast as the one in Python; not every system has it.
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - a file can hold anything until it is checked
    r"""Read a file as plain values, dates as `datetime.date`.

    Raises OSError and UnicodeDecodeError as any reading does, yaml.YAMLError if it is no YAML, and
    ValueError for a date that there is not.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "signed.yml")
    ...     _ = file.write_text("city: Moscow\ndate: 1956-10-19\n")
    ...     read_yaml(file)
    {'city': 'Moscow', 'date': datetime.date(1956, 10, 19)}
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506 - a safe one
