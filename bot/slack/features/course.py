"""The course in Slack: in a person's direct message, by clicks and by typed words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.course import intents as say
from bot.core.course.intent_parser import check_answer, course_command, course_command_alone
from bot.core.course.intents import CourseMessage
from bot.core.course.progress import BEFORE_CONSENT, Standing
from bot.core.working_days import zone_named
from bot.services.course import Tutor
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.blocks.lesson import course_button, page_meant, page_message, reply_messages, unpacked
from bot.slack.context import Edge
from bot.slack.installations import UNREACHABLE, NotInstalled
from bot.slack.outbox.course_payloads import ToldCourse, at
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import ME, Clicked, Spoken, Spot, person
from bot.storage.conversations import Status
from bot.storage.deliveries import Delivery
from bot.storage.tables import PEOPLE

WISHES = frozenset({"onboard", "onboard me", "course", "start course", "start the course"})
_DOCUMENTS: dict[type, Any] = {say.ShowBrief: "brief", say.ShowSummary: "summary"}
_BEFORE: Mapping[str, tuple[type, ...]] = {"invited": (say.Accept, say.Decline), "declined": (say.Start,)}


@dataclass(frozen=True)
class Onboarding:
    """Takes people through the course."""

    edge: Edge

    def take(self, tutor: Tutor, spot: Spot, user: str, message: CourseMessage, event: Delivery = "", ts: str = "") -> None:
        """A message to the course, answered in this direct message."""
        if isinstance(message, say.Try) and self._tried(tutor, spot, user, message, event):
            return
        tutor.respond(person(spot.team, user), message, event, self._told(tutor, spot, user, message, ts))
        if zone := self._zone_to_note(tutor, spot, user):
            self._quietly(tutor, spot, user, say.Zone(zone))

    def _told(self, tutor: Tutor, spot: Spot, user: str, message: CourseMessage, ts: str) -> ToldCourse:
        """Everything that has to be known before the turn, during which nothing can be asked."""
        learner, which = person(spot.team, user), _DOCUMENTS.get(type(message))
        return ToldCourse(
            tutor.library,
            tutor.course,
            spot,
            user,
            message,
            self.edge.advisor.clock(),
            ts,
            document=tutor.document(learner, which) if which else "",
            name=self.edge.called(spot, user) if tutor.stand(learner).inviter else "",
            reminds=self._reminds(learner),
        )

    def _reminds(self, learner: str) -> bool:
        with self.edge.advisor.store.reading(self.edge.now) as transaction:
            return bool(transaction.settings_of(PEOPLE, learner).get("reminders", True))

    def _quietly(self, tutor: Tutor, spot: Spot, user: str, message: CourseMessage) -> None:
        """A message of which the person sees nothing but the reminders it leads to."""
        tutor.respond(person(spot.team, user), message, tell=self._told(tutor, spot, user, message, "").only_reminders)

    def _zone_to_note(self, tutor: Tutor, spot: Spot, user: str) -> str:
        """The time zone Slack has for somebody who has begun; empty when it is known already, or cannot be had now."""
        learner = person(spot.team, user)
        known = any(event.what == "zone" for event in tutor.kept(learner).learning.happened)
        if known or tutor.stand(learner).phase in BEFORE_CONSENT:
            return ""
        try:
            name = str(self.edge.quick_client(spot).users_info(user=user)["user"].get("tz") or "")
        except (*UNREACHABLE, NotInstalled):
            return ""  # until it is known nobody is reminded; the next turn asks again
        return name if zone_named(name) else tutor.course.time_zone

    def _tried(self, tutor: Tutor, spot: Spot, user: str, message: say.Try, event: Delivery) -> bool:
        """Begin the lesson's dialogue, or go on with it; whether there is one."""
        learner = person(spot.team, user)
        taught = tutor.respond(learner, message)
        if taught is None or not taught.turn.reply.tries:
            return False
        lesson, told = taught.turn.reply.tries, Told(self.edge.phrases, user, begun=True, private=True)
        tutor.try_it(learner, lesson, spot.place, {**at(spot), "who": ME, "lesson": lesson}, event, told)
        return True

    # Clicks

    def clicked(self, click: Clicked) -> None:
        """A button of the course."""
        message, tutor = unpacked(click.value), self.edge.tutor
        if tutor is None:
            self.edge.tell(click, self.edge.phrases.say("course_none"))
            return
        spot = self._direct(click)
        self.take(tutor, spot, click.user, message, click.event, click.ts if spot == click.spot else "")
        if spot != click.spot:
            self.edge.tell(click, self.edge.phrases.say("course_in_private"))

    def paged(self, click: Clicked) -> None:
        """The next page of a document."""
        which, number = page_meant(click.value)
        if tutor := self.edge.tutor:
            document = tutor.document(person(click.spot.team, click.user), which)
            self.edge.say_later(self._direct(click), page_message(self.edge.phrases, which, document, number), click.event)

    def _direct(self, click: Clicked) -> Spot:
        return click.spot if click.spot.private else self.edge.private_spot(click.spot, click.user)

    # Typed words

    def heard(self, spot: Spot, words: Spoken, beside: Status | None) -> bool:
        """Take words that are for the course, typed on their own or `beside` a decision; whether they were."""
        tutor = self.edge.tutor
        meant = self._meant(tutor, spot, words, beside) if tutor else None
        if tutor is None or meant is None:
            return False
        here = spot if spot.private else self.edge.private_spot(spot, words.user)
        self.take(tutor, here, words.user, meant, words.event)
        if here != spot:
            self.edge.whisper(spot, words.user, self.edge.phrases.say("course_in_private"), words.event)
        return True

    def _meant(self, tutor: Tutor, spot: Spot, words: Spoken, beside: Status | None) -> CourseMessage | None:
        if words.text.lower().strip("!?. ") in WISHES and (words.mentioned or spot.private):
            return say.Start()
        if not spot.private:
            return None
        stand, meant = tutor.stand(person(spot.team, words.user)), course_command(words.text)
        if stand.phase in BEFORE_CONSENT:
            return meant if isinstance(meant, _BEFORE.get(stand.phase, ())) else None
        if beside == "open":
            return course_command_alone(words.text)
        if isinstance(meant, say.Resume):
            return None if beside == "stopped" else meant
        if stand.phase != "running":  # the menu and a decision come before a course that rests
            return None if beside or isinstance(meant, say.Help | say.Start) else meant
        return meant or _check_answered(tutor, stand, words.text)

    # Settings, and the Home tab

    def progress(self, spot: Spot, user: str) -> list[Block]:
        """How far somebody is, with what they can do about it; nothing where there is no course."""
        tutor = self.edge.tutor
        taught = tutor.respond(person(spot.team, user), say.Status()) if tutor else None
        if tutor is None or taught is None:
            return []
        if tutor.stand(person(spot.team, user)).phase in {"new", "declined"}:
            return self._to_begin(tutor)
        shown = [block for message in reply_messages(self.edge.phrases, taught.turn.reply) for block in message["blocks"]]
        return shown + (kit.actions([course_button(self.edge.phrases, "show", say.Show())]) if taught.turn.reply.status else [])

    def _to_begin(self, tutor: Tutor) -> list[Block]:
        """What there is to begin, below its title."""
        course, phrases = tutor.course, self.edge.phrases
        words = phrases.say("course_on_home", summary=course.summary, lessons=len(course.lessons))
        return [*kit.sections(words), *kit.actions([course_button(phrases, "start", say.Start())])]

    def plan_anew(self, spot: Spot, user: str) -> None:
        """The reminders as they are to be after a change of the settings."""
        if (tutor := self.edge.tutor) and tutor.kept(person(spot.team, user)).learning.happened:
            self._quietly(tutor, self.edge.private_spot(spot, user), user, say.Status())

    def cancel(self, spot: Spot, user: str) -> None:
        """No more reminders for somebody who is about to be forgotten."""
        if (tutor := self.edge.tutor) and tutor.kept(learner := person(spot.team, user)).surface.get("scheduled"):
            told = self._told(tutor, self.edge.private_spot(spot, user), user, say.Status(), "")
            tutor.respond(learner, say.Status(), tell=told.no_reminders)


def _check_answered(tutor: Tutor, stand: Standing, text: str) -> CourseMessage | None:
    """The answer to the open check that these words are, exactly."""
    option = check_answer(tutor.course.lessons[stand.open].check, text) if stand.open else ""
    return say.Answer(stand.open, option) if option else None
