"""A timetable has the meetings of its plan, on the right days, in a page and in any calendar."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from unsigned_peace import cli
from unsigned_peace.data import session_plans
from unsigned_peace.grading.kit import timetable

START = date(2027, 2, 1)  # a Monday


def run(folder: Path, *options: str) -> int:
    return cli.main(["timetable", "--to", str(folder), *options])


@pytest.mark.parametrize("weeks", session_plans.plans())
def test_a_calendar_reads_back_each_meeting_of_the_plan(tmp_path: Path, weeks: int) -> None:
    assert run(tmp_path, "--start", "2027-02-01", "--weeks", str(weeks)) == 0
    events = Calendar.from_ical((tmp_path / "timetable.ics").read_bytes()).events
    plan = session_plans.plans()[weeks]
    assert [str(one["summary"]) for one in events] == [one.meeting for one in plan]
    assert [one.start for one in events] == [START + timedelta(weeks=n) for n in range(weeks)]
    for event, one in zip(events, plan, strict=True):
        assert one.homework in event["description"]
        assert one.before in event["description"]
    assert len({str(one["uid"]) for one in events}) == weeks


def test_the_page_has_a_row_for_each_day(tmp_path: Path) -> None:
    run(tmp_path, "--start", "2027-02-01", "--weeks", "12")
    rows = (tmp_path / "timetable.md").read_text().splitlines()[4:]
    assert len(rows) == 12
    assert rows[0].startswith("| Monday, 1 February 2027 | Nothing | Start here together")
    assert rows[-1].startswith("| Monday, 19 April 2027 |")


def test_the_same_plan_gives_the_same_bytes_and_short_lines(tmp_path: Path) -> None:
    options = ("--start", "2027-02-01", "--weeks", "12")
    made = []
    for name in ("first", "second"):
        run(tmp_path / name, *options)
        made.append((tmp_path / name / "timetable.ics").read_bytes())
    assert made[0] == made[1]
    assert all(len(line) <= 75 for line in made[0].split(b"\r\n"))


def test_a_holiday_moves_the_rest_by_a_week() -> None:
    days = timetable.meetings(START, 4, [date(2027, 2, 8), date(2027, 2, 15)])
    assert days == [START, date(2027, 2, 22), date(2027, 3, 1), date(2027, 3, 8)]


def test_the_course_can_meet_on_another_day_than_it_starts() -> None:
    days = timetable.meetings(START, 2, weekday="Thursday")
    assert days == [date(2027, 2, 4), date(2027, 2, 11)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--start", "1.2.2027", "--weeks", "8"), "as in 2027-02-01"),
        (("--start", "2027-02-01", "--weeks", "7"), "The plans are for 5, 8 and 12"),
        (("--start", "2027-02-01", "--weeks", "8", "--skip", "2027-02-09"), "meetings are on Mon"),
        (("--start", "2027-02-01", "--weeks", "8", "--skip", "soon"), "soon is no day"),
        (("--start", "2027-02-01", "--weeks", "8", "--weekday", "lundi"), "as in monday"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture, options: tuple[str, ...], said: str
) -> None:
    assert run(tmp_path / "new", *options) == 1
    assert said in capsys.readouterr().out
    assert not (tmp_path / "new").exists()
