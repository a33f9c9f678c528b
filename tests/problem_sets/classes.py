"""Every problem set that the tests of this folder run for."""

from dataclasses import replace

import pytest

from tests.problem_sets.ps1_students import PS1
from tests.problem_sets.ps2_students import PS2
from tests.problem_sets.ps3_students import PS3
from tests.problem_sets.ps4_students import PS4

PROBLEM_SETS = [one for ps in (PS1, PS2, PS3, PS4) for one in (ps, replace(ps, form="2"))]

# A test with this mark takes `ps` and runs once for each problem set.
for_each_set = pytest.mark.parametrize("ps", PROBLEM_SETS, ids=str)
