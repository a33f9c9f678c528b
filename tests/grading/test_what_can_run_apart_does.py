"""Which tests run apart is read from the instructor's notebook and tried with the solution."""

import pytest

from unsigned_peace.grading.engine.planned_cells import PlannedCell, risks_in
from unsigned_peace.grading.engine.planning import Modules, Trial, plan_for
from unsigned_peace.grading.sandbox.checking import NotebookPlan
from unsigned_peace.grading.sandbox.inside.proxies.effects import ALTERED, CHANGED, MADE_OVER

SETUP = PlannedCell("setup", "cell", "import math\nvalues = [1, 2, 3]")
TOTAL = PlannedCell("s1", "student", "total = sum(values)")


def check(name: str, source: str, visible: str = "") -> PlannedCell:
    return PlannedCell(name, "test", source, visible)


def always_the_same(plan: NotebookPlan) -> Trial:
    return Trial({}, dict.fromkeys(plan.tests, ((), 0)))


def test_a_test_asks_for_the_names_that_students_make():
    plan = plan_for([SETUP, TOTAL, check("t1", "assert total == sum(values)")], always_the_same)
    assert plan.tests["t1"].names == ("total",)
    assert plan.cells == (SETUP.source,)
    assert not plan.beside


def test_what_one_test_leaves_behind_the_next_one_finds_in_the_checker():
    cells = [SETUP, TOTAL, check("t1", "half = total / 2"), check("t2", "assert half == 3")]
    plan = plan_for(cells, always_the_same)
    assert plan.tests["t2"].names == ()


def test_what_is_given_in_a_cell_to_fill_in_is_the_instructors() -> None:
    stub, whole = "rows = [1, 2]\ntotal = None", "rows = [1, 2]\ntotal = sum(rows)"
    cells = [PlannedCell("s1", "student", whole, stub), check("t1", "assert total == sum(rows)")]
    plan = plan_for([SETUP, *cells], always_the_same)
    assert (plan.cells, plan.early) == ((SETUP.source, "rows = [1, 2]"), 2)
    assert (plan.tests["t1"].names, plan.tests["t1"].lent) == (("total",), ("rows",))


def test_a_cell_that_works_with_an_answer_does_not_run_in_the_checker():
    cells = [SETUP, TOTAL, PlannedCell("look", "cell", "double = total * 2"), check("t1", "double")]
    plan = plan_for(cells, always_the_same)
    assert plan.cells == (SETUP.source,)
    assert plan.tests["t1"].names == ("double",)


def beside(source: str) -> dict[str, str]:
    """Whether a test with this text has to run beside, and why."""
    return plan_for([SETUP, TOTAL, check("t1", source)], always_the_same).beside


def test_a_test_that_deletes_an_answer_runs_beside():
    cells = [PlannedCell("s1", "student", "def f(x):\n    return x"), check("t1", "del f")]
    assert plan_for(cells, always_the_same).beside == {"t1": "it deletes f."}


@pytest.mark.parametrize(
    "source",
    ["assert eval(formula, {'x': 2}) == 5", "exec(total)", "pd.read_pickle('a.pkl')", "!bash a.sh",
     "import pickle\npickle.load(open('a', 'rb'))", "values.query(total)", "%run mine.ipynb",
     "np.load('a.npy', allow_pickle=True)", "from subprocess import run\nrun(['sh', 'a.sh'])",
     "assert list(map(eval, formulas)) == [2]", "assert rows['n'].apply(pd.eval)[0] == 2",
     "rows.eval(expr=total)", "timeit.timeit(stmt=total)", "timeit.timeit(total, number=2)",
     "doctest.run_docstring_examples(total, globals())", "f = eval\nassert f(total) == 2",
     "ipython.ev(total)", "zipfile.ZipFile('a.zip').extractall()", "duckdb.sql(total)",
     "assert typing.get_type_hints(total) == {}", "inspect.signature(total, eval_str=True)",
     "from builtins import eval as value\nassert value(total) == 2", "%%bash\nsh a.sh",
     "%%script sh\n. a.txt", "%%capture\n!sh a.sh", "%sx sh a.sh", "os.execv('a.sh', [])",
     "assert total.format(town) == 'Otaru'", "assert str.format_map(total, vars(town))",
     "logging.config.dictConfig(total)", "@functools.singledispatch\ndef show(one): pass",
     "smf.glm(total, data=rows).fit()", "interpreter.runcode(compile(total, '', 'exec'))"],
)  # fmt: skip
def test_a_test_that_may_run_what_a_student_wrote_runs_beside(source):
    assert "may run what a student wrote" in beside(source)["t1"]


