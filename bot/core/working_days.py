"""Working time: local days, times of day and clock changes. Weekends are respected, holidays are not known."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

EARLIEST, LATEST = time(7), time(19)  # the times of day at which anybody may be reminded


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone with this IANA name, or None.

    >>> zone_named("Pacific/Auckland"), zone_named("Middle/Earth")
    (zoneinfo.ZoneInfo(key='Pacific/Auckland'), None)
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return None


@cache
def _zones_by_words() -> dict[str, str]:
    names = sorted(available_timezones())
    cities = {name.rpartition("/")[2]: name for name in names if "/" in name}
    return {_folded(words): name for words, name in [*cities.items(), *((name, name) for name in names)]}


def _folded(words: str) -> str:
    return words.strip().lower().replace("_", " ").replace("'", "")


def zone_meant(words: str) -> str:
    """The IANA name these words mean; empty when none.

    >>> zone_meant("europe/london"), zone_meant("St John's"), zone_meant("the moon")
    ('Europe/London', 'America/St_Johns', '')
    """
    return _zones_by_words().get(_folded(words), "")


def time_meant(words: str) -> time | None:
    """A time of day at which people may be reminded, as typed; None when it is none.

    >>> time_meant("9:30"), time_meant("8.15"), time_meant("23:00"), time_meant("soon")
    (datetime.time(9, 30), datetime.time(8, 15), None, None)
    """
    try:
        found = datetime.strptime(words.strip().replace(".", ":"), "%H:%M").time()
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day it is then, there."""
    return moment.astimezone(zone).date()


def is_working_day(day: date) -> bool:
    """Whether it is no Saturday and no Sunday."""
    return day.weekday() < 5


def working_day_after(day: date, number: int = 1) -> date:
    """So many working days later.

    >>> working_day_after(date(2027, 1, 1))  # New Year's Day, a Friday
    datetime.date(2027, 1, 4)
    """
    days = (later for later in _days_from(day + timedelta(days=1)) if is_working_day(later))
    return next(later for passed, later in enumerate(days, 1) if passed == number)


def next_slot(after: datetime, at: time, zone: ZoneInfo, not_before: date = date.min) -> datetime:
    """The first working-day moment at this local time of day that is later than `after`, in UTC."""
    days = _days_from(max(day_of(after, zone), not_before))
    slots = (_moment(day, at, zone) for day in days)
    return next(slot for slot in slots if slot > after and is_working_day(day_of(slot, zone)))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That time of that day. Where the clocks leap over it, as much later as they leap."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=number) for number in count())


def in_words(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as people read it there.

    >>> in_words(datetime(2027, 1, 4, 20, 30, tzinfo=UTC), ZoneInfo("Pacific/Auckland"))
    'Tuesday 5 January at 09:30'
    """
    local = moment.astimezone(zone)
    return f"{weekday_in_words(local.date())} at {local:%H:%M}"


def weekday_in_words(day: date) -> str:
    """A day of the coming weeks as people read it.

    >>> weekday_in_words(date(2027, 1, 5))
    'Tuesday 5 January'
    """
    return f"{day:%A} {day.day} {day:%B}"


def day_in_words(day: date) -> str:
    """A day as people read it.

    >>> day_in_words(date(2026, 11, 22))
    '22 November 2026'
    """
    return f"{day.day} {day:%B %Y}"
