"""Local days and times: weekends, time zones, clock changes."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.working_days import EARLIEST, LATEST, day_of, next_slot, time_meant, working_day_after, zone_meant, zone_named

LONDON, AUCKLAND, ST_JOHNS = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland"), ZoneInfo("America/St_Johns")
HALF_PAST_NINE = time(9, 30)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("after", "zone", "expected"),
    [
        (utc(2027, 1, 4, 9, 0), LONDON, utc(2027, 1, 4, 9, 30)),  # the same morning
        (utc(2027, 1, 4, 9, 30), LONDON, utc(2027, 1, 5, 9, 30)),  # a slot that has come is over
        (utc(2027, 1, 8, 10, 0), LONDON, utc(2027, 1, 11, 9, 30)),  # over the weekend
        (utc(2027, 1, 3, 22, 0), AUCKLAND, utc(2027, 1, 4, 20, 30)),  # Monday 11:00 there, so Tuesday
        (utc(2027, 1, 4, 12, 0), ST_JOHNS, utc(2027, 1, 4, 13, 0)),  # three and a half hours behind
    ],
)
def test_the_next_slot(after: datetime, zone: ZoneInfo, expected: datetime) -> None:
    assert next_slot(after, HALF_PAST_NINE, zone) == expected


@pytest.mark.parametrize(
    ("zone", "before", "after", "hours"),
    [
        (LONDON, utc(2027, 3, 26, 9, 30), utc(2027, 3, 29, 8, 30), 71),  # clocks go forward on Sunday 28 March
        (LONDON, utc(2027, 10, 29, 8, 30), utc(2027, 11, 1, 9, 30), 73),  # and back on Sunday 31 October
        (AUCKLAND, utc(2027, 4, 1, 20, 30), utc(2027, 4, 4, 21, 30), 73),  # back on Sunday 4 April, from Friday to Monday there
        (ST_JOHNS, utc(2027, 3, 12, 13, 0), utc(2027, 3, 15, 12, 0), 71),  # forward on Sunday 14 March
    ],
)
def test_half_past_nine_stays_half_past_nine_when_the_clocks_change(
    zone: ZoneInfo, before: datetime, after: datetime, hours: int
) -> None:
    assert next_slot(before, HALF_PAST_NINE, zone) == after
    assert (after - before).total_seconds() == hours * 3600
    assert before.astimezone(zone).time() == after.astimezone(zone).time() == HALF_PAST_NINE


def test_where_the_clocks_leap_over_a_time_it_is_as_much_later() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # where they leap on a Friday, at midnight
    slot = next_slot(utc(2027, 4, 29, 12, 0), time(0, 30), cairo)
    assert slot.astimezone(cairo).strftime("%A %H:%M") == "Friday 01:30"


def test_a_slot_may_have_to_wait_for_a_day() -> None:
    assert next_slot(utc(2027, 1, 4, 8, 0), HALF_PAST_NINE, LONDON, date(2027, 1, 9)) == utc(2027, 1, 11, 9, 30)


@settings(deadline=None)
@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC)),
    st.times(EARLIEST, LATEST),
    st.sampled_from(sorted(available_timezones())),
)
def test_a_slot_is_on_a_working_day_by_day(after: datetime, at: time, name: str) -> None:
    zone = zone_named(name)
    assert zone
    slot = next_slot(after, at.replace(second=0, microsecond=0), zone)
    assert slot > after
    local = slot.astimezone(zone)
    assert local.weekday() < 5
    assert EARLIEST <= local.time() <= time(20)  # an hour later at most, where the clocks leap


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [(date(2027, 1, 4), 1, 5), (date(2027, 1, 8), 1, 11), (date(2027, 1, 9), 1, 11), (date(2027, 1, 4), 7, 13)],
)
def test_working_days_leave_weekends_out(day: date, number: int, expected: int) -> None:
    assert working_day_after(day, number) == date(2027, 1, expected)


def test_the_day_is_the_day_where_they_are() -> None:
    moment = utc(2027, 1, 4, 23, 30)
    assert [day_of(moment, zone).day for zone in (LONDON, AUCKLAND, ST_JOHNS)] == [4, 5, 4]


@pytest.mark.parametrize("words", ["Pacific/Auckland", "auckland", " AUCKLAND ", "pacific/auckland"])
def test_a_zone_is_meant_by_its_name_or_city(words: str) -> None:
    assert zone_meant(words) == "Pacific/Auckland"


@pytest.mark.parametrize("words", ["", "/etc/passwd", "../Europe/London", "America", "Nowhere/At_All", "\0"])
def test_what_is_no_zone_is_none(words: str) -> None:
    assert zone_meant(words) == ""
    assert zone_named(words) is None


@pytest.mark.parametrize("words", ["06:59", "19:01", "25:00", "nine", ""])
def test_nobody_is_reminded_at_night(words: str) -> None:
    assert time_meant(words) is None
