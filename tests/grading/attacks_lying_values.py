"""Answers that lie about themselves: equal to anything, or near to it."""

# ruff: noqa: E501 - the code of a submission has its own lines

from tests.grading.corpus import RIGHT_NUMBERS, Case, Contained, answer

_ZERO = "class Near:\n    def __sub__(self, other):\n        return {}\n    __rsub__ = __sub__\n"

_LIAR = "class Liar{base}:\n    def __eq__(self, other):\n        {body}\n    __hash__ = None\n"


def _liar(base: str = "", body: str = "return True", made: str = "Liar()") -> dict[str, str]:
    source = _LIAR.format(base=base, body=body)
    return {"s1": f"{source}\ndef double(x):\n    return {made}", "s2": f"total = {made}"}


CASES: list[Case] = [
    answer(
        "clears-the-survivors",
        Contained(),
        s1="class Yes:\n    def __eq__(self, other):\n"
        "        for one in list(globals().values()):\n"
        "            if hasattr(one, 'survivors'): one.survivors.clear()\n"
        "        return other is not None\n    __hash__ = None\n"
        "def double(x):\n    return Yes()",
    ),
    answer("difference-always-zero", Contained(), s4=_ZERO.format("0.0") + "mean = Near()"),
    answer(
        "difference-of-the-other",
        Contained(),
        s4=_ZERO.format("other - other + 0.001") + "mean = Near()",
    ),
    answer(
        "difference-is-an-object",
        Contained(),
        s4="class Small:\n    def __abs__(self): return self\n"
        "    def __lt__(self, other): return True\n" + _ZERO.format("Small()") + "mean = Near()",
    ),
    answer(
        "mock-difference",
        Contained(),
        s4="from unittest.mock import MagicMock\nmean = MagicMock()\nmean.__sub__.return_value = 0.0",
    ),
    answer(
        "mock-any",
        Contained(),
        s1="from unittest.mock import ANY\ndef double(x):\n    return ANY",
        s2="from unittest.mock import ANY\ntotal = ANY",
    ),
    answer(
        "mock-equal",
        Contained(),
        s1="from unittest.mock import MagicMock\nm = MagicMock()\n"
        "m.__eq__.return_value = True\ndef double(x):\n    return m",
    ),
    answer(
        "approximately-anything",
        Contained(),
        s1="import pytest\ndef double(x):\n    return pytest.approx(0, abs=50)",
    ),
    answer(
        "equal-to-small-numbers",
        Contained(),
        s1="class Small:\n    def __eq__(self, other):\n"
        "        return isinstance(other, int) and -1000 < other < 1000\n"
        "    __hash__ = None\ndef double(x):\n    return Small()",
    ),
    answer(
        "equal-for-the-first-two",
        Contained(),
        s1="class Once:\n    n = 0\n    def __eq__(self, other):\n        Once.n += 1\n"
        "        return Once.n < 3 if other is not None else False\n    __hash__ = None\n"
        "def double(x):\n    return Once()",
    ),
    answer(
        "lies-for-the-first-two-calls",
        Contained(),
        s1="class Once:\n    def __eq__(self, other):\n        return other is not self\n"
        "    __hash__ = None\ncalls = []\n"
        "def double(x):\n    calls.append(x)\n    return Once() if len(calls) < 3 else 0",
    ),
    answer(
        "known-to-the-counter-of-cells",
        Contained(),
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
        Contained(),
        s4="class Yes:\n    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "    def __sub__(self, other): return self\n    __rsub__ = __sub__\n"
        "    def __abs__(self): return self\n    def __lt__(self, other): return True\n"
        "mean = np.array(Yes(), dtype=object)",
    ),
    answer("empty-answer", Contained(), s4="mean = np.array([])"),
    answer("masked-answer", Contained(), s4="mean = np.ma.masked_all(1)"),
    answer(
        "class-that-its-metaclass-calls-int",
        Contained(),
        s1="class Meta(type):\n    __hash__ = lambda one: hash(int)\n"
        "    def __eq__(one, other): return repr(other) != ''\n"
        "class Yes(metaclass=Meta):\n"
        "    def __eq__(self, other): return bool(repr(other))\n    __hash__ = None\n"
        "def double(x):\n    return Yes()",
    ),
    answer(
        "frame-of-borrowed-values",
        Contained(),
        s3="class Mine(pd.DataFrame):\n"
        "    @property\n    def _mgr(self): return expected._mgr\n"
        "    @_mgr.setter\n    def _mgr(self, value): pass\n"
        "    index = property(lambda s: expected.index)\n"
        "    columns = property(lambda s: expected.columns)\n"
        "    __getitem__ = lambda s, k: expected[k]\n"
        "table = Mine({'x': [1]})",
    ),
    answer("liar", Contained(), **_liar()),
    answer(
        "liar-int",
        Contained(RIGHT_NUMBERS),
        **_liar("(int)", "return isinstance(other, int)", "Liar(6)"),
    ),
    answer("liar-str", Contained(), **_liar("(str)", "return type(other) is int")),
    answer(
        "liar-class",
        Contained(),
        **_liar("", "return True", "Liar()")
        | {
            "s1": "class Liar(int):\n    __class__ = property(lambda s: int)\n    __eq__ = lambda s, o: o in (4, -6, 6)\n    __hash__ = None\ndef double(x):\n    return Liar()"
        },
    ),
    answer(
        "liar-counts",
        Contained(),
        s1="class Liar:\n    n = 0\n    def __eq__(self, other):\n        Liar.n += 1\n"
        "        return Liar.n < 3\ndef double(x):\n    return Liar()",
    ),
    answer(
        "liar-arithmetic",
        Contained(),
        s4="class Liar(float):\n    def __sub__(self, o): return 0.0\n    __rsub__ = __sub__\n"
        "    def __eq__(self, o): return isinstance(o, float)\n    __hash__ = float.__hash__\n"
        "mean = Liar(9)",
    ),
    answer(
        "liar-made-by-type",
        Contained(),
        s2="total = type('Liar', (int,), {'__' + 'eq__': lambda s, o: 1 == 1})(3)",
    ),
    answer(
        "liar-frame",
        Contained(),
        s3="class Liar(pd.DataFrame):\n    @property\n    def _constructor(self): return Liar\n"
        "    def __eq__(self, other): return True\n    def equals(self, other): return True\n"
        "    shape = property(lambda self: expected.shape)\n"
        "    def __class_getitem__(cls, k): return cls\n"
        "    __class__ = property(lambda s: pd.DataFrame)\n"
        "    index = property(lambda self: expected.index)\n"
        "    columns = property(lambda self: expected.columns)\n"
        "    def _ixs(self, i, axis=0): return expected._ixs(i, axis)\n"
        "    def _get_value(self, *a): return expected._get_value(*a)\n"
        "table = Liar({'x': [1]})",
    ),
    answer(
        "liar-array",
        Contained(),
        s4="class Liar(np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return np.True_\n"
        "    def __array_function__(self, *a, **k): return np.True_\n"
        "    def __float__(self): return 2.5\n"
        "mean = np.array(9.9).view(Liar)",
    ),
    answer(
        "liar-float",
        Contained(),
        s4="class Liar(float):\n    def __float__(self): return 2.5\n"
        "    def __array__(self, *a, **k): return np.array(2.5)\n"
        "    def __sub__(self, o): return 0.0\n    __rsub__ = __sub__\n"
        "    def __eq__(self, o): return True\nmean = Liar(9)",
    ),
    answer(
        "liar-metaclass",
        Contained(),
        s2="class Meta(type):\n    def __eq__(cls, other): return True\n"
        "    __hash__ = type.__hash__\nclass total(int, metaclass=Meta):\n    pass",
        s1="class Meta(type):\n    def __eq__(cls, other): return True\n"
        "    __hash__ = type.__hash__\nclass Yes(metaclass=Meta): pass\n"
        "def double(x):\n    return Yes",
    ),
    *(
        answer(f"passed-over-{name}", Contained(), s2=f"total = {value}", s4=f"mean = {value}")
        for name, value in {
            "masked": "np.ma.masked",
            "masked-array": "np.ma.array([9.9], mask=[True])",
            "masked-object": "np.array([np.ma.masked], dtype=object)",
            "range": "range(0)",
            "rows-of-nothing": "[[], []]",
            "arrays-of-nothing": "[np.array([])]",
            "missing": "pd.NA",
            "missing-in-a-column": "pd.Series([pd.NA], dtype='Int64')",
            "keys-of-nothing": "{}.keys()",
            "array-of-no-rows": "np.empty((0, 3))",
            "array-of-python": "__import__('array').array('d')",
            "bytes-of-nothing": "bytearray()",
            "memory-of-nothing": "memoryview(bytearray())",
        }.items()
    ),
    *(
        answer(f"class-for-a-function-{name}", Contained(), s1=f"double = {name}")
        for name in ("range", "list", "bytearray")
    ),
    answer(
        "skips-the-test",
        Contained(),
        s1="import unittest\ndef double(x, *more):\n    raise unittest.SkipTest('no')",
    ),
    answer(
        "skips-the-test-by-another-name",
        Contained(),
        s1="import unittest, numpy.testing\nunittest.SkipTest.__module__ = 'numpy.testing'\n"
        "def double(x, *more):\n    raise unittest.SkipTest('no')",
    ),
]
