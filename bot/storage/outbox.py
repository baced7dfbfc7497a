"""What is still to be said."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, exists, func, insert, select, update

from bot.storage.rows import Rows
from bot.storage.tables import OUTBOX

NAME = "name_of_its_own"  # in the payload, beside what the surface put there
LEASE = 15.0  # seconds that what is to be said is kept for who took it; they hold it for longer while they are at it


@dataclass(frozen=True)
class Outgoing:
    """Something still to be said."""

    id: int  # which a database may use again once this is said
    conversation: str
    payload: Mapping[str, Any]
    attempts: int
    name: str  # its own, which nothing else that was ever said has


class Outbox(Rows):
    """What is still to be said, within one transaction."""

    def say(self, conversation: str, payload: Mapping[str, Any]) -> None:
        """Put something into the outbox; what one conversation says keeps its order."""
        named = {**payload, NAME: secrets.token_urlsafe(12)}
        row = {"conversation": conversation, "payload": named, "attempts": 0, "due_at": self._now}
        self._connection.execute(insert(OUTBOX).values(**row))

    def due(self) -> Outgoing | None:
        """The next thing to say, put off for others; it is said, held or put off again before they may have it."""
        earlier = OUTBOX.alias()
        blocked = exists().where(earlier.c.conversation == OUTBOX.c.conversation, earlier.c.id < OUTBOX.c.id)
        wanted = select(OUTBOX).where(OUTBOX.c.due_at <= self._now, ~blocked).order_by(OUTBOX.c.id).limit(1)
        row = self._connection.execute(wanted.with_for_update(skip_locked=True)).mappings().first()
        if row is None:
            return None
        values = {"due_at": self._now + LEASE, "attempts": OUTBOX.c.attempts + 1}
        self._connection.execute(update(OUTBOX).where(OUTBOX.c.id == row["id"]).values(**values))
        payload = {name: held for name, held in row["payload"].items() if name != NAME}
        return Outgoing(row["id"], row["conversation"], payload, row["attempts"], row["payload"].get(NAME, str(row["id"])))

    def hold(self, ids: Iterable[int]) -> None:
        """Keep these from others for a while longer."""
        self._connection.execute(update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(due_at=self._now + LEASE))

    def put_off(self, id_: int, seconds: float) -> None:
        """Try this one again after a while."""
        self._connection.execute(update(OUTBOX).where(OUTBOX.c.id == id_).values(due_at=self._now + seconds))

    def said(self, id_: int) -> None:
        """This one is said, or can never be."""
        self._connection.execute(delete(OUTBOX).where(OUTBOX.c.id == id_))

    def unsaid(self) -> int:
        """How much is still to be said."""
        return int(self._connection.execute(select(func.count()).select_from(OUTBOX)).scalar_one())

    def waiting_since(self) -> float | None:
        """When the oldest thing in the outbox was due, or None when nothing waits."""
        due = self._connection.execute(select(func.min(OUTBOX.c.due_at))).scalar_one()
        return None if due is None else float(due)
