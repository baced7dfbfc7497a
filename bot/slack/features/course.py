"""The course in Slack: in a person's direct message, by clicks and by typed words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.core.course import intents
from bot.core.course.intent_parser import check_answer, course_command, course_command_alone
from bot.core.course.intents import CourseCommand, CourseIntent, kind
from bot.core.course.progress import BEFORE_CONSENT, Progress
from bot.core.working_days import zone_named
from bot.services.course import CourseService
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.blocks.lesson import course_button, page_meant, page_message, reply_messages, unpacked
from bot.slack.context import Edge
from bot.slack.installations import UNREACHABLE, NotInstalled
from bot.slack.outbox.course_payloads import ToldCourse, at
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import ME, Clicked, Spoken, Spot
from bot.storage.conversations import Status
from bot.storage.deliveries import Delivery

WISHES = frozenset({"onboard", "onboard me", "course", "start course", "start the course"})
_DOCUMENTS: dict[CourseIntent, Any] = {CourseCommand.SHOW_BRIEF: "brief", CourseCommand.SHOW_SUMMARY: "summary"}
_BEFORE: Mapping[str, tuple[type | CourseCommand, ...]] = {
    "invited": (intents.Accept, CourseCommand.DECLINE),
    "declined": (CourseCommand.START,),
}


@dataclass(frozen=True)
class Onboarding:
    """Takes people through the course."""

    edge: Edge

    def take(
        self,
        course_service: CourseService,
        spot: Spot,
        user: str,
        message: CourseIntent,
        event: Delivery = "",
        ts: str = "",
        beside: Block | None = None,
    ) -> None:
        """A message to the course, answered in this direct message; `beside` is said elsewhere once the answer stands."""
        if isinstance(message, intents.Try) and self._tried(course_service, spot, user, message, event, beside or {}):
            return
        told = replace(self._told(course_service, spot, user, message, ts), beside=beside or {})
        course_service.respond(self.edge.learner(spot, user), message, event, told)
        if zone := self._zone_to_note(course_service, spot, user):
            self._quietly(course_service, spot, user, intents.Zone(zone))

    def _told(self, course_service: CourseService, spot: Spot, user: str, message: CourseIntent, ts: str) -> ToldCourse:
        """Everything that has to be known before the turn, during which nothing can be asked."""
        learner, which = self.edge.learner(spot, user), _DOCUMENTS.get(message)
        return ToldCourse(
            course_service.library,
            course_service.course,
            spot,
            user,
            message,
            self.edge.advisor.clock(),
            ts,
            document=course_service.document(learner, which) if which else "",
            name=self.edge.called(spot, user) if course_service.progress(learner).inviter else "",
            reminds=self._reminds(spot, user),
        )

    def _reminds(self, spot: Spot, user: str) -> bool:
        return bool(self.edge.preferences.of_person(self.edge.caller(spot, user)).get("reminders", True))

    def _quietly(self, course_service: CourseService, spot: Spot, user: str, message: CourseIntent) -> None:
        """A message of which the person sees nothing but the reminders it leads to."""
        course_service.respond(
            self.edge.learner(spot, user),
            message,
            payloads_for=self._told(course_service, spot, user, message, "").only_reminders,
        )

    def _zone_to_note(self, course_service: CourseService, spot: Spot, user: str) -> str:
        """The time zone Slack has for somebody who has begun; empty when it is known already, or cannot be had now."""
        learner = self.edge.learner(spot, user)
        known = any(event.what == "zone" for event in course_service.stored(learner).enrolment.happened)
        if known or course_service.progress(learner).phase in BEFORE_CONSENT:
            return ""
        try:
            name = str(self.edge.quick_client(spot).users_info(user=user)["user"].get("tz") or "")
        except (*UNREACHABLE, NotInstalled):
            return ""  # until it is known nobody is reminded; the next turn asks again
        return name if zone_named(name) else course_service.course.time_zone

    def _tried(
        self, course_service: CourseService, spot: Spot, user: str, message: intents.Try, event: Delivery, beside: Block
    ) -> bool:
        """Begin the lesson's dialogue, or go on with it; whether there is one."""
        learner = self.edge.learner(spot, user)
        result = course_service.respond(learner, message)
        if result is None or not result.turn.reply.tries:
            return False
        lesson, told = result.turn.reply.tries, Told(self.edge.phrases, user, begun=True, private=True, beside=beside)
        course_service.try_it(learner, lesson, spot.place, {**at(spot), "who": ME, "lesson": lesson}, event, told)
        return True

    # Clicks

    def clicked(self, click: Clicked) -> None:
        """A button of the course."""
        message, course_service = unpacked(click.value), self.edge.course_service
        if course_service is None:
            self.edge.tell(click, self.edge.phrases.say("course_none"))
            return
        spot = self._direct(click)
        told = self.edge.phrases.say("course_in_private")
        ts, beside = (click.ts, None) if spot == click.spot else ("", self.edge.beside_click(click, told))
        self.take(course_service, spot, click.user, message, click.event, ts, beside)
        if beside:
            self.edge.tell_at_once(click, told)

    def paged(self, click: Clicked) -> None:
        """The next page of a document."""
        which, number = page_meant(click.value)
        if course_service := self.edge.course_service:
            document = course_service.document(self.edge.learner(click.spot, click.user), which)
            self.edge.say_later(self._direct(click), page_message(self.edge.phrases, which, document, number), click.event)

    def _direct(self, click: Clicked) -> Spot:
        return click.spot if click.spot.private else self.edge.private_spot(click.spot, click.user)

    # Typed words

    def heard(self, spot: Spot, words: Spoken, beside: Status | None) -> bool:
        """Take words that are for the course, typed on their own or `beside` a decision; whether they were."""
        course_service = self.edge.course_service
        meant = self._meant(course_service, spot, words, beside) if course_service else None
        if course_service is None or meant is None:
            return False
        here = spot if spot.private else self.edge.private_spot(spot, words.user)
        told = self.edge.beside(spot, words.user, self.edge.phrases.say("course_in_private")) if here != spot else None
        self.take(course_service, here, words.user, meant, words.event, beside=told)
        return True

    def _meant(self, course_service: CourseService, spot: Spot, words: Spoken, beside: Status | None) -> CourseIntent | None:
        if words.text.lower().strip("!?. ") in WISHES and (words.mentioned or spot.private):
            return CourseCommand.START
        if not spot.private:
            return None
        progress, meant = course_service.progress(self.edge.learner(spot, words.user)), course_command(words.text)
        if progress.phase in BEFORE_CONSENT:
            return meant if meant and kind(meant) in _BEFORE.get(progress.phase, ()) else None
        if beside == "open":
            return course_command_alone(words.text)
        if meant is CourseCommand.RESUME:
            return None if beside == "stopped" else meant
        if progress.phase != "running":  # the menu and a decision come before a course that rests
            return None if beside or meant in (CourseCommand.HELP, CourseCommand.START) else meant
        return meant or _check_answered(course_service, progress, words.text)

    # Settings, and the Home tab

    def progress(self, spot: Spot, user: str) -> list[Block]:
        """How far somebody is, with what they can do about it; nothing where there is no course."""
        course_service = self.edge.course_service
        result = course_service.respond(self.edge.learner(spot, user), CourseCommand.STATUS) if course_service else None
        if course_service is None or result is None:
            return []
        if course_service.progress(self.edge.learner(spot, user)).phase in {"new", "declined"}:
            return self._to_begin(course_service)
        shown = [block for message in reply_messages(self.edge.phrases, result.turn.reply) for block in message["blocks"]]
        return shown + (
            kit.actions([course_button(self.edge.phrases, "show", CourseCommand.SHOW)]) if result.turn.reply.status else []
        )

    def _to_begin(self, course_service: CourseService) -> list[Block]:
        """What there is to begin, below its title."""
        course, phrases = course_service.course, self.edge.phrases
        words = phrases.say("course_on_home", summary=course.summary, lessons=len(course.lessons))
        return [*kit.sections(words), *kit.actions([course_button(phrases, "start", CourseCommand.START)])]

    def plan_anew(self, spot: Spot, user: str) -> None:
        """The reminders as they are to be after a change of the settings."""
        course_service, learner = self.edge.course_service, self.edge.learner(spot, user)
        if course_service and course_service.stored(learner).enrolment.happened:
            self._quietly(course_service, self.edge.private_spot(spot, user), user, CourseCommand.STATUS)

    def cancel(self, spot: Spot, user: str) -> None:
        """No more reminders for somebody who is about to be forgotten."""
        course_service, learner = self.edge.course_service, self.edge.learner(spot, user)
        if course_service and course_service.stored(learner).surface.get("scheduled"):
            told = self._told(course_service, self.edge.private_spot(spot, user), user, CourseCommand.STATUS, "")
            course_service.respond(learner, CourseCommand.STATUS, payloads_for=told.no_reminders)


def _check_answered(course_service: CourseService, progress: Progress, text: str) -> CourseIntent | None:
    """The answer to the open check that these words are, exactly."""
    option = check_answer(course_service.course.lessons[progress.open].check, text) if progress.open else ""
    return intents.Answer(progress.open, option) if option else None
