"""The course in Slack: in a person's direct message, by clicks, by typed words and by `/advisor onboard`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.core import course_messages as say
from bot.core.course_messages import CourseMessage
from bot.core.course_words import check_answer, course_command
from bot.core.language import Typed
from bot.core.standing import BEFORE_CONSENT, Standing, standing
from bot.core.working_time import zone_named
from bot.service import Held
from bot.stores.store import Event
from bot.stores.tables import PEOPLE
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.blocks import Block
from bot.surfaces.slack.course_told import ToldCourse, at, invitation, posted
from bot.surfaces.slack.edge import Edge
from bot.surfaces.slack.lesson_blocks import course_button, page_meant, page_message, status_blocks, unpacked
from bot.surfaces.slack.menu import ME
from bot.surfaces.slack.payloads import Clicked, Spoken, Spot, person
from bot.surfaces.slack.replies import Told
from bot.surfaces.slack.workspaces import UNREACHABLE, NotInstalled
from bot.tutor import Taught, Tutor

WISHES = frozenset({"onboard", "onboard me", "start the course", "start my course", "course"})
_SOMEBODY = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_DOCUMENTS: dict[type, Any] = {say.ShowBrief: "brief", say.ShowSummary: "summary"}
_BEFORE: Mapping[str, tuple[type, ...]] = {"invited": (say.Accept, say.Decline), "declined": (say.Start,)}


@dataclass(frozen=True)
class Onboarding:
    """Takes people through the course."""

    edge: Edge

    @property
    def tutor(self) -> Tutor | None:
        """The course as it is now; None where there is none."""
        course = self.edge.library.course
        return Tutor(self.edge.advisor, course) if course else None

    def stand(self, tutor: Tutor, learner: str) -> Standing:
        """Where somebody stands now."""
        return standing(tutor.course, tutor.kept(learner).learning, self.edge.advisor.clock())

    # What a learner says

    def take(self, spot: Spot, user: str, message: CourseMessage, event: Event, ts: str = "") -> None:
        """A message to the course, answered in this direct message."""
        if (tutor := self.tutor) is None:
            self.edge.whisper(spot, user, self.edge.phrases.say("course_none"))
            return
        learner = person(spot.team, user)
        if isinstance(message, say.Try) and self._tried(tutor, spot, user, message, event):
            return
        tutor.respond(learner, message, event, self._told(tutor, spot, user, message, ts))
        if zone := self._zone_to_note(tutor, spot, user):
            self._quietly(tutor, spot, user, say.Zone(zone))

    def _told(self, tutor: Tutor, spot: Spot, user: str, message: CourseMessage, ts: str, silent: bool = False) -> ToldCourse:
        learner, which = person(spot.team, user), _DOCUMENTS.get(type(message))
        return ToldCourse(
            self.edge.library, tutor.course, spot, user, message, self.edge.advisor.clock(), ts,
            document=tutor.document(learner, which) if which else "",
            name=self._name(spot, user) if self.stand(tutor, learner).inviter else "",
            reminds=self._reminds(learner),
            silent=silent,
        )  # fmt: skip

    def _name(self, spot: Spot, user: str) -> str:
        return self.edge.name_of(spot, user) or self.edge.phrases.say("a_colleague")

    def _reminds(self, learner: str) -> bool:
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            return bool(transaction.settings_of(PEOPLE, learner).get("reminders", True))

    def _quietly(self, tutor: Tutor, spot: Spot, user: str, message: CourseMessage) -> None:
        """A message of which the person sees nothing but the reminders it leads to."""
        tutor.respond(person(spot.team, user), message, tell=self._told(tutor, spot, user, message, "", silent=True))

    def _zone_to_note(self, tutor: Tutor, spot: Spot, user: str) -> str:
        """The time zone Slack has for somebody who has begun; empty when it is known already, or cannot be had now."""
        happened = tutor.kept(learner := person(spot.team, user)).learning.happened
        if self.stand(tutor, learner).phase in BEFORE_CONSENT or any(event.what == "zone" for event in happened):
            return ""
        try:
            name = str(self.edge.client(spot).users_info(user=user)["user"].get("tz") or "")
        except (*UNREACHABLE, NotInstalled):
            return ""  # until then nobody is reminded; the next turn asks again
        return name if zone_named(name) else tutor.course.time_zone

    def _tried(self, tutor: Tutor, spot: Spot, user: str, message: say.Try, event: Event) -> Held | bool | None:
        """The lesson's dialogue, begun or gone on with; False where there is none."""
        learner = person(spot.team, user)
        taught = tutor.respond(learner, message)
        lesson = taught.turn.reply.tries if taught else ""
        if not lesson:
            return False
        surface = {**at(spot), "who": ME, "lesson": lesson}
        told = Told(self.edge.phrases, user, begun=True, private=True)
        tutor.try_it(learner, lesson, spot.place, surface, event, told)
        return True

    def began(self, kept_lesson: str, held: Held | None) -> None:
        """A dialogue that was offered at the end of a lesson's own counts to the course too."""
        if kept_lesson and held and (tutor := self.tutor):
            tutor.note(held.kept.starter, held.kept.conversation)

    # Clicks

    def clicked(self, click: Clicked) -> None:
        """A button of the course."""
        spot = self._direct(click)
        self.take(spot, click.user, unpacked(click.value), click.event, click.ts if spot == click.spot else "")
        if spot != click.spot:
            self.edge.tell(click, self.edge.phrases.say("course_in_private"))

    def paged(self, click: Clicked) -> None:
        """The next page of a document."""
        which, number = page_meant(click.value)
        if tutor := self.tutor:
            document = tutor.document(person(click.spot.team, click.user), _DOCUMENTS[_ASKED[which]])
            self.edge.say_later(self._direct(click), page_message(self.edge.phrases, which, document, number), click.event)

    def _direct(self, click: Clicked) -> Spot:
        return click.spot if click.spot.private else self.edge.private_spot(click.spot, click.user)

    # Typed words

    def heard(self, spot: Spot, words: Spoken, beside_decision: bool) -> bool:
        """Whether these words, typed where no decision is open, were for the course; it has taken them then."""
        tutor = self.tutor
        meant = self._meant(tutor, person(spot.team, words.user), words, spot, beside_decision) if tutor else None
        if meant is None:
            return False
        here = spot if spot.private else self.edge.private_spot(spot, words.user)
        self.take(here, words.user, meant, words.event)
        if here != spot:
            self.edge.whisper(spot, words.user, self.edge.phrases.say("course_in_private"))
        return True

    def _meant(self, tutor: Tutor, learner: str, words: Spoken, spot: Spot, beside_decision: bool) -> CourseMessage | None:
        if words.text.lower().strip("!?. ") in WISHES and (words.mentioned or spot.private):
            return say.Start()
        if not spot.private or (stand := self.stand(tutor, learner)).phase == "new":
            return None
        meant = course_command(words.text)
        if stand.phase in BEFORE_CONSENT:
            return meant if isinstance(meant, _BEFORE.get(stand.phase, ())) else None
        if stand.phase != "running":  # what is going on comes before what rests
            return None if beside_decision or isinstance(meant, say.Help | say.Start) else meant
        if isinstance(meant, say.Resume) and beside_decision:
            return None
        return meant or _check_answered(tutor, stand, words.text)

    # The command

    def command(self, words: str, spot: Spot, user: str, event: Event) -> str | Block:
        """`/advisor onboard …`: what is answered to the person alone."""
        if (tutor := self.tutor) is None:
            return self.edge.phrases.say("course_none")
        if match := _SOMEBODY.search(words):
            if match[1] != user:
                return self._invite(tutor, spot, user, match[1], event)
            words = ""
        message = course_command(words) if words else say.Start()
        if message is None:
            return self.edge.phrases.say("course_help")
        if isinstance(message, say.Status):
            return self._status(tutor, spot, user)
        self.take(self.edge.private_spot(spot, user), user, message, event)
        return self.edge.phrases.say("course_in_private")

    def _invite(self, tutor: Tutor, spot: Spot, user: str, whom: str, event: Event) -> str:
        """One invitation, once; whoever invites is told the same whatever comes of it."""
        try:
            there = self.edge.private_spot(spot, whom)
            message = say.Invite(person(spot.team, user), self._name(spot, user))
            library = self.edge.library
            tutor.respond(person(spot.team, whom), message, event, lambda taught: invitation(library, there, taught))
        except SlackApiError:
            pass  # nobody, or nobody we may write to
        return self.edge.phrases.say("course_invited")

    def _status(self, tutor: Tutor, spot: Spot, user: str) -> Block:
        learner = person(spot.team, user)
        seen = [self.edge.phrases.say(f"course_inviter_{what}", name=Typed(self._name(spot, who.partition("/")[2])))
                for who, what in tutor.seen_by(learner)]  # fmt: skip
        blocks = [*self.progress(spot, user), *kit.sections("\n".join(f"- {line}" for line in seen))]
        return kit.message(blocks, self.edge.phrases.say("course_progress_title"))
