"""`/advisor onboard`: for oneself, for somebody else, or to see how it goes."""

import re
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.core.course import intents
from bot.core.course.intent_parser import course_command
from bot.core.course.intents import CourseCommand
from bot.core.questions.answer import said_shortly
from bot.core.templating.values import Typed
from bot.services.course import CourseService
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.context import Edge
from bot.slack.errors import reason_of
from bot.slack.features.course import Onboarding
from bot.slack.installations import UNREACHABLE, NotInstalled
from bot.slack.outbox.course_payloads import invitation
from bot.slack.payloads import Spot, person

UNKNOWN = frozenset({"user_not_found", "users_not_found", "user_not_visible"})

_SOMEBODY = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True)
class Inviting:
    """Carries out what was typed behind `/advisor onboard`."""

    edge: Edge
    onboarding: Onboarding

    def command(self, words: str, spot: Spot, user: str, event: str, url: str = "") -> Block:
        """The answer, for this person alone; empty where it comes once the course stands in private."""
        if (course_service := self.edge.course_service) is None:
            return self._say("course_none")
        somebody = _SOMEBODY.search(words)
        if somebody and somebody[1] != user:
            return self._invite(course_service, spot, user, somebody[1], event)
        if words.startswith("@"):  # typed by hand, so that Slack does not say who it is
            return self._say("course_nobody", said=said_shortly(words))
        message = course_command(words) if words and not somebody else CourseCommand.START
        if message is None:
            return self._say("course_help")
        if message is CourseCommand.STATUS:
            return self._status(course_service, spot, user)
        beside = self.edge.beside(spot, user, self.edge.phrases.say("course_in_private"), url)
        self.onboarding.take(course_service, self.edge.private_spot(spot, user), user, message, event, beside=beside)
        return {}

    def _say(self, name: str, **names: Any) -> Block:
        words = self.edge.phrases.say(name, **names)
        return kit.message(kit.sections(words), words)

    def _invite(self, course_service: CourseService, spot: Spot, user: str, whom: str, event: str) -> Block:
        """One invitation in a lifetime; whoever invites is told the same, whatever comes of it."""
        if why_not := self._why_not(spot, whom):
            return self._say(why_not, said=said_shortly(whom))
        message = intents.Invite(person(spot.team, user), self.edge.called(spot, user))
        there = self.edge.private_spot(spot, whom)
        who = Typed(self.edge.called(spot, whom))
        refused = {"user": user, "refused": self.edge.phrases.say("course_not_invited", who=who)}
        learner = self.edge.advisor.access.invited(self.edge.caller(spot, user), whom)
        course_service.respond(learner, message, event, lambda result: invitation(course_service.library, there, result, refused))
        return self._say("course_invited")

    def _why_not(self, spot: Spot, whom: str) -> str:
        """The phrase for why this is nobody to invite; empty when it may be somebody."""
        try:
            profile = self.edge.quick_client(spot).users_info(user=whom)["user"]
        except SlackApiError as error:
            return "course_nobody" if reason_of(error) in UNKNOWN else ""
        except (*UNREACHABLE, NotInstalled):
            return ""
        if profile.get("is_bot") or profile.get("id") == "USLACKBOT":
            return "course_no_bots"
        return "course_nobody" if profile.get("deleted") else ""

    def _status(self, course_service: CourseService, spot: Spot, user: str) -> Block:
        """How far one is, and all there is to see of those one invited."""
        say_, learner = self.edge.phrases.say, self.edge.learner(spot, user)
        seen = [
            "- " + say_(f"course_inviter_{what}", who=Typed(self.edge.called(spot, id_.partition("/")[2])))
            for id_, what in course_service.seen_by(learner)
        ]
        return kit.message([*self.onboarding.progress(spot, user), *kit.sections("\n".join(seen))], course_service.course.title)
