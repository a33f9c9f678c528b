"""Submissions that want too much: each runs into one limit, which is named in its notebook."""

# ruff: noqa: E501 - the code of a submission has its own lines

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.corpus import FULL, LOST, RIGHT_ANSWERS, Case, Contained, Scores, code, edited

EARNED = LOST | {"t1": 2.0, "t2": 1.0}


def _limit(name: str, says: str, source: str, marks: dict[str, float] = EARNED) -> Case:
    """Right answers, with a cell in the middle that costs all that comes after it."""
    return code(name, Scores(marks, says), source, RIGHT_ANSWERS, at=6)


def _stopped(name: str, says: str | tuple[str, ...], source: str) -> Case:
    """The same where it is a matter of speed whether the cells that come after it still run."""
    shows = (says,) if isinstance(says, str) else says
    return code(name, Contained(FULL, shows), source, RIGHT_ANSWERS, at=6)


def _many(name: str, expected: Scores | Contained, source: str) -> Case:
    """Eight cells that do the same: each is within its limit, together they are not."""

    def insert(nb: NotebookNode) -> None:
        nb.cells[6:6] = [new_code_cell(source) for _ in range(8)]

    return edited(name, expected, insert, RIGHT_ANSWERS)


_PARTS = """from IPython.display import publish_display_data
publish_display_data({{'application/json': {}}})"""

