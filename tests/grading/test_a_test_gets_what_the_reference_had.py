"""What a test may use of a student's work is what it has used of the reference solution."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from tests.grading.two_sides import STACK, Pair, learnt, ran, under
from unsigned_peace.grading.sandbox.inside.values.codec import Missing
from unsigned_peace.grading.sandbox.inside.values.value_forms import CodecError

LIAR = """
class Liar:
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __rsub__(self, other): return 0.0
    def __abs__(self): return 0.0
    def __lt__(self, other): return True
    def __float__(self): return 3.14
    def __array_ufunc__(self, *args, **kwargs): return True
    def __bool__(self): return True
    def __round__(self, n=0): return self
    __hash__ = None
liar = Liar()
def double(x): return liar
"""


OWN = "class Own:\n    items = [1]\nwhole = Own()"


def test_an_object_is_refused_where_the_reference_had_a_value() -> None:
    allowed = learnt({"mean": 2.5}, lambda names: names.mean == 2.5)
    assert under(allowed, mean=ran(LIAR)["liar"]).mean == 3.14  # the number that it says it is
    arrived = under(allowed, mean=ran(OWN)["whole"]).mean
    assert isinstance(arrived, Missing)
    assert (
        arrived.sentence
        == "`mean` is an object of the class Own; the test expects another kind of value."
    )


def test_a_function_that_returns_a_liar_is_refused() -> None:
    allowed = learnt({"double": lambda x: 2 * x}, lambda names: names.double(2) == 4)
    assert under(allowed, double=ran(LIAR)["double"]).double(2) == 3.14
    whole = ran(OWN)["whole"]
    double = under(allowed, double=lambda _: whole).double
    with pytest.raises(CodecError, match="It is an object of the class"):
        double(2)


@pytest.mark.parametrize(
    "use",
    [lambda lie: lie == 3, lambda lie: abs(lie - 3) < 0.1, lambda lie: (3).__eq__(lie) is True,
     lambda lie: np.isclose(lie, 3), lambda lie: lie < 3, lambda lie: lie in [3, 4],
     lambda lie: [lie] == [3], lambda lie: round(lie, 1) == 3, lambda lie: 3 - lie < 1,
     lambda lie: pytest.approx(3) == lie, lambda lie: np.testing.assert_allclose(lie, 3) is None],
)  # fmt: skip
def test_a_liar_among_objects_cannot_compare_itself_with_values(use) -> None:
    allowed = learnt(ran(STACK), lambda names: names.Stack(3).push(3).pop() == 3)
    lie = under(allowed, **ran(STACK + LIAR + "whole = Stack(liar)")).whole.pop()
    try:
        right = use(lie)
    except (CodecError, TypeError, AssertionError, AttributeError, ValueError):
        return
    assert not right


def test_honest_work_of_another_kind_is_still_taken() -> None:
    allowed = learnt({"f": lambda x: [x]}, lambda names: [*names.f(2)])
    for other in [lambda x: iter([x]), lambda x: (x,), lambda x: map(int, [x]), lambda x: {x: 1}]:
        assert [*under(allowed, f=other).f(2)] == [2]
    allowed = learnt({"f": np.mean}, lambda names: names.f([1, 3]))
    assert under(allowed, f=lambda x: sum(x) / len(x)).f([1, 3]) == 2
    number = ran(
        "class N:\n    def __float__(self): return 2.0\n    def __eq__(self, o): return True"
    )["N"]
    assert under(allowed, f=lambda _: number()).f([1, 3]) == 2
    assert under(allowed, f=lambda _: number()).f([1, 3]) != 3
    called = ran("class F:\n    def __call__(self, x): return x[0]\nf = F()")["f"]
    assert under(allowed, f=called).f([1, 3]) == 1


def test_a_library_is_used_here_only_where_the_reference_did() -> None:
    allowed = learnt({"f": len}, lambda names: names.f("x"))
    f = under(allowed, f=json.loads).f
    assert f is not json.loads
    assert f("[1]") == [1]
    assert isinstance(under(allowed, f=np).f, Missing)


@pytest.mark.parametrize(
    "nothing",
    [
        [], (), np.array([]), pd.Series([], dtype=float), pd.DataFrame(), range(0), [[], ()],
        [np.array([])], np.array([[], [[]]], dtype=object)[:1], {}.values(), set(),
    ],
    ids=str,
)  # fmt: skip
def test_nothing_is_no_number(nothing) -> None:
    reference = {"mean": 2.5, "double": lambda x: 2 * x}
    allowed = learnt(reference, lambda names: names.double(2) == 4)
    names = under(allowed, mean=nothing, double=lambda _: nothing)
    assert names.mean.sentence == "`mean` is empty; the test expects a number."
    with pytest.raises(CodecError, match="is empty"):
        names.double(2)
    empty = learnt({"mean": nothing}, lambda names: names.mean)
    assert not isinstance(under(empty, mean=nothing).mean, Missing)


def test_nothing_is_no_number_among_others_either() -> None:
    allowed = learnt({"both": (2.5, 3), "by_side": {"west": 1, "east": 2}}, lambda names: names)
    names = under(allowed, both=(2.5, range(0)), by_side={"west": [], "east": 2})
    assert names.both.sentence == "`both` is empty; the test expects numbers."
    assert "empty" in names.by_side.sentence
    names = under(allowed, both=[], by_side={"west": [1], "east": None})
    assert (names.both, names.by_side) == ([], {"west": [1], "east": None})


@pytest.mark.parametrize("right", ["Paris", True, b"x", pd.Timestamp("1951-09-08"), np.True_, 2])
@pytest.mark.parametrize(
    "nothing", [np.array([]), np.array(["Paris"])[:0], pd.Series([], dtype=str), pd.Index([])]
)
def test_an_array_of_nothing_is_neither_a_text_nor_a_truth(right, nothing) -> None:
    allowed = learnt({"city": right, "f": lambda: right}, lambda names: names.f() == right)
    names = under(allowed, city=nothing, f=lambda: nothing)
    assert "is empty; the test expects a" in names.city.sentence
    with pytest.raises(CodecError, match="is empty"):
        names.f()
    names = under(allowed, city="", f=list)
    if not isinstance(right, int):
        assert (names.city, names.f()) == ("", [])


def filled(cell) -> dict[str, object]:
    """Tables with this in each cell."""
    array = np.empty(2, dtype=object)
    array[0] = array[1] = cell
    table = pd.DataFrame({"n": pd.Series(array)})
    return {"table": table, "column": table["n"], "array": array, "index": pd.Index(array)}


@pytest.mark.parametrize(
    "cell", [np.array([]), [], range(0), [[]], pd.Series([]), np.ma.masked, ()]
)
def test_a_cell_of_a_table_is_neither_empty_nor_masked(cell) -> None:
    whole = {name: one.copy() for name, one in filled(2.5).items()}
    for reference in (whole, {name: one.astype(float) for name, one in whole.items()}):
        allowed = learnt(reference, lambda names: names)
        names = vars(under(allowed, **filled(cell)))
        for name, one in names.items():
            assert re.search(r"filled cells|numbers|masked or missing", one.sentence), name
    allowed = learnt(filled(cell), lambda names: names)
    for one in vars(under(allowed, **filled(cell))).values():
        assert not isinstance(one, Missing)


def test_a_table_with_rows_has_columns() -> None:
    allowed = learnt({"both": np.array([[1], [2]]), "texts": pd.Series(["a"])}, lambda names: names)
    names = under(allowed, both=np.array([[], []]), texts=pd.Series(["", "b"]))
    assert "filled cells" in names.both.sentence
    assert [*names.texts] == ["", "b"]
    assert not len(under(allowed, both=np.array([])).both)  # a weak test is a weak test


STEPS = """
import numpy as np
class Account:
    def __init__(self, held): self.held = held
    @property
    def balance(self): return self.held
    def __getitem__(self, at): return self.held
    def __iter__(self):
        yield self.held
