"""The shell around the course: load, decide, save, and hand on what is to be said and when to remind."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from bot.core.content.course import Course
from bot.core.course.documents import brief_document, summary_document
from bot.core.course.enrolment import Enrolment
from bot.core.course.intents import CourseIntent, Tried
from bot.core.course.progress import Progress, progress_of
from bot.core.course.reminders import Reminder, reminders_ahead
from bot.core.course.turn import CourseTurn, take_course_turn
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.intents import Show
from bot.core.dialogue.turn import carried_over, new_conversation
from bot.core.working_days import day_in_words
from bot.services.access import Learner
from bot.services.cases import CASE, CaseFiles
from bot.services.conversations import ANEW, Advisor, Payloads, PayloadsFor, TurnResult, no_payloads
from bot.storage.conversations import StoredConversation
from bot.storage.deliveries import Delivery
from bot.storage.enrolments import StoredEnrolment
from bot.storage.store import Transaction


@dataclass(frozen=True)
class CourseResult:
    """A turn with the enrolment as it is kept after it, and every reminder that is due if nothing else happens."""

    stored: StoredEnrolment
    turn: CourseTurn
    reminders: tuple[Reminder, ...] = field(default=())


# What a surface wants said after a turn, put into the outbox in the same transaction.
CoursePayloadsFor = Callable[[CourseResult], Payloads]


def _nothing(_: CourseResult) -> Payloads:
    return ()


class CourseService:
    """The course, whatever the surface: every message is one transaction."""

    def __init__(self, advisor: Advisor, course: Course) -> None:
        self.advisor, self.course, self.library = advisor, course, advisor.library
        self.store = advisor.store

    def respond(
        self, learner: Learner, intent: CourseIntent, event: Delivery = "", payloads_for: CoursePayloadsFor = _nothing
    ) -> CourseResult | None:
        """Take a message to somebody's enrolment; None when this delivery was seen before."""
        moment = self.advisor.clock()
        with self.store.transaction(moment.timestamp()) as transaction:
            if event and not transaction.first_time(event):
                return None
            result = self._turn(transaction, learner, intent, moment)
            for payload in payloads_for(result):
                transaction.enqueue(learner, payload)
        self.advisor.something_to_say.set()
        return result

    def _turn(self, transaction: Transaction, learner: Learner, intent: CourseIntent, moment: datetime) -> CourseResult:
        stored = _loaded(transaction, learner)
        turn = take_course_turn(self.library, self.course, stored.enrolment, intent, moment)
        stored = replace(stored, enrolment=turn.enrolment)
        if turn.changed and not transaction.save_enrolment(stored):
            return self._turn(transaction, learner, intent, moment)  # another instance began it at the same moment
        return CourseResult(stored, turn, reminders_ahead(self.course, turn.enrolment, moment))

    def remember(self, learner: Learner, **facts: Any) -> None:
        """What a surface learnt when it spoke, such as the reminders it scheduled."""
        with self.store.transaction(self.advisor.clock().timestamp()) as transaction:
            stored = _loaded(transaction, learner)
            if not transaction.save_enrolment(replace(stored, surface={**stored.surface, **facts})):
                stored = _loaded(transaction, learner)  # begun by another instance at the same moment
                transaction.save_enrolment(replace(stored, surface={**stored.surface, **facts}))

    def stored(self, learner: Learner) -> StoredEnrolment:
        """What is kept of somebody's enrolment."""
        with self.store.reading(self.advisor.clock().timestamp()) as transaction:
            return _loaded(transaction, learner)

    def progress(self, learner: Learner) -> Progress:
        """How far somebody is now."""
        return progress_of(self.course, self.stored(learner).enrolment, self.advisor.clock())

    def reminders(self, learner: Learner) -> tuple[Reminder, ...]:
        """Every reminder that is due if nothing else happens."""
        return reminders_ahead(self.course, self.stored(learner).enrolment, self.advisor.clock())

    # Something to do

    def try_it(
        self, learner: Learner, lesson: str, place: str, surface: Mapping[str, Any] | None = None, event: Delivery = "",
        payloads_for: PayloadsFor = no_payloads,
    ) -> TurnResult | None:  # fmt: skip
        """Begin a lesson's dialogue with all that was said in the course before, or go on where it was left."""
        moment = self.advisor.clock()
        with self.store.transaction(moment.timestamp()) as transaction:
            stored, dialogue = _loaded(transaction, learner), self.course.lessons[lesson].try_
            assert dialogue
            earlier = self._conversations(transaction, stored.enrolment, moment)
            found = next((one for one in reversed(earlier) if one.dialogue == dialogue), None)
            conversation = found or self._prepared(dialogue, earlier)
            if found is None:
                self._save_in_its_case(
                    transaction, StoredConversation(conversation, place, learner, surface=surface or {}), earlier
                )
            self._turn(transaction, learner, Tried(lesson, conversation.id), moment)
        return self.advisor.respond_to_own(conversation.id, Show(), learner, event, payloads_for)

    def _save_in_its_case(self, transaction: Transaction, stored: StoredConversation, earlier: list[Conversation]) -> None:
        """The exercises of a course are one case, like any other."""
        files = CaseFiles(self.library, transaction, self.advisor.positions)
        case = files.for_conversation("", earlier[-1] if earlier else None, stored.place, stored.starter)
        transaction.save(replace(stored, surface={**stored.surface, CASE: case.id}))
        transaction.save_case(case.with_conversation(stored.conversation.id, stored.starter))

    def note(self, learner: Learner, conversation: Conversation) -> None:
        """Count a conversation to the course, where a lesson has its dialogue: what was said is not asked again."""
        lesson = next((id_ for id_, one in self.course.lessons.items() if one.try_ == conversation.dialogue), None)
        if lesson:
            self.respond(learner, Tried(lesson, conversation.id))

    def _prepared(self, dialogue: str, earlier: list[Conversation]) -> Conversation:
        """A conversation with every answer of earlier ones that it can use; what was said last counts."""
        answers: dict[Key, Answer] = {}
        for one in earlier:
            answers |= carried_over(self.library, one, dialogue)
        return replace(new_conversation(self.library, secrets.token_urlsafe(9), dialogue), answers=answers)

    def _conversations(self, transaction: Transaction, enrolment: Enrolment, moment: datetime) -> list[Conversation]:
        """The conversations of the course that are still kept, in the order they began."""
        ids = progress_of(self.course, enrolment, moment).conversations
        stored = (one for id_ in ids for one in _started_anew(transaction, id_))
        return [one.conversation for one in stored if one.conversation.dialogue in self.library.dialogues]

    # Documents, and who sees what

    def document(self, learner: Learner, which: Literal["brief", "summary"]) -> str:
        """The brief or the summary as Markdown; the brief of a course without one is empty."""
        moment = self.advisor.clock()
        with self.store.reading(moment.timestamp()) as transaction:
            enrolment = _loaded(transaction, learner).enrolment
            conversations = self._conversations(transaction, enrolment, moment)
        if which == "summary":
            return summary_document(self.library, self.course, enrolment, moment)
        brief = self.course.brief
        return brief_document(self.library, brief, conversations, day_in_words(moment)) if brief else ""

    def seen_by(self, inviter: str) -> Iterator[tuple[str, Literal["started", "finished"]]]:
        """Those whom somebody invited and who agreed to be seen, each with all there is to see."""
        moment = self.advisor.clock()
        with self.store.reading(moment.timestamp()) as transaction:
            invited = transaction.invited_by(inviter)
        for stored in invited:
            if seen := progress_of(self.course, stored.enrolment, moment).inviter_sees:
                yield stored.enrolment.learner, seen


def _started_anew(transaction: Transaction, id_: str) -> Iterator[StoredConversation]:
    """A conversation, and those that began when it was started again."""
    while stored := transaction.look_up(id_):
        yield stored
        id_ = str(stored.surface.get(ANEW, ""))


def _loaded(transaction: Transaction, learner: Learner) -> StoredEnrolment:
    return transaction.load_enrolment(learner) or StoredEnrolment(Enrolment(learner), is_new=True)