CASES: list[Case] = [
    *(
        _many(
            f"parts-in-each-of-many-cells-{name}",
            Contained(FULL, ("The output of one cell may have 2 MB",)),
            _PARTS.format(parts),
        )
        for name, parts in {
            "objects": "[{} for _ in range(150_000)]",
            "lists": "[[] for _ in range(150_000)]",
            "pairs": "{'a': [{'b': []} for _ in range(75_000)]}",
        }.items()
    ),
    # The cell is stopped; what comes after it still runs.
    _limit("sleep", "A cell may run for 4 seconds", "import time\ntime.sleep(100)", FULL),
    _limit("busy-loop", "A cell may run for 4 seconds", "while True: pass", FULL),
    _limit(
        "ignores-interrupts",
        "A cell may run for 4 seconds",
        "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "while True:\n    time.sleep(1)",
    ),
    _limit(
        "swallows-interrupts",
        "A cell may run for 4 seconds",
        "import time\nwhile True:\n    try:\n        time.sleep(1)\n    except BaseException: pass",
    ),
    _stopped(
        "holds-the-interpreter",
        "A cell may run for 4 seconds",
        "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')",
    ),
    _stopped(
        "huge-number",
        "A cell may run for 4 seconds",
        "x = 7 ** (10 ** 9)",
    ),
    _many(
        "processor-time",
        # On a machine with much else to do, the other limit is nearer.
        Contained(
            FULL,
            (
                "The limit of computing time was reached: 6 seconds",
                "The time for the whole notebook is over",
            ),
        ),
        "import time\nend = time.process_time() + 0.9\nwhile time.process_time() < end: pass",
    ),
    _many(
        "notebook-time",
        Scores(EARNED, "The time for the whole notebook is over: 20 seconds"),
        "import time\ntime.sleep(3)",
    ),
    _stopped(
        "processor-time-of-many-processes",
        ("The limit of computing time", "A cell may run for"),
        "import os, signal\n"
        "for sig in (signal.SIGINT, signal.SIGXCPU):\n    signal.signal(sig, signal.SIG_IGN)\n"
        "for _ in range(8):\n"
        "    if os.fork() == 0:\n        while True: pass\n"
        "while True: pass",
    ),
    _limit(
        "memory-in-files-in-memory",
        "PermissionError",
        "import os\nfds = [os.memfd_create(str(i)) for i in range(60)]",
        FULL,
    ),
    _limit(
        "threads",
        "The limit of processes was reached: 40",
        "import threading, time\n"
        "ts = [threading.Thread(target=time.sleep, args=(100,), daemon=True) for _ in range(500)]\n"
        "for t in ts: t.start()",
        FULL,
    ),
    _limit(
        "open-files",
        "The limit of open files was reached: 100",
        "fs = [open('/dev/null') for _ in range(5000)]\n",
        FULL,
    ),
    _limit(
        "large-file",
        "The limit for one file was reached: 20 MB",
        "with open('big', 'wb') as f:\n    for _ in range(4000):\n        f.write(b'x' * 1_000_000)",
        FULL,
    ),
    _limit(
        "sparse-file",
        "The limit for one file was reached: 20 MB",
        "with open('big', 'wb') as f:\n    f.seek(4_000_000_000)\n    f.write(b'x')",
        FULL,
    ),
    _limit(
        "many-large-files",
        "The limit for all written files was reached: 40 MB",
        "for i in range(9):\n    with open(f'big{i}', 'wb') as f:\n        f.write(b'x' * 10_000_000)",
        FULL,
    ),
    _limit(
        "many-small-files",
        "The limit for all written files",
        "for i in range(100_000):\n    open(f'small{i}', 'w').close()",
        FULL,
    ),
    _stopped(
        "endless-print",
        ("The output of one cell may have 2 MB", "A cell may run for 4 seconds"),
        "while True: print('again')",
    ),
    _stopped(
        "endless-print-at-once",
        "The output of one cell may have 2 MB",
        "print('x' * 50_000_000)",
    ),
    _stopped(
        "endless-print-of-a-program",
        "The output of one cell may have 2 MB",
        "import os\nos.system('timeout 3 yes')",
    ),
    _stopped(
        "endless-print-by-descriptor",
        "The output of one cell may have 2 MB",
        "import os\nfor _ in range(5000):\n    os.write(1, b'x' * 1000)",
    ),
    _stopped(
        "giant-picture",
        "The output of one cell may have 2 MB",
        "from IPython.display import Image, display\n"
        "display(Image(data=b'\\x89PNG' + bytes(30_000_000), format='png'))",
    ),
    _stopped(
        "giant-repr",
        "The output of one cell may have 2 MB",
        "class R:\n    def __repr__(self): return 'x' * 30_000_000\nR()",
    ),
    _stopped(
        "display-updates",
        ("The output of one cell may have 2 MB", "A cell may run for 4 seconds"),
        "h = display('x', display_id=True)\nwhile True:\n    h.update('x' * 10_000)",
    ),
    _limit("exit-at-once", "ended its own process", "import os\nos._exit(0)"),
    _limit("kill-itself", "", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", FULL),
    _limit("kill-everybody", "", "import os\nos.kill(0, 9)", FULL),
    _limit("kill-all-there-are", "", "import os\nos.kill(-1, 9)\nos.kill(1, 9)", FULL),
    _stopped(
        "segmentation-fault",
        "Python crashed",
        "from numpy.lib.stride_tricks import as_strided\n"
        "as_strided(np.zeros(1), (1,), (8,))[0] = 1\n"
        "as_strided(np.zeros(2), (2,), (1 << 46,))[1] = 1",
    ),
    code(
        "deep-recursion",
        Contained(FULL),
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1)\nf(0)",
        RIGHT_ANSWERS,
        at=6,
    ),
    code(
        "closes-descriptors",
        Contained(FULL),
        "import os\nos.closerange(0, 256)",
        RIGHT_ANSWERS,
        at=6,
    ),
    code(
        "closes-output",
        Scores(FULL),
        "import sys, os\nsys.stdout.close()\nos.close(1)\nos.close(2)",
        RIGHT_ANSWERS,
        at=6,
    ),
    code(
        "daemons-that-stay",
        Scores(FULL),
        "import os, subprocess\n"
        "subprocess.Popen(['sleep', '1000'], start_new_session=True)\n"
        "os.system('(setsid sleep 1000 &) &')",
        RIGHT_ANSWERS,
        at=6,
    ),
    code(
        "stops-itself",
        Contained(FULL),
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        RIGHT_ANSWERS,
        at=6,
    ),
    code(
        "import-deadlock",
        Scores(FULL, "A cell may run for 4 seconds"),
        "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()",
        RIGHT_ANSWERS,
        at=6,
    ),
]
