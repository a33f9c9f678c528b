"""Every problem set that the tests of this folder run for."""

from dataclasses import replace

import pytest

from tests.problem_sets.problem_set import ProblemSet, Student
from tests.problem_sets.ps1_students import PS1
from tests.problem_sets.ps2_students import PS2
from tests.problem_sets.ps3_students import PS3
from tests.problem_sets.ps4_students import PS4


def second_form(ps: ProblemSet) -> ProblemSet:
    """The other form of a problem set, in which few students make the mistakes of all.

    Who makes several mistakes makes them in different cells.
    """
    few: dict[str, Student] = {}
    for name, student in {"wrong-types": ps.typical["wrong-types"], **ps.typical}.items():
        cells = {*student.code, *student.loses}
        free = [one for one, other in few.items() if not cells & {*other.code, *other.loses}]
        shared = few[free[0]] if free else Student()
        few[free[0] if free else name] = replace(
            student,
            code={**shared.code, **student.code},
            loses={**shared.loses, **student.loses},
            says={**shared.says, **student.says},
        )
    return replace(ps, typical=few, form="2")


PROBLEM_SETS = [one for ps in (PS1, PS2, PS3, PS4) for one in (ps, second_form(ps))]

# A test with this mark takes `ps` and runs once for each problem set.
for_each_set = pytest.mark.parametrize("ps", PROBLEM_SETS, ids=str)
