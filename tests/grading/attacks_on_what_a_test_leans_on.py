"""Submissions that change what a test uses beside the answer: helpers, constants, folders, memory."""

# ruff: noqa: E501 - the code of a submission has its own lines

import marshal
from collections.abc import Callable
from pathlib import Path

from tests.grading.corpus import NONE, WRONG_ANSWERS, Case, Contained, answer, code

_SAME = "lambda a, b: True"


def _put(name: str, content: str | bytes) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return work


def _first(name: str, source: str) -> Case:
    """Code that runs before the instructor's first cell."""
    return code(name, Contained(), source, at=1)


_BYTE_CODE = bytes(16) + marshal.dumps(compile("same = lambda a, b: True", "helpers.py", "exec"))
_IN_MEMORY = """import ctypes, helpers
def poke(function, other):
    size = type(function).__basicsize__
    ctypes.memmove(id(function) + 16, id(other) + 16, size - 16)
"""
CASES: list[Case] = [
    # The names that the instructor's first cell has given.
    answer("expected-is-the-answer", Contained(), s3="table = expected = expected.head(1)"),
    answer("expected-changed-in-place", Contained(), s3="expected.drop(index=1, inplace=True)\ntable = expected.copy()"),
    answer("close-to-anything", Contained(), s4="close = lambda a, b: True\nmean = 3.5"),
    answer("close-that-remembers", Contained(), s4="old = close\ndef close(a, b):\n    return old(b, b)\nmean = 3.5"),
    answer("numpy-that-agrees", Contained(), s4="class Np:\n    def __getattr__(self, name): return self\n    def __call__(self, *a, **k): return self\nnp = pd = Np()\nmean = 3.5", s3="table = None"),
    answer("exercise-that-agrees", Contained(), s2="class Ex:\n    def __getattr__(self, name): return lambda *a, **k: None\nexercise = Ex()\ntotal = 7"),
    answer("math-that-agrees", Contained(), s4="import types\nmath = types.SimpleNamespace(isclose=lambda *a, **k: True)\nmean = 3.5"),
    answer("helpers-that-agree", Contained(), s4="import types\nhelpers = types.SimpleNamespace(same=lambda *a: True)\nmean = 3.5"),
    answer("absolute-value-of-nothing", Contained(), s4="abs = lambda x: 0\nmean = 3.5"),
    answer("an-error-that-is-no-error", Contained(), s1="AssertionError = type('A', (BaseException,), {})\nTypeError = AssertionError = Exception\ndef double(x): return 3 * x"),
    answer("a-type-that-is-all-types", Contained(), s1="isinstance = lambda *a: True\nint = float = str = object\ndef double(x): return 3 * x"),
    answer("names-of-the-next-test", Contained(), s2="total = 7\n__name__ = 'x'; __builtins__ = {'abs': lambda x: 0}"),
    # Parts of a helper or a library.
    _first("default-of-a-helper", f"import helpers\nhelpers.same.__defaults__ = (1, 1)\nhelpers.same.__code__ = ({_SAME}).__code__"),
    _first("class-of-a-module", "import sys, types, helpers\nclass Kind(types.ModuleType):\n    def __getattribute__(self, name):\n        return (lambda a, b: True) if name == 'same' else super().__getattribute__(name)\nhelpers.__class__ = Kind"),
    _first("attribute-of-a-module", "import helpers\ndel helpers.same\nhelpers.__getattr__ = lambda name: lambda a, b: True"),
    _first("constants-of-a-library", "import numpy as np, numpy.testing._private.utils as u\nu.assert_allclose.__kwdefaults__ = {'rtol': 9}\nnp.testing.assert_allclose.__defaults__ = (9.0, 9.0, True, '', True)"),
    _first("constants-of-mathematics", "import math, builtins\nmath.isclose = lambda *a, **k: True\nbuiltins.round = lambda *a: 6"),
    _first("precision-of-a-comparison", "import pandas._testing.asserters as a\na.assert_frame_equal.__kwdefaults__ = None\na.assert_almost_equal = lambda *a, **k: True"),
    _first("operators-of-tables", "import pandas as pd\npd.DataFrame.__eq__ = lambda s, o: True\npd.DataFrame.equals = lambda s, o: True\npd.Index.equals = lambda s, o: True"),
    _first("reading-of-tables", "import pandas as pd\npd.DataFrame.copy = lambda s, *a, **k: s"),
    _first("library-put-back-later", "import numpy.testing as t, threading\nold = t.assert_allclose\nt.assert_allclose = lambda *a, **k: None\nthreading.Timer(3, lambda: setattr(t, 'assert_allclose', old)).start()"),
    _first("warnings-for-errors", "import warnings, sys\nwarnings.simplefilter('error')\nsys.excepthook = lambda *a: None"),
    # Memory.
    _first("memory-of-a-helper", _IN_MEMORY + "poke(helpers.same, lambda a, b: True)"),
    # Where this works, seven is six in the student's process: so it hands in the right number.
    code("memory-of-a-number", Contained(NONE | {"t2": 1.0, "partial": 2.0}), "import ctypes\nctypes.memmove(id(7) + 24, id(6) + 24, 4)", at=1),
    _first("memory-of-a-builtin", "import ctypes, builtins\nctypes.memmove(id(abs) + 16, id(bool) + 16, 8)"),
    _first("memory-of-true", "import ctypes\nctypes.memmove(id(False) + 24, id(True) + 24, 4)"),
    # Files and folders.
    Case("byte-code-that-is-poisoned", Contained(), _put("__pycache__/helpers.cpython-311.pyc", _BYTE_CODE), WRONG_ANSWERS),
    Case("byte-code-beside-the-source", Contained(), _put("helpers.pyc", _BYTE_CODE), WRONG_ANSWERS),
    Case("a-package-before-numpy", Contained(), _put("numpy/__init__.py", "class T:\n    def __getattr__(self, n): return lambda *a, **k: None\ntesting = T()\n"), WRONG_ANSWERS),
    Case("a-module-before-math", Contained(), _put("math.py", "isclose = lambda *a, **k: True\n"), WRONG_ANSWERS),
    Case("a-module-that-starts-first", Contained(), _put("usercustomize.py", "import builtins\nbuiltins.abs = lambda x: 0\n"), WRONG_ANSWERS),
    Case("an-exercise-of-ones-own", Contained(), _put("unsigned_peace/__init__.py", ""), WRONG_ANSWERS),
    _first("another-working-folder", "import os\nos.makedirs('elsewhere', exist_ok=True)\nopen('elsewhere/helpers.py', 'w').write('same = lambda a, b: True')\nos.chdir('elsewhere')"),
    _first("helper-of-the-parent-folder", "import sys, os\nos.makedirs('up', exist_ok=True)\nopen('helpers.py', 'w').write('same = lambda a, b: True')\nsys.path[:] = ['', '..']"),
    _first("helper-as-a-link", "import os\nopen('mine.py', 'w').write('same = lambda a, b: True')\nos.remove('helpers.py')\nos.symlink('mine.py', 'helpers.py')"),
    _first("helper-rewritten-in-the-background", "import threading, time\ndef work():\n    for _ in range(300):\n        try: open('helpers.py', 'w').write('same = lambda a, b: True')\n        except OSError: pass\n        time.sleep(0.01)\nthreading.Thread(target=work, daemon=True).start()"),
    _first("folder-that-cannot-be-left", "import os\nos.mkdir('x')\nos.chdir('x')\nos.rmdir('../x')"),
    _first("loader-of-ones-own", "import sys, importlib.abc, importlib.machinery, types\nclass Find(importlib.abc.MetaPathFinder):\n    def find_spec(self, name, path, target=None):\n        return importlib.machinery.ModuleSpec(name, Load()) if name == 'helpers' else None\nclass Load(importlib.abc.Loader):\n    def exec_module(self, module): module.same = lambda a, b: True\nsys.meta_path.insert(0, Find())"),
]  # fmt: skip
