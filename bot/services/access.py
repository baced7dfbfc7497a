"""Who may do what with which conversation: asked here, before anything of it is handed on."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NewType

from bot.storage.conversations import StoredConversation

ANYONE = "anyone"  # who may answer, where it is not the starter alone


@dataclass(frozen=True)
class Caller:
    """Who acts and where, as the surface vouches for it."""

    person: str  # as conversations are kept by them
    workspace: str = ""  # empty on this machine
    channel: str = ""  # empty where it is none, as on a Home tab


@dataclass(frozen=True)
class Permitted:
    """A conversation that its caller may see, answer and pass on. Access makes it, and nothing else does."""

    stored: StoredConversation


# Whose enrolment in the course is meant: one's own, or that of somebody in one's workspace whom one invites to it.
# Access makes it, and nothing else does.
Learner = NewType("Learner", str)


@dataclass(frozen=True)
class Administrator:
    """Somebody who may choose for their whole workspace. Access makes it, and nothing else does."""

    workspace: str


class Refused(Enum):
    """Why a caller does not get at a conversation."""

    GONE = "gone"  # it is not kept, or its dialogue is no more
    NOT_THEIRS = "not theirs"


class Access:
    """The one question, before a conversation is shown, answered or passed on."""

    def __init__(self, look_up: Callable[[str], StoredConversation | None], is_known: Callable[[str], bool]) -> None:
        self._look_up, self._is_known = look_up, is_known

    def conversation(self, id_: str, caller: Caller) -> Permitted | Refused:
        """The conversation with this id, if this caller may have it."""
        stored = self._look_up(id_)
        return Refused.GONE if stored is None else self.to(stored, caller)

    def to(self, stored: StoredConversation, caller: Caller) -> Permitted | Refused:
        """The same for one that was found where the caller is: it is theirs, or anyone's who is there."""
        if not self._is_known(stored.conversation.dialogue):
            return Refused.GONE
        at = stored.surface
        there = bool(caller.channel) and (caller.workspace, caller.channel) == (at.get("team"), at.get("channel"))
        may = stored.starter == caller.person or (at.get("who") == ANYONE and there)
        return Permitted(stored) if may else Refused.NOT_THEIRS

    def administrator(self, caller: Caller, is_one: bool) -> Administrator | Refused:
        """Whether this caller may choose for their workspace; the surface knows whether it has them as an
        administrator."""
        return Administrator(caller.workspace) if is_one and caller.workspace else Refused.NOT_THEIRS

    def learner(self, caller: Caller) -> Learner:
        """The caller's own enrolment."""
        return Learner(caller.person)

    def invited(self, caller: Caller, user: str) -> Learner:
        """The enrolment of somebody in the caller's workspace, for a word to them that shows the caller nothing of it."""
        return Learner(f"{caller.workspace}/{user}")
