"""Conversations at rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import JSON, ColumnElement, bindparam, delete, func, select, update

from bot.core.dialogue.conversation import Conversation
from bot.storage.prepared import Prepared
from bot.storage.rows import Rows, upsert
from bot.storage.tables import CONVERSATIONS, PARTICIPANTS

Status = Literal["open", "finished", "stopped"]
UNFINISHED: tuple[Status, ...] = ("open", "stopped")


@dataclass(frozen=True)
class StoredConversation:
    """A conversation at rest: what people said, where it is held, and what the surface must remember."""

    conversation: Conversation
    place: str
    starter: str
    status: Status = "open"
    surface: Mapping[str, Any] = field(default_factory=dict)


_WANTED = select(CONVERSATIONS).where(CONVERSATIONS.c.id == bindparam("id_"))
_BY_ID, _LOCKED = Prepared(_WANTED), Prepared(_WANTED.with_for_update())
_REMEMBER = Prepared(
    update(CONVERSATIONS)
    .where(CONVERSATIONS.c.id == bindparam("id_"))
    .values(surface=bindparam("facts", type_=JSON), place=bindparam("at"))
)
_SAVE = upsert(CONVERSATIONS, "created_at")
_AT = (
    select(CONVERSATIONS)
    .where(CONVERSATIONS.c.place == bindparam("place"), CONVERSATIONS.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(CONVERSATIONS.c.updated_at.desc())
)


def inside(place: str) -> ColumnElement[bool]:
    """Whether a conversation is held at a place, or at one inside it: a range, so that an index serves."""
    column = CONVERSATIONS.c.place
    return (column >= place) & (column < place + chr(0x10FFFF))


class Conversations(Rows):
    """The conversations, within one transaction."""

    def load(self, id_: str) -> StoredConversation | None:
        """The conversation with this id; nobody else can change it until the transaction ends."""
        return self._one(_LOCKED, id_)

    def look_up(self, id_: str) -> StoredConversation | None:
        """The conversation with this id, which others may change meanwhile."""
        return self._one(_BY_ID, id_)

    def latest(
        self, place: str, starter: str = "", dialogue: str = "", statuses: Iterable[Status] = UNFINISHED
    ) -> StoredConversation | None:
        """The conversation at this place that was used last."""
        rows = self._connection.execute(_AT, {"place": place, "statuses": list(statuses)}).mappings()
        fitting = (row for row in rows if starter in ("", row["starter"]))
        return next((stored for stored in map(_stored, fitting) if dialogue in ("", stored.conversation.dialogue)), None)

    def held_by(self, starter: str, most: int = 50) -> list[StoredConversation]:
        """A person's conversations, the last used first."""
        wanted = select(CONVERSATIONS).where(CONVERSATIONS.c.starter == starter).order_by(CONVERSATIONS.c.updated_at.desc())
        return [_stored(row) for row in self._connection.execute(wanted.limit(most)).mappings()]

    def held_at(self, place: str, most: int = 50) -> list[StoredConversation]:
        """The conversations at a place and at those inside it, finished ones too, the last used first."""
        wanted = select(CONVERSATIONS).where(inside(place)).order_by(CONVERSATIONS.c.updated_at.desc()).limit(most)
        return [_stored(row) for row in self._connection.execute(wanted).mappings()]

    def statuses(self) -> dict[str, int]:
        """How many conversations there are of each status."""
        counted = select(CONVERSATIONS.c.status, func.count()).group_by(CONVERSATIONS.c.status)
        return {str(status): int(count) for status, count in self._connection.execute(counted)}

    def answered_by(self, workspace: str, who: str) -> list[StoredConversation]:
        """The conversations of others in a workspace in which this person answered, as it is kept with their
        answers."""
        theirs = CONVERSATIONS.c.id == PARTICIPANTS.c.conversation
        wanted = select(CONVERSATIONS).join(PARTICIPANTS, theirs).where(PARTICIPANTS.c.person == who)
        return [_stored(row) for row in self._connection.execute(wanted.where(inside(f"slack:{workspace}:"))).mappings()]

    def rewrite(self, conversation: Conversation) -> None:
        """Keep a conversation with other content, as if nobody had used it."""
        here = CONVERSATIONS.c.id == conversation.id
        self._connection.execute(update(CONVERSATIONS).where(here).values(data=conversation.as_data()))
        gone = PARTICIPANTS.c.person.not_in({answer.by for answer in conversation.answers.values()})
        self._connection.execute(delete(PARTICIPANTS).where(PARTICIPANTS.c.conversation == conversation.id, gone))

    def save(self, stored: StoredConversation) -> None:
        """Keep a conversation as it is now."""
        row = {
            "id": stored.conversation.id,
            "place": stored.place,
            "starter": stored.starter,
            "status": stored.status,
            "data": stored.conversation.as_data(),
            "surface": dict(stored.surface),
            "version": stored.conversation.version,
            "created_at": self._now,
            "updated_at": self._now,
        }
        self._run(_SAVE, **row)
        for person in {answer.by for answer in stored.conversation.answers.values()} - {"", *_names_of(stored.starter)}:
            self._insert_if_absent(PARTICIPANTS, conversation=stored.conversation.id, person=person)

    def remember(self, id_: str, place: str = "", **facts: Any) -> None:
        """What a surface learnt when it spoke, such as where its message stands."""
        stored = self.load(id_)
        if stored:
            self._run(_REMEMBER, id_=id_, facts={**stored.surface, **facts}, at=place or stored.place)

    def _one(self, wanted: Prepared, id_: str) -> StoredConversation | None:
        row = self._run(wanted, id_=id_).first
        return _stored(row) if row else None


def _names_of(starter: str) -> tuple[str, str]:
    """How answers name whoever began: as the conversation does, or without the workspace."""
    return (starter, starter.rpartition("/")[2])


def _stored(row: Any) -> StoredConversation:
    return StoredConversation(Conversation.from_data(row["data"]), row["place"], row["starter"], row["status"], row["surface"])
