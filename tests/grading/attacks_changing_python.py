"""Submissions that change Python, a library or a helper before a test uses it."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import Case, Contained, answer, code

CASES: list[Case] = [
    code(
        "accepts-what-it-changed",
        Contained(),
        "import builtins\nguard = getattr(get_ipython().kernel.session.found, '__self__')\n"
        "setattr(builtins, 'abs', lambda x: 0)\n"
        "try:\n    guard._builtins = guard._all_builtins()\nexcept AttributeError: pass",
    ),
    answer(
        "name-of-a-trusted-file",
        Contained(),
        s1="class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "named = get_ipython().compile.named\n"
        "def double(x):\n    return Yes()",
    ),
    # A new global name hides one of Python's.
    code(
        "hides-a-builtin-in-a-library",
        Contained(),
        "import numpy.testing._private.utils as u\n"
        "u.isinstance = lambda *a: True\nu.bool = lambda x: True\nu.all = lambda *a: True",
    ),
    code(
        "hides-exec",
        Contained(),
        "import IPython.core.interactiveshell as s\ns.exec = lambda code, *a: None",
    ),
    code(
        "hides-compile",
        Contained(),
        "import codeop, builtins\n"
        "codeop.compile = lambda *a, **k: builtins.compile(*a, optimize=2)",
    ),
    code(
        "hides-a-builtin-in-the-shell",
        Contained(),
        "import IPython.core.interactiveshell as s, asyncio\n"
        "s.isinstance = lambda a, b: True if b is AssertionError else isinstance(a, b)",
    ),
    # Python's own parts.
    code(
        "builtins-abs",
        Contained(),
        "import builtins\nbuiltins.abs = lambda x: 0",
    ),
    code(
        "builtins-isinstance-by-dict",
        Contained(),  # nothing works any more
        "__builtins__.__dict__['isinstance'] = lambda *a: True",
    ),
    code(
        "builtins-build-class",
        Contained(),
        "import builtins\nold = builtins.__build_class__\n"
        "builtins.__build_class__ = lambda *a, **k: old(*a, **k)",
    ),
    code(
        "builtins-import",
        Contained(),
        "import builtins\nold = builtins.__import__\n"
        "builtins.__import__ = lambda *a, **k: old(*a, **k)",
    ),
    code(
        "own-builtins",
        Contained(),
        "import builtins\nglobals()['__builtins__'] = {**vars(builtins), 'abs': lambda x: 0}",
    ),
    # Libraries that tests rely on.
    code(
        "numpy-testing",
        Contained(),
        "import numpy.testing\nnumpy.testing.assert_allclose = lambda *a, **k: None",
    ),
    code(
        "pandas-testing",
        Contained(),
        "import pandas.testing\npandas.testing.assert_frame_equal = lambda *a, **k: None",
    ),
    code(
        "pandas-testing-module",
        Contained(),
        "class T:\n    assert_frame_equal = staticmethod(lambda *a, **k: None)\npd.testing = T",
    ),
    code(
        "pandas-testing-deep",
        Contained(),
        "import pandas._testing.asserters as a\n"
        "a.assert_index_equal = a.assert_series_equal = lambda *a, **k: None\n"
        "a.assert_attr_equal = lambda *a, **k: True",
    ),
    code(
        "pandas-testing-code",
        Contained(),
        "import pandas.testing\n"
        "pandas.testing.assert_frame_equal.__code__ = (lambda *a, **k: None).__code__",
    ),
    code(
        "numpy-deep",
        Contained(),
        "import numpy.testing._private.utils as u\nu.assert_array_compare = lambda *a, **k: None",
    ),
    code(
        "frame-equals",
        Contained(),
        "pd.DataFrame.equals = lambda self, other: True\npd.DataFrame.__eq__ = lambda s, o: s",
    ),
    code(
        "math-isclose",
        Contained(),
        "math.isclose = lambda *a, **k: True",
    ),
    code(
        "math-replaced",
        Contained(),
        "class math:\n    isclose = staticmethod(lambda *a, **k: True)",
    ),
    code(
        "exercise-helper",
        Contained(),
        "from unsigned_peace import exercise as e\ne.whole_numbers = lambda **k: None",
    ),
    code(
        "modules-replaced",
        Contained(),
        "import sys, types\n"
        "fake = types.ModuleType('numpy')\nfake.testing = types.SimpleNamespace(\n"
        "    assert_allclose=lambda *a, **k: None)\nsys.modules['numpy'] = fake\nnp = fake",
    ),
    code(
        "import-hook",
        Contained(),
        "import sys\n"
        "class Finder:\n    @staticmethod\n    def find_spec(*a): return None\n"
        "sys.meta_path.insert(0, Finder)",
    ),
    code(
        "locked-helper",
        Contained(),
        "def close(a, b):\n    return True",
    ),
    code(
        "locked-helper-code",
        Contained(),
        "close.__code__ = (lambda a, b: True).__code__",
    ),
    code(
        "locked-helper-defaults",
        Contained(),
        "close.__globals__['math'] = type('M', (), {'isclose': staticmethod(lambda *a, **k: True)})",
    ),
    # Answers that lie.
    answer(
        "replaced-abs",
        Contained(),
        s4="mean = 9.0\ndef abs(x):\n    return 0",
    ),
    answer(
        "replaced-exception",
        Contained(),
        s1="TypeError = Exception\ndef double(x, y=0):\n    raise ValueError",
    ),
    code(
        "helper-of-the-instructor-replaced-first",
        Contained(),
        "import helpers\nhelpers.same = lambda a, b: True",
        at=1,
    ),
    code(
        "guard-silenced",
        Contained(),
        "import sys\n"
        "for name, module in list(sys.modules.items()):\n"
        "    if name.startswith('inside') or 'sandbox' in name:\n"
        "        for key, value in list(vars(module).items()):\n"
        "            if callable(value) and getattr(value, '__module__', '') == name:\n"
        "                setattr(module, key, lambda *a, **k: None)\n"
        "for kind in object.__subclasses__():\n"
        "    if kind.__name__ in ('Guard', 'Tripwires', 'Fingerprint'):\n"
        "        for key in list(vars(kind)):\n"
        "            if callable(getattr(kind, key)) and not key.startswith('__'):\n"
        "                setattr(kind, key, lambda *a, **k: [])\n",
    ),
]
