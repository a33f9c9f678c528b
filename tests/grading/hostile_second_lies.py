"""Answers that lie about themselves, without a class that says so in plain words."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import Case, Contained, answer, flagged

_ZERO = "class Near:\n    def __sub__(self, other):\n        return {}\n    __rsub__ = __sub__\n"

LIES: list[Case] = [
    answer("difference-always-zero", flagged("Near"), s4=_ZERO.format("0.0") + "mean = Near()"),
    answer(
        "difference-of-the-other",
        flagged("Near"),
        s4=_ZERO.format("other - other + 0.001") + "mean = Near()",
    ),
    answer(
        "difference-is-an-object",
        flagged("Small", "Near"),
        s4="class Small:\n    def __abs__(self): return self\n"
        "    def __lt__(self, other): return True\n" + _ZERO.format("Small()") + "mean = Near()",
    ),
    answer(
        "mock-difference",
        flagged("MagicMock"),
        s4="from unittest.mock import MagicMock\nmean = MagicMock()\nmean.__sub__.return_value = 0.0",
    ),
    answer(
        "mock-any",
        flagged("has to fail", "equal"),
        s1="from unittest.mock import ANY\ndef double(x):\n    return ANY",
        s2="from unittest.mock import ANY\ntotal = ANY",
    ),
    answer(
        "mock-equal",
        flagged("equal"),
        s1="from unittest.mock import MagicMock\nm = MagicMock()\n"
        "m.__eq__.return_value = True\ndef double(x):\n    return m",
    ),
    answer(
        "approximately-anything",
        flagged("has to fail", "equal"),
        s1="import pytest\ndef double(x):\n    return pytest.approx(0, abs=50)",
    ),
    answer(
        "equal-to-small-numbers",
        flagged("has to fail"),
        s1="class Small:\n    def __eq__(self, other):\n"
        "        return isinstance(other, int) and -1000 < other < 1000\n"
        "    __hash__ = None\ndef double(x):\n    return Small()",
    ),
    answer(
        "equal-for-the-first-two",
        flagged("Once", "equal"),
        s1="class Once:\n    n = 0\n    def __eq__(self, other):\n        Once.n += 1\n"
        "        return Once.n < 3 if other is not None else False\n    __hash__ = None\n"
        "def double(x):\n    return Once()",
    ),
    answer(
        "lies-for-the-first-two-calls",
        flagged("Once", "again"),
        s1="class Once:\n    def __eq__(self, other):\n        return other is not self\n"
        "    __hash__ = None\ncalls = []\n"
        "def double(x):\n    calls.append(x)\n    return Once() if len(calls) < 3 else 0",
    ),
    answer(
        "known-to-the-counter-of-cells",
        flagged("Now", "again"),
        s1="class Now:\n    def __eq__(self, other):\n"
        "        return other is not None and get_ipython().execution_count < 6\n"
        "    __hash__ = None\ndef double(x):\n    return Now()",
    ),
    answer(
        "lies-in-a-frame",
        Contained(),
        s3="class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "table = pd.DataFrame({'year': [Yes(), Yes()], 'n': [Yes(), Yes()]})",
    ),
    answer(
        "lies-in-an-array",
        flagged("Yes", "equal"),
        s4="class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "    def __sub__(self, other): return self\n    __rsub__ = __sub__\n"
        "    def __abs__(self): return self\n    def __lt__(self, other): return True\n"
        "mean = np.array(Yes(), dtype=object)",
    ),
    answer("empty-answer", flagged("has to fail"), s4="mean = np.array([])"),
    answer("masked-answer", flagged("has to fail"), s4="mean = np.ma.masked_all(1)"),
    answer(
        "class-that-its-metaclass-calls-int",
        flagged("is compared as"),
        s1="class Meta(type):\n    __hash__ = lambda one: hash(int)\n"
        "    def __eq__(one, other): return repr(other) != ''\n"
        "class Yes(metaclass=Meta):\n"
        "    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "def double(x):\n    return Yes()",
    ),
    answer(
        "frame-of-borrowed-values",
        flagged("Mine"),
        s3="class Mine(pd.DataFrame):\n"
        "    @property\n    def _mgr(self): return expected._mgr\n"
        "    @_mgr.setter\n    def _mgr(self, value): pass\n"
        "    index = property(lambda s: expected.index)\n"
        "    columns = property(lambda s: expected.columns)\n"
        "    __getitem__ = lambda s, k: expected[k]\n"
        "table = Mine({'x': [1]})",
    ),
]