@pytest.mark.parametrize(
    "source",
    ["values.query('a > 1')", "json.load(open('a'))", "re.compile(total)", "model.run(1)",
     "timeit.timeit(lambda: total, number=2)", "query = 'n > 1'\nassert total",
     "timeit.default_timer()", "assert '{}'.format(total) == '6'", "%%time\nassert total == 6",
     "smf.glm('n ~ a', data=rows).fit()"],
)  # fmt: skip
def test_a_test_that_runs_texts_of_its_own_runs_apart(source):
    assert not beside(source)


@pytest.mark.parametrize(
    "source",
    ["assert 'sum(' not in In[-2]", "assert not _ih", "assert 'numpy' not in sys.modules",
     "from sys import modules\nassert 'numpy' not in modules", "assert not plt.get_fignums()",
     "_, axes = plt.subplots()\nassert total(axes) is axes",
     "import builtins\nbuiltins.max = None\nassert total == 6", "start = time.process_time()",
     "with warnings.catch_warnings(record=True) as seen:\n    assert total == 6\nassert not seen",
     "warnings.simplefilter('error')\nassert total == 6", "with case.assertNoLogs(): total",
     "with np.errstate(all='raise'):\n    assert total == 6",
     "with warnings.catch_warnings():\n    warnings.simplefilter('ignore')\n    assert total == 6",
     "with np.errstate(divide='ignore'):\n    assert total == 6",
     "with mock.patch('builtins.print') as said:\n    total\nsaid.assert_not_called()"],
)  # fmt: skip
def test_a_test_of_what_each_process_has_for_itself_runs_beside(source):
    assert "each process has its own" in beside(source)["t1"]


@pytest.mark.parametrize(
    "source",
    ["sum = None\nassert total == 6\ndel sum", "math.sqrt = None\nassert total == 6",
     "def sorted(row): raise AssertionError\nassert total == 6"],
)  # fmt: skip
def test_a_test_that_takes_something_from_functions_runs_beside(source):
    assert "which functions may use" in beside(source)["t1"]
    printed = "old, sys.stdout = sys.stdout, io.StringIO()\ntotal()\nsys.stdout = old"
    assert not beside(printed)


@pytest.mark.parametrize("names", ["globals()", "dir()", "vars()"])
def test_a_test_that_looks_at_all_names_asks_for_all_and_for_those_that_should_not_be_there(names):
    source = f"assert 'np' not in {names} and 'values' in {names}"
    plan = plan_for([SETUP, TOTAL, check("t1", source)], always_the_same)
    assert plan.tests["t1"].names == ("np", "total")  # it may say f"to{'tal'}"


def test_a_test_that_sets_what_a_function_reads_runs_beside():
    cells = [
        PlannedCell("s1", "student", "def f():\n    return rate * 2"),
        check("t1", "rate = 3\nassert f() == 6"),
    ]
    assert set(plan_for(cells, always_the_same).beside) == {"t1"}


def test_a_test_that_shows_something_else_when_apart_runs_beside():
    def trial(plan: NotebookPlan) -> Trial:
        apart = [("error", "AttributeError", "no axes")] if "t1" in plan.tests else []
        return Trial({"t1": apart, "t2": []}, {})

    cells = [SETUP, TOTAL, check("t1", "assert total"), check("t2", "assert total")]
    plan = plan_for(cells, trial)
    assert plan.beside == {"t1": "it fails when it runs apart: AttributeError: no axes"}
    assert set(plan.tests) == {"t2"}


def test_a_table_that_the_solution_changes_is_asked_for_where_it_matters():
    def trial(plan: NotebookPlan) -> Trial:
        asked = "t1" not in plan.tests or "values" in plan.tests["t1"].names
        return Trial({"t1": [] if asked else [("error", "AssertionError", "")]}, {})

    cells = [
        SETUP,
        PlannedCell("s1", "student", "values.append(4)"),
        check("t1", "assert values[3]"),
    ]
    plan = plan_for(cells, trial)
    assert plan.tests["t1"].names == ("values",)


def test_without_a_solution_answers_are_data_or_functions():
    plan = plan_for([SETUP, TOTAL, check("t1", "assert total == 6")])
    assert plan.tests["t1"].allow == ("function", "changes all", "new files")


