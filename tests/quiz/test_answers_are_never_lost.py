import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace.quiz.answer_records import AnswerRecord, Answers, from_json, merge, to_json
from unsigned_peace.quiz.answer_store import AnswerStore
from unsigned_peace.quiz.memory_model import Memory
from unsigned_peace.quiz.spaced_review import due_at
from unsigned_peace.shared import atomic_file
from unsigned_peace.shared.json_document import ForeignFileError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers" / "01.json"


def save(where, question, value, at=NOON):
    return where.update(question, lambda record: record.saved(value, at))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
times = st.integers(0, 5).map(lambda days: NOON + timedelta(days=days))
record = st.builds(
    AnswerRecord,
    value=values,
    at=times,
    tries=st.integers(0, 3),
    fraction=st.none() | st.floats(0, 1),
    checked=values,
    checked_at=st.none() | times,
    memory=st.none()
    | st.builds(Memory, st.floats(0.001, 999), st.floats(1, 10), st.integers(1, 365)),
)
ids = st.sampled_from(["q1", "q2", "q3"])
answers = st.builds(Answers, st.dictionaries(ids, times), st.dictionaries(ids, record))


@given(answers, answers, answers)
def test_merging_is_the_same_in_any_order_and_the_newest_answer_wins(one, two, three):
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))
    assert merge(one, one) == one
    for name, newest in merge(one, two).records.items():
        assert newest.at == max(one.get(name).at, two.get(name).at)


@given(answers)
def test_answers_come_back_as_they_were(known):
    assert from_json(to_json(known, "01"), "01") == (known, [])


@given(st.text() | values.map(json.dumps))
def test_no_text_crashes_the_reader(text):
    with pytest.raises(ForeignFileError):
        from_json(text, "01")


@given(values, st.dictionaries(st.text(), values, max_size=3))
def test_a_damaged_record_never_hides_a_sound_one(damaged, fields):
    raw = json.loads(to_json(Answers(records={"good": AnswerRecord("a", NOON)}), "01"))
    raw["answers"]["odd"] = damaged
    raw["answers"]["odder"] = raw["answers"]["good"] | fields | {"tries": damaged}
    raw["opened"] = damaged
    read, _ = from_json(json.dumps(raw), "01")
    assert read.get("good") == AnswerRecord("a", NOON)


def test_reading_changes_nothing_on_disk(path):
    assert AnswerStore(path, "01").answers == Answers()
    assert not path.parent.exists()


def test_answers_are_there_after_a_restart(path):
    save(AnswerStore(path, "01"), "q1", ["a", "b"])
    again = AnswerStore(path, "01")
    assert again.answers.get("q1").value == ["a", "b"]
    assert again.notice == ""
    assert [entry.name for entry in path.parent.iterdir()] == ["01.json"]


def test_answers_saved_by_version_0_1_are_read_and_nothing_is_lost():
    file = Path(__file__).parent / "version-0.1" / "answers.json"
    tab = AnswerStore(file, "01-san-francisco-1951")
    assert tab.notice == ""
    assert tab.answers.opened == {"who-came": NOON}
    host, pairs = tab.answers.get("sf-host"), tab.answers.get("sf-pairs")
    assert (host.value, host.tries, host.right) == ("sf", 2, True)
    assert (pairs.value, pairs.fraction) == ({"us": "Acheson", "ja": "吉田"}, 0.5)
    assert due_at(pairs) - pairs.checked_at == timedelta(days=1)
    assert due_at(host) - host.checked_at > timedelta(days=1)
    assert due_at(tab.answers.get("sf-order")) is None
    assert from_json(tab.serialise(tab.answers), tab.notebook) == (tab.answers, [])
    old, new = (
        json.loads(text)["answers"]
        for text in (file.read_text(encoding="utf-8"), tab.serialise(tab.answers))
    )
    for name, record in old.items():
        del record["box"], new[name]["memory"]
        assert new[name] == record


@pytest.mark.parametrize(
    ("answered", "days"),
    [
        ({"fraction": 1.0}, 2),  # right at first: then it never came back
        ({"fraction": 0.5}, 1),  # as the pages to read anywhere save it, without a box
        ({"fraction": 0.0, "box": 0}, 1),
        ({"fraction": 1.0, "box": 0}, 1),  # mended at once
        ({"fraction": 1.0, "box": 3}, 20),  # learnt, as it was called
        ({"fraction": 1.0, "box": 99}, 20),
        ({"fraction": 1.0, "box": -1}, 1),
    ],
)
def test_answers_without_fsrs_get_the_day_on_which_they_come_back(answered, days):
    noon = NOON.isoformat()
    raw = json.loads(to_json(Answers(), "01"))
    raw["answers"]["q1"] = {"value": "a", "at": noon, "tries": 1, "checked_at": noon, **answered}
    known, bad = from_json(json.dumps(raw), "01")
    assert bad == []
    assert due_at(known.get("q1")) - NOON == timedelta(days=days)


def test_two_open_tabs_keep_each_others_answers(path):
    left, right = AnswerStore(path, "01"), AnswerStore(path, "01")
    save(left, "q1", "from the left")
    save(right, "q2", "from the right")
    save(left, "q3", "left again")
    for tab in (left, AnswerStore(path, "01")):
        assert {name: one.value for name, one in tab.answers.records.items()} == {
            "q1": "from the left",
            "q2": "from the right",
            "q3": "left again",
        }
    right.refresh()
    assert right.answers == left.answers


