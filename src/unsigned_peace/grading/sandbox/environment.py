"""The environment in which the zygote starts."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def _home() -> Path:
    """Give the zygote a home in which libraries keep their caches, and no other user can write.

    It starts with the grader's own rights, and Python and IPython run what they find at home.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = Path(caches, "unsigned-peace", "sandbox")
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="unsigned-peace-"))
    return home


def environment(python: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """Give the zygote a clean environment: nothing of the grader's own but the language."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ}
    threads = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    )
    folder = str(Path(python).parent)
    return {
        "LANG": "C.UTF-8",
        **kept,
        **threads,
        "HOME": str(_home()),
        "USER": "student",
        "LOGNAME": "student",
        "PATH": f"{folder}:/usr/local/bin:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as in every Jupyter kernel
        **wanted,
    }
