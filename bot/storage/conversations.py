"""Conversations at rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import String, cast, insert, select, update

from bot.core.dialogue.conversation import Conversation
from bot.storage.rows import Rows
from bot.storage.tables import CONVERSATIONS

Status = Literal["open", "finished", "stopped"]
UNFINISHED: tuple[Status, ...] = ("open", "stopped")


@dataclass(frozen=True)
class Kept:
    """A conversation at rest: what people said, where it is held, and what the surface must remember."""

    conversation: Conversation
    place: str
    starter: str
    status: Status = "open"
    surface: Mapping[str, Any] = field(default_factory=dict)


class Conversations(Rows):
    """The conversations, within one transaction."""

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

    def answered_by(self, workspace: str, who: str) -> list[Kept]:
        """The conversations in a workspace in which this person answered, as it is kept with their answers."""
        here = CONVERSATIONS.c.place.startswith(f"slack:{workspace}:", autoescape=True)
        named = cast(CONVERSATIONS.c.data, String).contains(f'"{who}"', autoescape=True)
        return [_kept(row) for row in self._connection.execute(select(CONVERSATIONS).where(here, named)).mappings()]

    def rewrite(self, conversation: Conversation) -> None:
        """Keep a conversation with other content, as if nobody had used it."""
        here = CONVERSATIONS.c.id == conversation.id
        self._connection.execute(update(CONVERSATIONS).where(here).values(data=conversation.as_data()))

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


def _kept(row: Any) -> Kept:
    return Kept(Conversation.from_data(row["data"]), row["place"], row["starter"], row["status"], row["surface"])
