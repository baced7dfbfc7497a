"""The store: conversations, deliveries that were seen, and what is still to be said."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, String, Table, cast, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.course.enrolment import Learning
from bot.core.dialogue.conversation import Conversation
from bot.storage.tables import CONVERSATIONS, EVENTS, FEEDBACK, GAPS, LEARNINGS, OUTBOX, PEOPLE, WORKSPACES

Status = Literal["open", "finished", "stopped"]
UNFINISHED: tuple[Status, ...] = ("open", "stopped")
NAME = "name_of_its_own"  # in the payload, beside what the surface put there
LEASE = 15.0  # seconds that what is to be said is kept for who took it; they hold it for longer while they are at it

# The name of a delivery, or several names, any of which tells that it was seen before.
Event = str | tuple[str, ...]


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

    id: int  # which a database may use again once this is said
    conversation: str
    payload: Mapping[str, Any]
    attempts: int
    name: str  # its own, which nothing else that was ever said has


@dataclass(frozen=True)
class Forgotten:
    """What was kept of a person until now."""

    conversations: int
    course: bool


class Store:
    """Keeps conversations in a database; every change is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def transaction(self, now: float) -> Iterator["Transaction"]:
        """One transaction: all of it is kept, or nothing. `now` is in seconds since 1970."""
        with self.engine.begin() as connection:
            yield Transaction(connection, now)

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()


