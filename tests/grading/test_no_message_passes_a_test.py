"""Whatever a student's process sends, the grader gets to the end, and the test is not passed."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from unsigned_peace.grading.sandbox.checking import ApartTest, NotebookExecutor, NotebookPlan
from unsigned_peace.grading.sandbox.process import ExitStatus, Limits, WorkerExited
from unsigned_peace.grading.sandbox.results import Cell, GarbledError, message_in

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KINDS = (
    "answer", "ask", "cell_end", "execute_reply", "status", "stream", "error", "execute_result",
    "display_data", "update_display_data", "clear_output", "comm_open", "comm_msg", "nonsense",
)  # fmt: skip
CONTENTS = st.dictionaries(
    st.sampled_from((
        "sentence", "values", "files", "count", "header", "number", "data", "metadata", "name",
        "text", "ename", "evalue", "traceback", "transient", "execution_state", "comm_id",
        "cpu_seconds", "limit", "trouble", "used", "changed", "status", "execution_count",
    )),
    VALUES,
    max_size=8,
)  # fmt: skip
MESSAGES = st.builds(
    lambda kind, parent, content, more: json.dumps(
        {"msg_type": kind, "parent": parent, "content": content, "metadata": {}, **more}
    ).encode(),
    st.sampled_from(KINDS),
    st.sampled_from(("cell-0", "cell-1", "")),
    CONTENTS | VALUES,
    st.just({}) | st.dictionaries(st.sampled_from(("buffers", "metadata", "header")), VALUES),
)


class Hostile:
    """A process that says what it likes, and then ends."""

    def __init__(self, says: list[bytes]) -> None:
        self.says, self.received = list(says), 0
        self._end, theirs = os.pipe()
        os.close(theirs)  # so that there is always something to read

    def fileno(self) -> int:
        return self._end

    def send(self, *_: object, **__: object) -> None:
        if not self.says:
            raise WorkerExited(self)

    def next_message(self) -> bytes | None:
        if not self.says:
            raise WorkerExited(self)
        self.received += len(self.says[0])
        return self.says.pop(0)

    def interrupt(self) -> None: ...

    def kill(self) -> None: ...

    def wait(self) -> ExitStatus:
        return ExitStatus(status=0)


class Silent(Hostile):
    """A checker that runs the test for ever: nothing that a student says ends it well."""

    def __init__(self) -> None:
        super().__init__([])
        os.close(self._end)
        self._end, self._open = os.pipe()

    def send(self, *_: object, **__: object) -> None: ...

    def next_message(self) -> None: ...


@given(whole=st.binary(max_size=200) | MESSAGES | VALUES.map(lambda one: json.dumps(one).encode()))
def test_a_message_is_understood_or_refused(whole):
    try:
        message = message_in(whole, Cell(0, new_code_cell("1")))
    except GarbledError:
        return
    assert message is None or isinstance(message["content"], dict)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(says=st.lists(MESSAGES | st.binary(max_size=30), max_size=12))
def test_no_message_of_a_student_passes_a_test(says):
    notebook = new_notebook(cells=[new_code_cell("x = 1"), new_code_cell("assert x == 2")])
    student, checker = Hostile(says), Silent()
    executor = NotebookExecutor(
        notebook,
        student,
        Limits(),
        lambda: (checker, 0),
        NotebookPlan(),
        {1: ApartTest(names=("x",))},
    )
    executor.run()
    test = notebook.cells[1]
    assert any(one.output_type == "error" for one in test.outputs)
    assert not any(one.output_type == "execute_result" for one in test.outputs)


def test_brackets_in_texts_are_no_parts():
    big = json.dumps({"msg_type": "stream", "parent": "", "content": {"text": "[" * 300_000}})
    assert message_in(big.encode(), Cell(0, new_code_cell("1")))