def steps(held):
    yield held
"""


@pytest.mark.parametrize(
    "use",
    [lambda names, held: names.Account(held).balance, lambda names, held: names.Account(held)[0],
     lambda names, held: next(iter(names.Account(held))),
     lambda names, held: min(names.steps(held)), lambda names, held: next(names.steps(held))],
)  # fmt: skip
@pytest.mark.parametrize("wrong", [np.array([]), np.ma.masked, pd.NA, range(0), [[]]], ids=str)
def test_what_an_object_or_an_iterator_gives_is_weighed_as_well(use, wrong) -> None:
    allowed = learnt(ran(STEPS), lambda names: use(names, 2.5) == 2.5)
    names = under(allowed, **ran(STEPS))
    assert use(names, 3.5) == 3.5
    with pytest.raises(CodecError, match=r"empty|masked or missing"):
        use(names, wrong)


@pytest.mark.parametrize(
    "hidden",
    [
        np.ma.masked, pd.NA, pd.Series([pd.NA, 2], dtype="Int64"), [1, pd.NA], {"n": np.ma.masked},
        pd.DataFrame({"n": pd.array([True, None], dtype="boolean")}),
        pd.Index([None], dtype="Int64"), np.array([np.ma.masked, 1], dtype=object),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_comparison_says_nothing_of_is_refused(hidden) -> None:
    for whole in (2.5, [1, 2], pd.Series([1, 2]), pd.DataFrame({"n": [1, 2]})):
        allowed = learnt({"answer": whole}, lambda names: names.answer)
        assert "masked or missing" in under(allowed, answer=hidden).answer.sentence
    for gaps in ([float("nan")], pd.DataFrame({"n": [1, None]}), hidden):
        allowed = learnt({"answer": gaps}, lambda names: names.answer)
        answer = under(allowed, answer=hidden).answer
        assert "masked or missing" not in getattr(answer, "sentence", "")


def test_masked_values_are_refused_where_the_reference_has_none() -> None:
    masked = np.ma.array([1, 2], mask=[False, True])
    allowed = learnt({"column": np.array([1, 2])}, lambda names: names.column)
    assert "masked" in under(allowed, column=masked).column.sentence
    assert under(allowed, column=np.ma.array([1, 2])).column.tolist() == [1, 2]
    allowed = learnt({"column": masked}, lambda names: names.column)
    assert under(allowed, column=masked).column.tolist() == [1, None]


def test_names_that_nobody_asked_for_do_not_arrive() -> None:
    pair = Pair()
    pair.names = {"table": 1, "expected": 1}
    assert pair.checker.names(["table", "more"]) == {"table": 1}


def test_what_a_test_may_use_does_not_depend_on_the_tests_before_it() -> None:
    pair = Pair()
    pair.names = {"f": len, "own": ran(OWN)["whole"]}
    used = []
    for _ in range(2):
        pair.checker.begin(None)
        pair.checker.names(["f", "own"])
        used.append({*pair.checker.used})
    assert {"function", "object"} <= used[0] == used[1]
    pair.checker.begin(frozenset({"function"}))
    names = pair.checker.names(["f", "own"])
    assert names["f"]([1]) == 1
    assert isinstance(names["own"], Missing)
