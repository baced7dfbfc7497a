"""Deliveries that were seen, so that none counts twice."""

from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.rows import Rows
from bot.storage.tables import EVENTS

# The name of a delivery, or several names, any of which tells that it was seen before.
Event = str | tuple[str, ...]


class Deliveries(Rows):
    """The deliveries that were seen, within one transaction."""

    def seen(self, event: Event) -> bool:
        """Whether this delivery was seen before, by any of its names."""
        return self._connection.execute(select(EVENTS.c.id).where(EVENTS.c.id.in_(_names(event)))).first() is not None

    def first_time(self, event: Event) -> bool:
        """Whether this delivery is new; from now on it is not."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        rows = [{"id": name, "at": self._now} for name in _names(event)]
        wishes = [dialect.insert(EVENTS).values(**row).on_conflict_do_nothing().returning(EVENTS.c.id) for row in rows]
        new = [self._connection.execute(wish).first() for wish in wishes]  # every name is kept, whatever the first says
        return all(new)

    def forget_events(self, before: float) -> None:
        """Deliveries seen before then are not delivered again; let them go."""
        self._connection.execute(delete(EVENTS).where(EVENTS.c.at < before))


def _names(event: Event) -> tuple[str, ...]:
    """The names as they are kept: nobody can read in them who did something."""
    return tuple(sha256(name.encode()).hexdigest() for name in ((event,) if isinstance(event, str) else event))