class Transaction:
    """What can be done within one transaction."""

    def __init__(self, connection: Connection, now: float) -> None:
        self._connection, self._now = connection, now

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

    def load(self, id_: str) -> Kept | None:
        """The conversation with this id; nobody else can change it until the transaction ends."""
        return self._one(select(CONVERSATIONS).where(CONVERSATIONS.c.id == id_).with_for_update())

    def latest(self, place: str, starter: str = "", dialogue: str = "", statuses: Iterable[Status] = UNFINISHED) -> Kept | None:
        """The conversation at this place that was used last."""
        wanted = select(CONVERSATIONS).where(CONVERSATIONS.c.place == place, CONVERSATIONS.c.status.in_(statuses))
        if starter:
            wanted = wanted.where(CONVERSATIONS.c.starter == starter)
        rows = self._connection.execute(wanted.order_by(CONVERSATIONS.c.updated_at.desc())).mappings()
        return next((kept for kept in map(_kept, rows) if not dialogue or kept.conversation.dialogue == dialogue), None)

    def held_by(self, starter: str, most: int = 50) -> list[Kept]:
        """A person's conversations, the last used first."""
        wanted = select(CONVERSATIONS).where(CONVERSATIONS.c.starter == starter).order_by(CONVERSATIONS.c.updated_at.desc())
        return [_kept(row) for row in self._connection.execute(wanted.limit(most)).mappings()]

    def held_at(self, place: str, most: int = 50) -> list[Kept]:
        """The conversations at a place and at those inside it, finished ones too, the last used first."""
        here = CONVERSATIONS.c.place.startswith(place, autoescape=True)
        wanted = select(CONVERSATIONS).where(here).order_by(CONVERSATIONS.c.updated_at.desc()).limit(most)
        return [_kept(row) for row in self._connection.execute(wanted).mappings()]

    def forget_person(self, starter: str) -> Forgotten:
        """All that a person started, and what they chose, away. Whom they invited does not learn from whom it was any more."""
        self._connection.execute(delete(PEOPLE).where(PEOPLE.c.id == starter))
        learnt = self._connection.execute(delete(LEARNINGS).where(LEARNINGS.c.learner == starter)).rowcount
        for row in self._connection.execute(select(LEARNINGS).where(LEARNINGS.c.inviter == starter)).mappings().all():
            values = {"inviter": "", "data": Learning.from_data(row["data"]).without_inviter().as_data()}
            self._connection.execute(update(LEARNINGS).where(LEARNINGS.c.learner == row["learner"]).values(**values))
        return Forgotten(self._forget(CONVERSATIONS.c.starter == starter), bool(learnt))

    def answered_by(self, workspace: str, who: str) -> list[Kept]:
        """The conversations in a workspace in which this person answered, as it is kept with their answers."""
        here = CONVERSATIONS.c.place.startswith(f"slack:{workspace}:", autoescape=True)
        named = cast(CONVERSATIONS.c.data, String).contains(f'"{who}"', autoescape=True)
        return [_kept(row) for row in self._connection.execute(select(CONVERSATIONS).where(here, named)).mappings()]

    def rewrite(self, conversation: Conversation) -> None:
        """Keep a conversation with other content, as if nobody had used it."""
        here = CONVERSATIONS.c.id == conversation.id
        self._connection.execute(update(CONVERSATIONS).where(here).values(data=conversation.as_data()))

    def forget_workspace(self, workspace: str) -> int:
        """All that was said in a workspace away; how many conversations that were. Places begin with the workspace."""
        for column in (PEOPLE.c.id, LEARNINGS.c.learner):
            self._connection.execute(delete(column.table).where(column.startswith(f"{workspace}/", autoescape=True)))
        self._connection.execute(delete(OUTBOX).where(OUTBOX.c.conversation.startswith(f"{workspace}/", autoescape=True)))
        self._connection.execute(delete(WORKSPACES).where(WORKSPACES.c.id == workspace))
        for table in (FEEDBACK, GAPS):
            self._connection.execute(delete(table).where(table.c.workspace == workspace))
        return self._forget(CONVERSATIONS.c.place.startswith(f"slack:{workspace}:", autoescape=True))

    def _forget(self, which: ColumnElement[bool]) -> int:
        theirs = select(CONVERSATIONS.c.id).where(which)
        self._connection.execute(delete(OUTBOX).where(OUTBOX.c.conversation.in_(theirs)))
        return self._connection.execute(delete(CONVERSATIONS).where(which)).rowcount

    def settings_of(self, table: Table, id_: str) -> dict[str, Any]:
        """What was chosen for a person or a workspace."""
        row = self._connection.execute(select(table.c.settings).where(table.c.id == id_)).first()
        return dict(row[0]) if row else {}

    def choose(self, table: Table, id_: str, **chosen: Any) -> None:
        """Keep a choice of a person or for a workspace."""
        settings = {**self.settings_of(table, id_), **chosen}
        if self._connection.execute(update(table).where(table.c.id == id_).values(settings=settings)).rowcount == 0:
            self._connection.execute(insert(table).values(id=id_, settings=settings))

    def give_feedback(self, workspace: str, about: str, helpful: bool, comment: str = "") -> None:
        """What somebody thinks of an answer; never who."""
        row = {"workspace": workspace, "about": about, "helpful": int(helpful), "comment": comment, "at": self._now}
        self._connection.execute(insert(FEEDBACK).values(**row))

    def pass_on(self, workspace: str, question: str, status: str) -> None:
        """A question without a good answer, for those who own the knowledge; never who asked."""
        row = {"workspace": workspace, "question": question[:500], "status": status, "at": self._now}
        self._connection.execute(insert(GAPS).values(**row))

    def unhelpful(self, since: float = 0.0) -> list[tuple[str, str]]:
        """What was not helpful since then (an outcome or a topic), with the comment on it."""
        chosen = select(FEEDBACK.c.about, FEEDBACK.c.comment).where(FEEDBACK.c.at >= since, FEEDBACK.c.helpful == 0)
        return [(str(about), str(comment)) for about, comment in self._connection.execute(chosen.order_by(FEEDBACK.c.id))]

    def forget_older(self, before: float) -> None:
        """What was not used since then, away: conversations, questions passed on, opinions."""
        self._forget(CONVERSATIONS.c.updated_at < before)
        for table in (GAPS, FEEDBACK):
            self._connection.execute(delete(table).where(table.c.at < before))

    def gaps(self, since: float = 0.0) -> list[tuple[str, str]]:
        """The questions passed on since then, with what the advisor had on them."""
        rows = self._connection.execute(select(GAPS.c.question, GAPS.c.status).where(GAPS.c.at >= since).order_by(GAPS.c.id))
        return [(str(question), str(status)) for question, status in rows]

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

    def forget_events(self, before: float) -> None:
        """Deliveries seen before then are not delivered again; let them go."""
        self._connection.execute(delete(EVENTS).where(EVENTS.c.at < before))


def _names(event: Event) -> tuple[str, ...]:
    """The names as they are kept: nobody can read in them who did something."""
    return tuple(sha256(name.encode()).hexdigest() for name in ((event,) if isinstance(event, str) else event))


def _kept(row: Any) -> Kept:
    return Kept(Conversation.from_data(row["data"]), row["place"], row["starter"], row["status"], row["surface"])