def test_the_last_answer_given_wins_even_if_the_clock_runs_backwards(path):
    left, right = AnswerStore(path, "01"), AnswerStore(path, "01")
    save(left, "q1", "first", NOON)
    save(right, "q1", "second", NOON - timedelta(days=1))
    left.refresh()
    assert left.answers.get("q1").value == "second"


def test_the_first_look_at_a_quiz_is_remembered(path):
    clock = iter([NOON, NOON + timedelta(days=1)]).__next__
    AnswerStore(path, "01", clock).mark_opened("who-came")
    AnswerStore(path, "01", clock).mark_opened("who-came")
    assert AnswerStore(path, "01").answers.opened == {"who-came": NOON}


SOUND = to_json(Answers(records={"q1": AnswerRecord("kept", NOON)}), "01")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b'{"format": "unsigned-peace-ans', "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"cells": []}', "not a file of quiz answers"),
        (SOUND.replace('"version": 1', '"version": 2').encode(), "another version"),
        (SOUND.replace('"notebook": "01"', '"notebook": "02"').encode(), "'02'"),
        (SOUND.replace('"tries": 0', '"tries": []').encode(), "q1"),
    ],
)
def test_a_file_that_cannot_be_used_is_set_aside_unchanged_and_the_student_is_told(
    path, content, reason
):
    path.parent.mkdir()
    path.write_bytes(content)
    opened = AnswerStore(path, "01")
    assert reason in opened.notice
    assert path.read_bytes() == content, "reading must not touch it"

    save(opened, "q2", "new")
    (aside,) = path.parent.glob("01.set-aside-*.json")
    assert aside.read_bytes() == content
    assert aside.name in opened.notice
    assert AnswerStore(path, "01").answers.get("q2").value == "new"
    assert AnswerStore(path, "01").notice == ""


def test_the_sound_records_of_a_damaged_file_are_kept(path):
    path.parent.mkdir()
    two = Answers(records={"q1": AnswerRecord("kept", NOON), "q2": AnswerRecord("lost", NOON)})
    path.write_text(to_json(two, "01").replace('"lost",\n   "at": "2026', '"lost",\n   "at": "?'))
    opened = AnswerStore(path, "01")
    assert "q2" in opened.notice
    save(opened, "q3", "new")
    assert {n: r.value for n, r in AnswerStore(path, "01").answers.records.items()} == {
        "q1": "kept",
        "q3": "new",
    }


def test_a_full_disk_is_told_and_the_answers_are_saved_once_there_is_room(path, monkeypatch):
    tab = AnswerStore(path, "01")
    save(tab, "q1", "before")

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(atomic_file.os, "fsync", full)
        save(tab, "q2", "meanwhile")
    tab.refresh()
    assert "No space left on device" in tab.notice
    assert not tab.saved
    assert tab.answers.get("q2").value == "meanwhile"
    assert AnswerStore(path, "01").answers.get("q2") == AnswerRecord()
    assert [entry.name for entry in path.parent.iterdir()] == ["01.json"]

    save(tab, "q3", "after")
    assert tab.notice == ""
    assert tab.saved
    assert set(AnswerStore(path, "01").answers.records) == {"q1", "q2", "q3"}


def test_a_folder_that_cannot_be_written_is_told_and_the_quiz_goes_on(tmp_path):
    (tmp_path / "answers").write_text("a file where the folder should be")
    tab = AnswerStore(tmp_path / "answers" / "01.json", "01")
    save(tab, "q1", "kept")
    assert "not saved" in tab.notice
    assert tab.answers.get("q1").value == "kept"


def test_saving_works_without_a_place_for_the_lock(path, monkeypatch, tmp_path):
    monkeypatch.setattr(atomic_file.tempfile, "tempdir", str(tmp_path / "missing"))
    save(AnswerStore(path, "01"), "q1", "saved")
    assert AnswerStore(path, "01").answers.get("q1").value == "saved"


def test_a_window_that_hangs_while_saving_does_not_stop_the_others(path, monkeypatch):
    monkeypatch.setattr(atomic_file, "_PATIENCE_SECONDS", 0.01)
    hanging, tab = AnswerStore(path, "01"), AnswerStore(path, "01")
    with hanging._file.locked():
        save(tab, "q1", "waiting")
        assert "another window is saving" in tab.notice
    save(tab, "q2", "free")
    assert tab.notice == ""
    assert AnswerStore(path, "01").answers.get("q1").value == "waiting"


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from unsigned_peace.quiz.answer_store import AnswerStore
    from unsigned_peace.shared.json_document import utc_now
    name, path, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    tab = AnswerStore(path, "01")
    print("ready", flush=True)
    for number in range(count):
        tab.update(f"{name}-{number % 40}", lambda r: r.saved([number] * 50, utc_now()))
""")


def writer(name, path, count):
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(path), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.slow
def test_processes_that_save_at_the_same_time_lose_nothing(path):
    both = [writer(name, path, 40) for name in ("left", "right")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    for process in both:
        process.stdout.close()
    assert len(AnswerStore(path, "01").answers.records) == 80


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_process_killed_at_any_moment_leaves_a_sound_file(path):
    chance = random.Random(1956)
    saved = 0
    for _ in range(6):
        process = writer("killed", path, 10**6)
        time.sleep(chance.uniform(0.01, 0.15))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
        process.stdout.close()
        survivor = AnswerStore(path, "01")
        assert survivor.notice == ""
        assert len(survivor.answers.records) >= saved
        saved = len(survivor.answers.records)
    assert saved
    save(survivor, "q1", "after all")
    assert [entry.name for entry in Path(path.parent).iterdir()] == ["01.json"]