def test_the_visible_half_runs_for_the_student_only_where_it_leaves_names_behind():
    cells = [
        TOTAL,
        check("t1", "x = total", "x = total"),
        check("t2", "assert total", "assert total"),
    ]
    plan = plan_for(cells, always_the_same)
    assert (plan.tests["t1"].visible, plan.tests["t2"].visible) == ("x = total", "")


def test_cells_run_early_as_long_as_no_test_before_them_has_to_do_with_them():
    more = PlannedCell("more", "cell", "rows = 3")
    other = PlannedCell("other", "cell", "total = 9")
    cells = [SETUP, TOTAL, check("t1", "assert total == 6"), more, other, check("t2", "rows")]
    assert plan_for(cells, always_the_same).early == 2


def test_a_cell_that_sets_what_an_earlier_helper_reads_does_not_run_early():
    setup = PlannedCell("setup", "cell", "word = 1\ndef wanted():\n    return word")
    later = PlannedCell("later", "cell", "word = 2")
    cells = [setup, TOTAL, check("t1", "assert wanted() == 1"), later, check("t2", "assert word")]
    assert plan_for(cells, always_the_same).early == 1


def test_what_a_solution_imports_no_student_can_replace():
    solution = PlannedCell(
        "s1", "student", "from math import isclose, pi\nimport json as j\npi = 3"
    )
    cells = [solution, check("t1", "assert isclose(pi, 3)"), check("t2", "j.loads('1')")]
    plan = plan_for(cells, always_the_same)
    assert plan.tests["t1"].tools == (("isclose", "from math import isclose"),)
    assert plan.tests["t1"].names == ("isclose", "pi")
    assert plan.tests["t2"].tools == (("j", "import json as j"),)


@pytest.mark.parametrize(
    ("made", "used"),
    [
        ("def value(text):\n    return eval(text)", "value"),
        ("value = lambda text: eval(text)", "value"),
        ("import pickle as p", "p.load"),
        ("from pickle import load as value", "value"),
        ("class Formula:\n    def value(self, text): return eval(text)", "Formula().value"),
        (
            "def first(text):\n    return eval(text)\ndef value(text):\n    return first(text)",
            "value",
        ),
        ("from helpers import *", "of_text"),
        ("import helpers as h", "h.of_text"),
        ("from helpers import of_text as value", "value"),
    ],
)
def test_a_helper_that_may_run_what_a_student_wrote_makes_a_test_run_beside(made, used, tmp_path):
    (tmp_path / "helpers.py").write_text("def same(a, b): return a == b\nof_text = eval\n")
    risky = risks_in(tmp_path.iterdir())
    for role in ("cell", "test"):
        cells = [
            PlannedCell("helper", role, made),
            TOTAL,
            check("t1", f"assert {used}(total) == 2"),
        ]
        assert (
            "may run what a student wrote"
            in plan_for(cells, always_the_same, Modules(risky=risky)).beside["t1"]
        )
    cells = [PlannedCell("helper", "cell", made), TOTAL, check("t1", "assert total == 6")]
    cells.append(PlannedCell("imports", "cell", "from helpers import same"))
    cells.append(check("t2", "assert same(total, 6)"))
    assert not plan_for(cells, always_the_same, Modules(risky=risky)).beside


def test_a_module_of_another_name_that_a_solution_imports_is_seen():
    solution = PlannedCell("s1", "student", "import pickle as p\nvalue = p.load(open('a', 'rb'))")
    plan = plan_for([solution, check("t1", "assert p.load(open('a', 'rb')) == 2")], always_the_same)
    assert set(plan.beside) == {"t1"}


def test_one_test_that_ends_the_run_leaves_the_others_apart():
    def trial(plan: NotebookPlan) -> Trial:
        dead = {"t1": [("error", "DeadKernelError", "")], "t2": [("error", "CellNotRunError", "")]}
        return Trial(dead if "t1" in plan.tests else {}, {})

    plan = plan_for([TOTAL, check("t1", "total"), check("t2", "assert total == 6")], trial)
    assert [*plan.beside] == ["t1"]
    assert plan.tests["t2"].names == ("total",)


