"""Two markers see how far they agree, who is milder, and which texts to talk about."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsigned_peace import cli
from unsigned_peace.grading.report import agreement

CRITERIA = ("Sourcing", "Argument")
MARKS = [(4, 3), (2, 2), (3, 1), (1, 1), (4, 4), (2, 3), (3, 3), (1, 2), (0, 1), (2, 1)]


def sheet(folder: Path, name: str, marks: Sequence[Sequence[int | str]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["student", "text", *CRITERIA])
        writer.writerows([f"s{n}", "essay-a", *row] for n, row in enumerate(marks))
    return path


def run(folder: Path, one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> int:
    first, second = sheet(folder, "anna.csv", one), sheet(folder, "ben.csv", other)
    return cli.main(["agreement", str(first), str(second)])


def by_hand(one: Sequence[int], other: Sequence[int]) -> float:
    """Weighted kappa from its definition: 1 less the squares seen over the squares by chance."""
    seen = np.mean((np.array(one) - np.array(other)) ** 2)
    chance = np.mean([(mine - yours) ** 2 for mine in one for yours in other])
    return 1 - seen / chance


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=4, max_size=12))
def test_kappa_is_what_its_definition_says(pairs: list[tuple[int, int]]) -> None:
    def marks(place: int) -> Mapping[tuple[str, ...], dict[str, int]]:
        return {(str(n), "essay-a"): {"Sourcing": pair[place]} for n, pair in enumerate(pairs)}

    found = agreement.compare(marks(0), marks(1))[0]
    one, other = zip(*pairs, strict=True)
    if len({*one, *other}) == 1:
        assert np.isnan(found.kappa)
    else:
        assert found.kappa == pytest.approx(by_hand(one, other))
        assert -1 <= found.low <= found.kappa + 1e-9
        assert found.kappa - 1e-9 <= found.high <= 1


def test_who_agrees_has_nothing_to_talk_about(tmp_path: Path, capsys: pytest.CaptureFixture):
    assert run(tmp_path, MARKS, MARKS) == 0
    said = capsys.readouterr().out
    assert "10 texts that both have marked" in said
    assert said.count("1.00    1.00 to  1.00") == 3
    assert "No text lies apart." in said


def test_a_milder_marker_and_a_far_text_are_named(tmp_path: Path, capsys: pytest.CaptureFixture):
    milder = [(min(4, first + 1), second) for first, second in MARKS]
    milder[3] = (4, 2)
    assert run(tmp_path, MARKS, milder) == 0
    said = capsys.readouterr().out
    assert "how much more ben gives than anna" in said
    line = next(one for one in said.splitlines() if one.startswith("Sourcing"))
    assert line.endswith("+1.00")
    talk = said.partition("To talk about:")[2].strip().splitlines()
    assert talk == ["- s3 essay-a: Sourcing 1 and 4, together 2 and 6"]


def test_a_text_that_one_has_not_marked_is_named(tmp_path: Path, capsys: pytest.CaptureFixture):
    assert run(tmp_path, MARKS, MARKS[:-1]) == 0
    assert "ben.csv has no marks for: s9 essay-a" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([(5, 1)], "line 2, Sourcing: '5' is no mark"),
        ([("", 1)], "line 2, Sourcing: '' is no mark"),
        ([("2.5", 1)], "Write a whole number from 0 to 4"),
    ],
)
def test_a_wrong_mark_is_named_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture, marks: list[tuple], said: str
):
    assert run(tmp_path, marks, MARKS) == 1
    assert said in capsys.readouterr().out


def test_a_wrong_sheet_says_what_a_sheet_is(tmp_path: Path, capsys: pytest.CaptureFixture):
    right = sheet(tmp_path, "anna.csv", MARKS)
    wrong = tmp_path / "ben.csv"
    for text, said in (
        ("name,Sourcing\nx,1\n", "must name the columns student, text"),
        ("student,text,Sourcing\ns1,essay-a,1\ns1,essay-a,2\n", "s1 essay-a stands twice"),
        ("student,text,Sourcing,Argument\nother,essay-a,1,1\n", "have no text in common"),
        ("student,text,Style\ns1,essay-a,1\n", "have other criteria"),
    ):
        wrong.write_text(text, encoding="utf-8")
        assert cli.main(["agreement", str(right), str(wrong)]) == 1
        assert said in capsys.readouterr().out
