"""From a turn of the course to what Slack is told: the learner, whoever invited them, and the reminders to schedule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course import intents
from bot.core.course.documents import file_name
from bot.core.course.intents import CourseCommand, CourseIntent, kind
from bot.core.course.progress import BEFORE_CONSENT, progress_of
from bot.core.course.reminders import Reminder
from bot.core.templating.values import Typed
from bot.services.course import CourseResult
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.blocks.lesson import page_message, reply_messages
from bot.slack.outbox.kinds import POST, UPDATE
from bot.slack.outbox.reminders import planned
from bot.slack.outbox.uploads import handed_over
from bot.slack.payloads import Spot

Payload = Mapping[str, Any]
_SETTLES = (intents.Answer, intents.Accept, CourseCommand.DECLINE)  # what takes the place of the message it was clicked in


def at(spot: Spot) -> dict[str, str]:
    """A spot as payloads name it."""
    return {"team": spot.team, "enterprise": spot.enterprise, "channel": spot.channel, "thread": spot.thread}


def posted(spot: Spot, shown: Block, user: str = "", ts: str = "") -> Payload:
    """A message for the outbox: a new one, or with `ts` in place of that one."""
    return {"kind": UPDATE if ts else POST, "user": user, "ts": ts, "opens": False, "at": at(spot), **shown}


@dataclass(frozen=True)
class ToldCourse:
    """Tells Slack what became of a turn of the course."""

    library: Library
    course: Course
    spot: Spot  # the direct message with the learner
    user: str
    message: CourseIntent
    now: datetime
    ts: str = ""  # of the message they clicked in
    document: str = ""  # where this message asks for one
    name: str = ""  # of the learner, for whoever invited them
    reminds: bool = True
    beside: Payload = field(default_factory=dict)  # what is said elsewhere once the first of it stands

    def __call__(self, result: CourseResult) -> Iterator[Payload]:
        """The payloads, in order."""
        yield from self._said(result)
        yield from self._to_inviter(result)
        yield from self.only_reminders(result)

    def only_reminders(self, result: CourseResult) -> Iterator[Payload]:
        """What is to be scheduled, once it is known where the learner is."""
        phase = progress_of(self.course, result.stored.enrolment, self.now).phase
        if phase not in BEFORE_CONSENT and any(event.what == "zone" for event in result.stored.enrolment.happened):
            yield self._planned(result.reminders if self.reminds else ())

    def no_reminders(self, _: CourseResult) -> Iterator[Payload]:
        """All reminders cancelled."""
        yield self._planned(())

    def _planned(self, reminders: Iterable[Reminder]) -> Payload:
        return {**planned(self.library, self.course, reminders), "at": at(self.spot)}

    def _said(self, result: CourseResult) -> Iterator[Payload]:
        reply, phrases = result.turn.reply, self.library.phrases
        if reply.document:
            yield posted(self.spot, page_message(phrases, reply.document, self.document, 0), self.user)
        if reply.document and self.document:
            yield {**handed_over(file_name(self.document), self.document), "at": at(self.spot)}
        feedback = reply.feedback
        ask = self.course.lessons[feedback.lesson].check.ask if feedback else ""
        settled = self.ts if kind(self.message) in _SETTLES and result.turn.changed else ""
        for number, shown in enumerate(reply_messages(phrases, reply, ask)):
            first = number == 0
            yield {**posted(self.spot, shown, self.user, settled if first else ""), **(self.beside if first else {})}

    def _to_inviter(self, result: CourseResult) -> Iterator[Payload]:
        """Started and finished, to whoever invited them and only if they agreed."""
        before = progress_of(self.course, result.turn.before, self.now)
        after = progress_of(self.course, result.turn.enrolment, self.now)
        if after.inviter_sees and after.inviter_sees != before.inviter_sees:
            words = self.library.phrases.say(f"course_inviter_{after.inviter_sees}", who=Typed(self.name))
            inviter = Spot(self.spot.team, after.inviter.partition("/")[2], enterprise=self.spot.enterprise)
            yield posted(inviter, kit.message(kit.sections(words), words))


def invitation(library: Library, spot: Spot, result: CourseResult, refused: Payload) -> Iterator[Payload]:
    """The one invitation that a person gets; `refused` is whom to tell, and what, where Slack does not take it."""
    if result.turn.changed:
        for shown in reply_messages(library.phrases, result.turn.reply):
            yield {**posted(spot, shown), **refused}
