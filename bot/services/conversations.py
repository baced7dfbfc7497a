"""The shell around the core: load, decide, save, and hand on what is to be said."""

import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.core.cases.case import Case
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.intent_parser import command
from bot.core.dialogue.intents import Command, Intent, Say, Show
from bot.core.dialogue.position import Position, walk
from bot.core.dialogue.turn import new_conversation, take_turn
from bot.core.dialogue.turn_context import Speaker, Turn
from bot.core.openings.opening import Opening, Understand, understand_nothing
from bot.core.working_days import day_in_words
from bot.services.access import Access, Caller, Permitted, Refused
from bot.services.cases import CASE, CaseFiles, CaseShown
from bot.services.health import trouble_of
from bot.services.positions import Positions
from bot.storage.conversations import UNFINISHED, Status, StoredConversation
from bot.storage.deliveries import Delivery
from bot.storage.outbox import Outgoing
from bot.storage.store import Store, Transaction

ANEW = "anew"  # beside a finished conversation: the one that began when it was started again

Clock = Callable[[], datetime]
Payloads = Iterable[Mapping[str, Any]]


def now_in_utc() -> datetime:
    """The time, as the edge reads it."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class TurnResult:
    """A turn with the conversation as it is kept after it."""

    stored: StoredConversation
    turn: Turn
    was_waiting: bool = False  # whether a question was open before the turn


@dataclass(frozen=True)
class Place:
    """Where a conversation is held, and what its surface knows of it."""

    id: str
    surface: Mapping[str, Any]


# What a surface wants said after a turn, put into the outbox in the same transaction.
PayloadsFor = Callable[[TurnResult], Payloads]


def no_payloads(_: TurnResult) -> Payloads:
    """For surfaces that speak at once."""
    return ()


# Takes what is to be said first after a turn, when it is kept.
HandOver = Callable[[Outgoing, StoredConversation], None]


class Advisor:
    """The advisor, whatever the surface: every message is one transaction."""

    def __init__(self, library: Library, store: Store, clock: Clock = now_in_utc) -> None:
        self.library, self.store, self.clock = library, store, clock
        self.understand: Understand = understand_nothing  # the sentence that somebody begins with
        self.something_to_say = threading.Event()
        self.positions = Positions()
        self.access = Access(self._look_up, lambda dialogue: dialogue in self.library.dialogues)
        self.hand_over: HandOver | None = None  # where the senders are in this process
        self.on_turn: Callable[[TurnResult, datetime], None] = lambda *_: None  # once it is stored, with when it began

    def begin(
        self,
        dialogue: str,
        place: str,
        starter: str,
        earlier: Conversation | None = None,
        surface: Mapping[str, Any] | None = None,
        event: Delivery = "",
        payloads_for: PayloadsFor = no_payloads,
        case: str = "",
    ) -> TurnResult | None:
        """Start a conversation in a case (`earlier` is one of it, or none: a case of its own); None when this was seen
        before."""
        moment = self.clock()
        with self.store.transaction(moment.timestamp()) as transaction:
            if event and not transaction.first_time(event):
                return None
            conversation = new_conversation(self.library, secrets.token_urlsafe(9), dialogue, earlier)
            files = CaseFiles(self.library, transaction, self.positions)
            its_case = files.for_conversation(case, earlier, place, starter)
            answers = {**conversation.answers, **files.answers(its_case, dialogue)}
            drafts = {**files.ticked(its_case, dialogue), **conversation.drafts}
            stored = StoredConversation(
                replace(conversation, answers=answers, drafts=drafts),
                place,
                starter,
                surface={**(surface or {}), CASE: its_case.id},
            )
            transaction.save_case(its_case.with_conversation(conversation.id, starter))
            result = self._turn(transaction, stored, Show(), starter, moment)
            _, first = self._enqueued(transaction, result, payloads_for)
        self._handed_over(first, result, moment)
        return result

    def respond_to_own(
        self, id_: str, intent: Intent, person: str, event: Delivery = "", payloads_for: PayloadsFor = no_payloads
    ) -> TurnResult | None:
        """Take a message to a conversation that this person began. Raises KeyError for any other."""
        permitted = self.access.conversation(id_, Caller(person))
        if isinstance(permitted, Refused):
            raise KeyError(id_)
        return self.respond(permitted, intent, person, event, payloads_for)

    def respond(
        self,
        permitted: Permitted,
        intent: Intent,
        by: str,
        event: Delivery = "",
        payloads_for: PayloadsFor = no_payloads,
        here: Place | None = None,
    ) -> TurnResult | None:
        """Take a message to a conversation, which goes on `here` if that is said; None when this delivery was seen
        before.

        Raises KeyError for a conversation that is not stored.
        """
        moment, id_ = self.clock(), permitted.stored.conversation.id
        with self.store.transaction(moment.timestamp()) as transaction:
            stored = transaction.load(id_)  # which nobody else can change from here on, nor see the same delivery
            if stored is None or stored.conversation.dialogue not in self.library.dialogues:
                raise KeyError(id_)
            if event and transaction.seen(event):
                return None
            stored, intent = self._started_anew(transaction, stored, intent)
            if here:
                stored = replace(stored, place=here.id, surface={**stored.surface, **here.surface})
            result = self._turn(transaction, stored, intent, by, moment)
            told, first = self._enqueued(transaction, result, payloads_for)
            if event and (told or result.turn.changed):  # what did not fit may come again, word for word
                transaction.first_time(event)
        self._handed_over(first, result, moment)
        return result

    def latest(
        self, place: str, starter: str = "", dialogue: str = "", statuses: Iterable[Status] = UNFINISHED
    ) -> StoredConversation | None:
        """The conversation at this place that was used last."""
        with self.store.reading(self.clock().timestamp()) as transaction:
            return transaction.latest(place, starter, dialogue, statuses)

    def _look_up(self, id_: str) -> StoredConversation | None:
        with self.store.reading(self.clock().timestamp()) as transaction:
            return transaction.look_up(id_)

    def trouble(self) -> str:
        """Why the advisor cannot work at the moment; empty when it can."""
        return trouble_of(self.store, self.clock().timestamp())

    def _started_anew(
        self, transaction: Transaction, stored: StoredConversation, intent: Intent
    ) -> tuple[StoredConversation, Intent]:
        """Whoever starts a finished decision again gets a conversation of its own, and the finished one stays as it
        was."""
        wanted = command(intent.text) if isinstance(intent, Say) else intent
        if wanted is not Command.START_AGAIN or walk(self.library, stored.conversation).waiting:
            return stored, intent
        if (anew := transaction.load(str(stored.surface.get(ANEW, "")))) and walk(self.library, anew.conversation).waiting:
            return anew, Show(again=True)
        finished = replace(stored.conversation, reopened="", proposed=None)
        anew = replace(stored, conversation=replace(finished, id=secrets.token_urlsafe(9)))
        facts = {**stored.surface, ANEW: anew.conversation.id}
        transaction.save(replace(stored, conversation=finished, status="finished", surface=facts))
        return anew, Command.START_AGAIN

    def _turn(
        self, transaction: Transaction, stored: StoredConversation, intent: Intent, by: str, moment: datetime
    ) -> TurnResult:
        speaker = Speaker(by, moment.isoformat(timespec="seconds"))
        earlier = self.positions.of(stored.conversation.id)
        turn = take_turn(self.library, stored.conversation, intent, day_in_words(moment), speaker, earlier)
        self.positions.keep(stored.conversation.id, turn.position)
        was_waiting = _status(turn.before, turn.position_before) == "open"
        stored = replace(stored, conversation=turn.conversation, status=_status(turn.conversation, turn.position))
        transaction.save(stored)
        return TurnResult(stored, self._in_its_case(transaction, stored, turn), was_waiting)

    def _in_its_case(self, transaction: Transaction, stored: StoredConversation, turn: Turn) -> Turn:
        """The turn with what its case makes of it: the name, and what is offered to go on with."""
        files = CaseFiles(self.library, transaction, self.positions)
        if case := files.case_of(stored.surface):
            files.keep(case, stored, turn.position)
        if turn.reply.guidance is None:
            return turn
        guidance = replace(turn.reply.guidance, offers=files.offers(stored, turn.reply.guidance))
        return replace(turn, reply=replace(turn.reply, guidance=guidance))

    def cases_of(self, person: str) -> list[CaseShown]:
        """A person's cases, the last used first."""
        with self.store.reading(self.clock().timestamp()) as transaction:
            return CaseFiles(self.library, transaction, self.positions).of_person(person)

    def case_shown(self, id_: str) -> CaseShown | None:
        """A case, and where it stands."""
        with self.store.reading(self.clock().timestamp()) as transaction:
            case = transaction.load_case(id_)
            return CaseFiles(self.library, transaction, self.positions).shown(case) if case else None

    def begin_case(self, opening: Opening, place: str, person: str, by: str) -> Case:
        """A new case, with what the sentence says that it was begun with."""
        moment = self.clock()
        with self.store.transaction(moment.timestamp()) as transaction:
            at = moment.isoformat(timespec="seconds")
            case = CaseFiles(self.library, transaction, self.positions).begun(opening, place, person, by, at)
            transaction.save_case(case)
            return case

    def _enqueued(self, transaction: Transaction, result: TurnResult, payloads_for: PayloadsFor) -> tuple[bool, Outgoing | None]:
        """Whether there is something to say, and the first of it, if a sender of this process can have it at once."""
        payloads, id_ = list(payloads_for(result)), result.stored.conversation.id
        first = [transaction.enqueue(id_, payload, taken=bool(self.hand_over)) for payload in payloads[:1]]
        for payload in payloads[1:]:
            transaction.enqueue(id_, payload)
        return bool(payloads), first[0] if first else None

    def _handed_over(self, first: Outgoing | None, result: TurnResult, began: datetime) -> None:
        if first and self.hand_over:
            self.hand_over(first, result.stored)
        else:
            self.something_to_say.set()
        self.on_turn(result, began)


def _status(conversation: Conversation, position: Position) -> Status:
    if not position.waiting:
        return "finished"
    return "stopped" if conversation.stopped else "open"
