"""Submissions that put something in the place of a file that came with the assignment."""

import sysconfig
from collections.abc import Callable
from pathlib import Path

from tests.grading.corpus import WRONG_ANSWERS, Case, Contained, code

_YES = "def same(a, b):\n    return True\n"


def _put(name: str, text: str) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return work


CASES: list[Case] = [
    Case(
        "package-before-a-helper",
        Contained(),
        _put("helpers/__init__.py", _YES),
        WRONG_ANSWERS,
    ),
    Case(
        "library-before-a-helper",
        Contained(),
        _put(f"helpers{sysconfig.get_config_var('EXT_SUFFIX')}", "no library"),
        WRONG_ANSWERS,
    ),
    code(
        "helper-written-anew",
        Contained(),
        f"open('helpers.py', 'w').write({_YES!r})",
        at=1,
    ),
    code(
        "helper-on-another-path",
        Contained(),
        "import os, sys\nos.mkdir('mine')\n"
        f"open('mine/helpers.py', 'w').write({_YES!r})\nsys.path.insert(0, 'mine')",
        at=1,
    ),
    code(
        "helper-put-into-the-modules",
        Contained(),
        "import sys, types\nm = types.ModuleType('helpers')\nm.same = lambda a, b: True\n"
        "sys.modules['helpers'] = m",
        at=1,
    ),
    code(
        "helper-that-changes-python",
        Contained(),
        "open('helpers.py', 'a').write('''\nimport builtins\nbuiltins.abs = lambda x: 0\n''')",
        at=1,
    ),
    code(
        "helper-of-compiled-code",
        Contained(),
        "import os, py_compile\nos.mkdir('mine')\n"
        f"open('mine/helpers.py', 'w').write({_YES!r})\n"
        "py_compile.compile('mine/helpers.py', 'mine/helpers.pyc')\nos.remove('mine/helpers.py')\n"
        "import sys\nsys.path.insert(0, 'mine')",
        at=1,
    ),
    code(
        "another-function-for-a-helper",
        Contained(),
        "from operator import ne\nimport helpers\nhelpers.same = ne",
        at=1,
    ),
]
