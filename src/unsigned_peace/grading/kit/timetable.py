"""`unsigned-peace timetable`: put days to a plan, as a page and as a calendar."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from unsigned_peace.data import session_plans
from unsigned_peace.data.session_plans import Meeting

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = timedelta(days=7)


def timetable(
    start: str, weeks: str, skip: Sequence[str] = (), weekday: str = "", to: Path | None = None
) -> int:
    """Write `timetable.md` and `timetable.ics`; return 1 for a day or a plan that cannot be.

    >>> timetable("2027-02-30", "8")
    2027-02-30 is no day. Write year, month and day, as in 2027-02-01.
    1
    """
    try:
        plan = _plan(weeks)
        days = meetings(_day(start), len(plan), [_day(one) for one in skip], weekday)
    except ValueError as error:
        print(error)
        return 1
    folder = to or Path("dist", "timetable")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("timetable.md", page(plan, days)), ("timetable.ics", ics(plan, days))):
        (folder / name).write_bytes(text.encode())
        print(f"Wrote {folder / name}")
    return 0


def meetings(start: date, count: int, skip: Collection[date] = (), weekday: str = "") -> list[date]:
    """Return the days of the meetings, one a week.

    Args:
        start: the first meeting, or with a weekday the day from which it is looked for.
        count: how many meetings.
        skip: days on which there is none; the rest of the course moves by a week.
        weekday: in English; the weekday of `start` if empty.

    Raises:
        ValueError: for an unknown weekday, or a day to skip on which nobody would have met.

    >>> [f"{day:%d %b}" for day in meetings(date(2027, 2, 1), 3, [date(2027, 2, 8)])]
    ['01 Feb', '15 Feb', '22 Feb']

    """
    wanted = _weekday(weekday, start)
    day = start + timedelta(days=(wanted - start.weekday()) % 7)
    found: list[date] = []
    skipped = set()
    while len(found) < count:
        if day in skip:
            skipped.add(day)
        else:
            found.append(day)
        day += _WEEK
    for one in sorted(set(skip) - skipped):
        raise ValueError(
            f"Nobody would meet on {one:%A, %Y-%m-%d}: the meetings are on {found[0]:%A}s, "
            f"{found[0]} to {found[-1]}. Skip the days of meetings alone."
        )
    return found


def page(plan: Sequence[Meeting], days: Sequence[date]) -> str:
    """Write the timetable as Markdown.

    >>> print(page([Meeting("Nothing", "Talk", "Rest")], [date(2027, 2, 1)]).splitlines()[-1])
    | Monday, 1 February 2027 | Nothing | Talk | Rest |
    """
    when = [f"{day:%A}, {day.day} {day:%B %Y}" for day in days]
    return f"# Timetable\n\n{session_plans.table(plan, when, 'Day')}\n"


def ics(plan: Sequence[Meeting], days: Sequence[date]) -> str:
    """Write the timetable as a calendar (RFC 5545), a whole day for each meeting.

    The same plan gives the same bytes, so a calendar that has it already changes nothing.

    >>> "SUMMARY:Talk" in ics([Meeting("Nothing", "Talk", "Rest")], [date(2027, 2, 1)])
    True
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Unsigned Peace//timetable//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Unsigned Peace")
    made = datetime.combine(days[0], datetime.min.time(), tzinfo=UTC)
    for number, (one, day) in enumerate(zip(plan, days, strict=True), start=1):
        event = Event()
        event.add("uid", f"{days[0]:%Y%m%d}-{len(days)}-{number}@unsigned-peace")
        event.add("dtstamp", made)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", one.meeting)
        event.add("description", f"Before: {one.before}.\nHomework: {one.homework}.")
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _plan(weeks: str) -> tuple[Meeting, ...]:
    known = session_plans.plans()
    for number, plan in known.items():
        if weeks.strip() == str(number):
            return plan
    *others, last = map(str, known)
    raise ValueError(
        f"There is no plan for {weeks} weeks. The plans are for {', '.join(others)} and {last}; "
        "write your own into data/session-plans.yml."
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{text} is no day. Write year, month and day, as in 2027-02-01."
        ) from None


def _weekday(name: str, start: date) -> int:
    if not name:
        return start.weekday()
    if name.casefold() not in DAYS:
        raise ValueError(f"{name} is no day of the week. Write it in English, as in monday.")
    return DAYS.index(name.casefold())
