"""Cases with their conversations: what a surface shows of them, and what a conversation takes from its case."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.core.cases.case import Case
from bot.core.cases.road_position import RoadPosition, offers_on_road, road_position
from bot.core.cases.shared_answers import answers_for, known_at, known_in, said_at_first, service_of, ticks_for
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.guidance import Guidance, Link
from bot.core.dialogue.position import Position
from bot.core.openings.opening import Opening
from bot.services.positions import Positions
from bot.storage.conversations import StoredConversation
from bot.storage.store import Transaction

CASE = "case"  # beside a conversation: the case it belongs to


@dataclass(frozen=True)
class CaseShown:
    """A case, its conversations, oldest first, and where it stands."""

    case: Case
    conversations: tuple[StoredConversation, ...]
    position: RoadPosition


class CaseFiles:
    """The cases, within one transaction."""

    def __init__(self, library: Library, transaction: Transaction, positions: Positions) -> None:
        self._library, self._transaction, self._positions = library, transaction, positions

    def shown(self, case: Case) -> CaseShown:
        """A case with all that belongs to it."""
        stored = tuple(self._conversations(case))
        conversations = [one.conversation for one in stored]
        return CaseShown(case, stored, road_position(self._library, conversations, self._positions.of))

    def of_person(self, person: str) -> list[CaseShown]:
        """A person's cases in which something was said, the last used first."""
        shown = map(self.shown, self._transaction.cases_of(person))
        return [one for one in shown if any(stored.conversation.answers for stored in one.conversations)]

    def begun(self, opening: Opening, place: str, person: str, by: str, at: str) -> Case:
        """A new case, with what the sentence says that it was begun with."""
        return replace(self._new(place, person, said_at_first(self._library, opening, by, at)), ticked=opening.ticked)

    def for_conversation(self, id_: str, earlier: Conversation | None, place: str, starter: str) -> Case:
        """The case that a conversation begins in: the one named, that of the conversation it follows, or a new one."""
        before = self._transaction.look_up(earlier.id) if earlier else None
        wanted = id_ or (str(before.surface.get(CASE, "")) if before else "")
        if wanted and (case := self._transaction.load_case(wanted)):
            return case
        case = self._new(place, starter, {})
        return case.with_conversation(before.conversation.id, starter) if before else case

    def answers(self, case: Case, dialogue: str) -> dict[Key, Answer]:
        """What a dialogue need not ask in this case."""
        said = [one.conversation for one in self._conversations(case)]
        return answers_for(self._library, dialogue, known_in(self._library, case, said))

    def ticked(self, case: Case, dialogue: str) -> dict[Key, tuple[str, ...]]:
        """What a dialogue shows as ticked in this case."""
        return ticks_for(self._library, dialogue, case)

    def keep(self, case: Case, stored: StoredConversation, position: Position) -> None:
        """Keep a case after a turn of one of its conversations, under the name that its service has now."""
        case = case.with_conversation(stored.conversation.id, stored.starter)
        known = known_at(self._library, case, [(stored.conversation.dialogue, position)])  # what is said now is newest
        self._transaction.save_case(case.named(service_of(self._library, known) or case.name))

    def offers(self, stored: StoredConversation, guidance: Guidance) -> tuple[Link, ...]:
        """What an outcome offers, by the road of its case."""
        case = self.case_of(stored.surface)
        return offers_on_road(self._library, guidance, self.shown(case).position) if case else guidance.offers

    def case_of(self, surface: Mapping[str, Any]) -> Case | None:
        """The case of a conversation with these facts beside it."""
        return self._transaction.load_case(str(surface[CASE])) if surface.get(CASE) else None

    def _new(self, place: str, starter: str, said: Mapping[Key, Answer]) -> Case:
        case = Case(secrets.token_urlsafe(9), "", place, (starter,), said=said)
        return case.named(service_of(self._library, known_in(self._library, case, ())))

    def _conversations(self, case: Case) -> list[StoredConversation]:
        found = [self._transaction.look_up(id_) for id_ in case.conversations]
        return [one for one in found if one and one.conversation.dialogue in self._library.dialogues]
