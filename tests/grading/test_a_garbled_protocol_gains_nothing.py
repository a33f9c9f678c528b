"""A student's process that garbles what it sends: nothing is gained, and the class goes on."""

# ruff: noqa: E501 - the code of a submission has its own lines

import os
import time

import pytest

from tests.grading.corpus import NONE, Contained, code
from tests.grading.test_everybody_gets_what_is_deserved import grade_class, judge

pytestmark = pytest.mark.slow

# By hand, to look further: GARBLED=300 pytest, on this file alone.
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
    def post(message):
        if r.random() < {share}:
            try:
                message = json.dumps(bent(json.loads(message))).encode()
            except Exception:
                sign, _, said = message.partition(b' ')
                try:
                    said = json.dumps(changed(json.loads(said))).encode()
                except Exception:
                    pass
                number = r.choice([sign[1:], b'0', b'1', b'-1', b'x', b'9' * 5000, b''])
                message = r.choice([b'?', b'!', b'.', b'', sign[:1], sign[:1]]) + number + b' ' + said
            chance = r.random()
            if chance < 0.1: message = r.randbytes(40)
            elif chance < 0.2: message = message + b'\\n' + r.randbytes(r.randint(0, 300))
            elif chance < 0.3: message = message[: len(message) // 2]
            elif chance < 0.4: send(message)
        return send(message)
    return post
def changed(tree):
    if isinstance(tree, list) and tree and r.random() < 0.9:
        tree = [*tree]
        at = r.randrange(len(tree))
        tree[at] = changed(tree[at])
        return tree
    return r.choice([*ODD, ['=', 0], ['single', ['class int']], ['R', ['function', 0, 'checker', 'f', 'f', None]]])
for worker in [one for one in gc.get_objects() if type(one).__name__ == 'Worker']:
    kind = type(worker._channel)
    plain = kind.post
    kind.post = lambda self, message: garbled(lambda one: plain(self, one))(message)
    worker._post = get_ipython().kernel.session.post = worker._channel.post
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
