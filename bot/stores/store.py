"""The store: conversations, deliveries that were seen, and what is still to be said."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Engine, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.conversation import Conversation
from bot.stores.tables import CONVERSATIONS, EVENTS, OUTBOX

Status = Literal["open", "finished", "stopped"]


@dataclass(frozen=True)
class Kept:
    """A conversation at rest: what people said, where it is held, and what the surface must remember."""

    conversation: Conversation
    place: str
    starter: str
    status: Status = "open"
    surface: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outgoing:
    """Something still to be said."""

    id: int
    conversation: str
    payload: Mapping[str, Any]
    attempts: int


class Store:
    """Keeps conversations in a database; every change is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self, now: float) -> Iterator["Transaction"]:
        """One transaction: all of it is kept, or nothing. `now` is in seconds since 1970."""
        with self._engine.begin() as connection:
            yield Transaction(connection, now)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()


class Transaction:
    """What can be done within one transaction."""

    def __init__(self, connection: Connection, now: float) -> None:
        self._connection, self._now = connection, now

    def first_time(self, event: str) -> bool:
        """Whether this delivery is new; from now on it is not."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        wish = dialect.insert(EVENTS).values(id=event, at=self._now).on_conflict_do_nothing()
        return self._connection.execute(wish).rowcount == 1

    def load(self, id_: str) -> Kept | None:
        """The conversation with this id; nobody else can change it until the transaction ends."""
        return self._one(select(CONVERSATIONS).where(CONVERSATIONS.c.id == id_).with_for_update())

    def latest(self, place: str, starter: str = "", dialogue: str = "") -> Kept | None:
        """The open conversation at this place that was used last."""
        wanted = select(CONVERSATIONS).where(CONVERSATIONS.c.place == place, CONVERSATIONS.c.status != "finished")
        if starter:
            wanted = wanted.where(CONVERSATIONS.c.starter == starter)
        rows = self._connection.execute(wanted.order_by(CONVERSATIONS.c.updated_at.desc())).mappings()
        return next((kept for kept in map(_kept, rows) if not dialogue or kept.conversation.dialogue == dialogue), None)

    def save(self, kept: Kept) -> None:
        """Keep a conversation as it is now."""
        row = {
            "place": kept.place,
            "starter": kept.starter,
            "status": kept.status,
            "data": kept.conversation.as_data(),
            "surface": dict(kept.surface),
            "version": kept.conversation.version,
            "updated_at": self._now,
        }
        here = CONVERSATIONS.c.id == kept.conversation.id
        if self._connection.execute(update(CONVERSATIONS).where(here).values(**row)).rowcount == 0:
            self._connection.execute(insert(CONVERSATIONS).values(id=kept.conversation.id, created_at=self._now, **row))

    def remember(self, id_: str, place: str = "", **facts: Any) -> None:
        """What a surface learnt when it spoke, such as where its message stands."""
        kept = self.load(id_)
        if kept:
            values = {"surface": {**kept.surface, **facts}, "place": place or kept.place}
            self._connection.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.id == id_).values(**values))

    def _one(self, wanted: Any) -> Kept | None:
        row = self._connection.execute(wanted).mappings().first()
        return _kept(row) if row else None

    def say(self, conversation: str, payload: Mapping[str, Any]) -> None:
        """Put something into the outbox; what one conversation says keeps its order."""
        row = {"conversation": conversation, "payload": dict(payload), "attempts": 0, "due_at": self._now}
        self._connection.execute(insert(OUTBOX).values(**row))

    def due(self) -> Outgoing | None:
        """The next thing to say, put off for others by a minute; it is said or put off again before that."""
        earlier = OUTBOX.alias()
        blocked = exists().where(earlier.c.conversation == OUTBOX.c.conversation, earlier.c.id < OUTBOX.c.id)
        wanted = select(OUTBOX).where(OUTBOX.c.due_at <= self._now, ~blocked).order_by(OUTBOX.c.id).limit(1)
        row = self._connection.execute(wanted.with_for_update(skip_locked=True)).mappings().first()
        if row is None:
            return None
        self.put_off(row["id"], 60)
        return Outgoing(row["id"], row["conversation"], row["payload"], row["attempts"])

    def put_off(self, id_: int, seconds: float) -> None:
        """Try this one again after a while."""
        values = {"due_at": self._now + seconds, "attempts": OUTBOX.c.attempts + 1}
        self._connection.execute(update(OUTBOX).where(OUTBOX.c.id == id_).values(**values))

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

    def forget_events(self, before: float) -> None:
        """Deliveries seen before then are not delivered again; let them go."""
        self._connection.execute(delete(EVENTS).where(EVENTS.c.at < before))


def _kept(row: Any) -> Kept:
    return Kept(Conversation.from_data(row["data"]), row["place"], row["starter"], row["status"], row["surface"])
