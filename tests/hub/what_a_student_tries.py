"""What a student of the hub tries to reach, from her terminal and by address."""

from tests.hub.hub_machine import GRADER, STUDENTS
from tests.problem_sets.ps1_students import NAME

IVANOVA, SATO, _ = STUDENTS
INBOUND = "$NBGRADER_EXCHANGE/unsigned-peace/inbound"

# Typed into a terminal by a student. The first word says what it is that she wants.
TRIED = {
    "another's home": f"ls ~{SATO}",
    "another's notebook": f"cat ~{SATO}/unsigned-peace/{NAME}/{NAME}.ipynb",
    "another's name in the exchange": f"ls {INBOUND}",
    "another's submission by a pattern": f"cat {INBOUND}/{SATO}+{NAME}+*/{NAME}.ipynb",
    "another's submission, to remove it": f"rm -rf {INBOUND}/{SATO}+* && ls {INBOUND}",
    "another's feedback": "ls $NBGRADER_EXCHANGE/unsigned-peace/feedback",
    "the gradebook": f"cat ~{GRADER}/course/gradebook.db",
    "the solutions": f"ls ~{GRADER}/course/exercises",
    "the folder it was installed from": "ls {clone}",
    "the history of the course": "git log --all --format=%H -- exercises docs/rubrics | grep .",
    "a solution in what she was given": "grep -rlE 'BEGIN (SOLUTION|HIDDEN TESTS)' notebooks data"
    " README.md $NBGRADER_EXCHANGE/unsigned-peace/outbound",
    "a key in what is installed": "find {place}/venv -name '*.quiz.yml' | grep .",
    "passwords and sessions of the hub": "cat {place}/hub/cookie_secret",
    "the first passwords": "cat {place}/hub/first-passwords.csv",
    "the class list": "cat {place}/hub/class.csv",
    "another task for everybody": f"touch $NBGRADER_EXCHANGE/unsigned-peace/outbound/{NAME}/x",
    "another exchange in its place": "mv $NBGRADER_EXCHANGE/unsigned-peace $NBGRADER_EXCHANGE/old",
    "other code for everybody": "touch {place}/venv/lib/x",
    "another course for everybody": "touch {place}/course.git/x",
    "the rights of the one who grades": f"su {GRADER} -c id < /dev/null",
    "the rights of root": "su -c id < /dev/null",
    "another's environment, with her token": f"cat /proc/$(pgrep -o -u {SATO})/environ",
    "the end of another's server": f"kill $(pgrep -o -u {SATO})",
    # One port is left: there a kernel takes what its own subprocesses print, with a secret.
    "the channels of kernels, her own to begin with": "test 1 -lt $(ss -ltnpH | "
    'grep -c "pid=$(pgrep -o -u $USER -f ipykernel || echo none),")',
    "the channels of the kernel that Validate starts, if it warns of them": "nbgrader validate "
    f"{NAME}/{NAME}.ipynb 2>&1 | grep 'without encryption'",
    "the proxy's table": "curl -sf http://127.0.0.1:{proxy}/api/routes",
}
# Asked for with her token, by a program or a browser.
ASKED = {
    "another's server": f"/user/{SATO}/api/contents",
    "another's terminals": f"/user/{SATO}/api/terminals",
    "the server for grading": "/services/grading/api/contents",
    "formgrader": "/services/grading/formgrader",
    "the gradebook by formgrader": "/services/grading/formgrader/api/submissions/ps1-san-francisco",
    "who is in the class": "/hub/api/users",
    "another's account": f"/hub/api/users/{SATO}",
    "the table of the proxy": "/hub/api/proxy",
    "formgrader on her own server": f"/user/{IVANOVA}/formgrader",
}