def test_a_test_that_changes_what_an_attribute_holds_runs_beside():
    def trial(plan: NotebookPlan) -> Trial:
        return Trial({}, {name: ((ALTERED,), 0) for name in plan.tests if name == "t1"})

    assert [*plan_for([TOTAL, check("t1", "total"), check("t2", "total")], trial).beside] == ["t1"]


def test_a_test_that_changes_an_answer_changes_it_for_the_student_too():
    def trial(plan: NotebookPlan) -> Trial:
        return Trial({}, dict.fromkeys(plan.tests, ((CHANGED,), 0)))

    plan = plan_for([TOTAL, check("t1", "total.sort()", "total.sort()")], trial)
    assert plan.tests["t1"].visible == "total.sort()"


def test_a_test_without_which_a_later_one_fails_runs_beside_as_well():
    def trial(plan: NotebookPlan) -> Trial:
        if not plan.cells:  # all in one process
            return Trial({}, {})
        fails = "t2" in plan.tests or "t1" in plan.tests
        return Trial({"t2": [("error", "AssertionError", "")] if fails else []}, {})

    cells = [SETUP, TOTAL, check("t1", "total"), check("other", "values"), check("t2", "total")]
    plan = plan_for(cells, trial)
    assert plan.beside["t1"] == "t2 needs what it leaves behind."
    assert [*plan.tests] == ["other"]


def test_what_one_imported_module_may_run_the_others_in_its_line_may_not():
    setup = PlannedCell("setup", "cell", "import math, pickle\nfrom os import sep, system")
    cells = [setup, TOTAL, check("t1", "assert math.floor(total) == 6 and sep")]
    cells += [check("t2", "pickle.load(total)"), check("t3", "system(total)")]
    assert set(plan_for(cells, always_the_same).beside) == {"t2", "t3"}


def test_a_test_that_reads_what_methods_of_its_classes_count_runs_beside():
    setup = PlannedCell(
        "setup", "cell", "class Spy:\n    n = 0\n    def __lt__(self, _):\n        Spy.n += 1"
    )
    cells = [setup, TOTAL, check("t1", "total(Spy())\nassert Spy.n < 9"), check("t2", "total.n")]
    cells.append(check("t3", "total(Spy())"))
    assert set(plan_for(cells, always_the_same).beside) == {"t1", "t2"}


def test_a_test_that_hands_out_data_of_a_class_of_its_own_runs_beside():
    def trial(plan: NotebookPlan) -> Trial:
        return Trial({}, {name: ((MADE_OVER,), 0) for name in plan.tests if name == "t1"})

    cells = [TOTAL, check("t1", "total"), check("t2", "total")]
    assert [*plan_for(cells, trial).beside] == ["t1"]


def test_a_test_of_a_function_that_the_solution_does_not_pass_runs_beside():
    failed = [("stream", "stdout", "1"), ("error", "KeyError", "'a'")]
    shown = {"t1": failed, "t2": failed}
    used = {"t1": (("function",), 0), "t2": (("a number total",), 0)}
    cells = [TOTAL, check("t1", "total"), check("t2", "total"), check("t3", "total")]
    plan = plan_for(cells, lambda _: Trial(shown, used))
    assert plan.beside == {"t1": "your solution does not pass it: KeyError: 'a'"}
    assert plan.tests["t2"].allow == ("a number total", "function", "changes all", "new files")
    assert plan.tests["t3"].allow == ()


def test_a_class_that_a_solution_makes_anew_is_the_students():
    pupil = "class Pupil:\n    pass"
    own = "class Pupil:\n    def __init__(self, name): self.name = name"
    cells = [PlannedCell("", "cell", f"{pupil}\nclass Room:\n    pass")]
    cells += [PlannedCell("s1", "student", own), check("t1", "assert Pupil('Ito').name == 'Ito'")]
    plan = plan_for([*cells, PlannedCell("", "cell", pupil)], always_the_same)
    assert plan.classes == ("Room",)


@pytest.mark.parametrize(
    "source",
    ["import os\nhere = os.path.exists('a.csv')", "here = Path('a.csv').is_file()",
     "from os.path import getsize\nhere = getsize('a.csv')"],
)  # fmt: skip
def test_a_cell_that_asks_for_files_runs_anew_for_each_student(source):
    cells = [SETUP, PlannedCell("files", "cell", source), TOTAL, check("t1", "assert total")]
    plan = plan_for(cells, always_the_same)
    assert (plan.first, plan.early, len(plan.cells)) == ((SETUP.source,), 1, 2)
