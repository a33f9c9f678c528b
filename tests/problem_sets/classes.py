"""Every problem set that the tests of this folder run for."""

from dataclasses import replace

import pytest

from tests.problem_sets.ps1_students import PS1
from tests.problem_sets.ps2_students import PS2
from tests.problem_sets.ps3_students import PS3
from tests.problem_sets.ps4_students import PS4

PROBLEM_SETS = (PS1, replace(PS1, form="2"), PS2, replace(PS2, form="2"), PS3, PS4)

# A test with this mark takes `ps` and runs once for each problem set.
for_each_set = pytest.mark.parametrize("ps", PROBLEM_SETS, ids=str)
