"""A student's process that garbles what it sends: nothing is gained, and the class goes on."""

# ruff: noqa: E501 - the code of a submission has its own lines

import os
import time

import pytest

from tests.grading.corpus import NONE, Contained, code
from tests.grading.test_corpus import grade_class, judge

pytestmark = pytest.mark.slow

# By hand, to look further: GARBLED=300 pytest tests/grading/test_hostile_protocol.py
STUDENTS = int(os.environ.get("GARBLED", "24"))
SOURCE = """import gc, json, random
r = random.Random({seed})
ODD = [None, True, -1, 0, 10**30, 1e308, float('nan'), '', 'x' * 50, [], {{}}, [1, [2]], {{'a': None}},
       'cell-3', 'cell-6', 'answer', 'ask', 'execute_result', 'stream', 'error', 'cell_end', 'idle', [[['a', 5]]]]
KEYS = ['sentence', 'number', 'files', 'values', 'header', 'msg_type', 'count', 'parent', 'content', 'used',
        'changed', 'limit', 'cpu_seconds', 'name', 'text', 'data', 'buffers', 'metadata', 'execution_state']
def bent(value, depth=0):
    if isinstance(value, dict):
        value = dict(value)
        for _ in range(r.randint(1, 2)):
            key = r.choice([*value] or KEYS)
            chance = r.random()
            if chance < 0.25: value.pop(key, None)
            elif chance < 0.5: value[key] = r.choice(ODD)
            elif chance < 0.8 and key in value: value[key] = bent(value[key])
            else: value[r.choice(KEYS)] = r.choice(ODD)
        return value
    return r.choice(ODD)
def garbled(send):
    def post(header, body=b'', *more):
        if r.random() < {share}:
            try:
                header = json.dumps(bent(json.loads(header))).encode()
            except Exception:
                pass
            chance = r.random()
            if chance < 0.1: header = r.randbytes(40)
            elif chance < 0.2: body = r.randbytes(r.randint(0, 300))
            elif chance < 0.3: body = body[: len(body) // 2]
            elif chance < 0.4: send(header, body)
        return send(header, body)
    return post
for one in gc.get_objects():
    if type(one).__name__ == 'Channel':
        one.post = new = garbled(one.post)
for one in gc.get_objects():
    if type(one).__name__ == 'Worker':
        one._post = new
get_ipython().kernel.session.post = new
"""
CASES = [
    code(
        f"garbled-{seed}",
        Contained(NONE),
        SOURCE.format(seed=seed, share=(0.02, 0.1, 0.4)[seed % 3]),
    )
    for seed in range(STUDENTS)
]


def test_a_student_who_garbles_messages_gains_nothing_and_stops_nobody(tmp_path) -> None:
    began = time.monotonic()
    graded = grade_class(tmp_path, CASES)
    assert time.monotonic() - began < 60 + 30 * STUDENTS  # each notebook may take 20 seconds
    assert [trouble for case in CASES if (trouble := judge(case, graded))] == []
