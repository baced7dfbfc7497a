"""The time in the playground: the real one, or as far ahead of it as people moved it."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.working_days import day_of, next_slot

MORNING = time(10)  # when what was planned for a day's half past nine has come


class Clock:
    """A clock that can be moved forward. Never back: what has happened would then lie in the future."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self.real = real
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The time it is here, in UTC."""
        return self.real().astimezone(UTC) + self.ahead

    def seconds(self) -> float:
        """The same, in seconds since 1970."""
        return self.now().timestamp()

    def move_to(self, moment: datetime) -> None:
        """Let it be as late as this, if it is not later already."""
        self.ahead = max(self.ahead, moment - self.real())


def next_working_day(now: datetime, zone: ZoneInfo) -> datetime:
    """Ten o'clock on the next working day, where this zone is.

    >>> next_working_day(datetime(2027, 1, 8, 11, 0, tzinfo=UTC), ZoneInfo("Europe/London"))  # a Friday
    datetime.datetime(2027, 1, 11, 10, 0, tzinfo=datetime.timezone.utc)
    """
    return next_slot(now, MORNING, zone, day_of(now, zone) + timedelta(days=1))
