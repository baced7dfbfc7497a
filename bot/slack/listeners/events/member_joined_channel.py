"""A welcome for newcomers: in chosen channels, each person is told once, and alone, that there is a course."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.course.intents import CourseCommand
from bot.services.course import CourseResult
from bot.slack.blocks.lesson import reply_messages
from bot.slack.context import Edge
from bot.slack.installations import UNREACHABLE, NotInstalled
from bot.slack.outbox.course_payloads import Payload
from bot.slack.outbox.kinds import WHISPER
from bot.slack.payloads import Spot, enterprise_of, team_of

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Welcoming:
    """Tells those who join a chosen channel of the course."""

    edge: Edge

    def joined(self, body: Mapping[str, Any]) -> None:
        """Somebody joined a channel that we are in."""
        event = body.get("event") or {}
        spot = Spot(team_of(body), str(event.get("channel") or ""), enterprise=enterprise_of(body))
        user, course_service = str(event.get("user") or ""), self.edge.course_service
        chosen = self.edge.workspace_settings(spot.team).get("welcome") or ()
        if course_service is None or spot.channel not in chosen or not self._is_somebody(spot, user):
            return
        delivery = f"joined:{body.get('event_id') or event.get('event_ts')}"
        course_service.respond(
            self.edge.learner(spot, user), CourseCommand.WELCOME, delivery, lambda result: self._told(spot, user, result)
        )

    def _is_somebody(self, spot: Spot, user: str) -> bool:
        """Whether it is a person, and neither a bot nor the app itself. Who cannot be looked up is left alone."""
        try:
            found = self.edge.quick_client(spot).users_info(user=user)["user"]
        except (*UNREACHABLE, NotInstalled) as error:
            LOG.warning("Whoever joined could not be looked up, and was not welcomed: %s", type(error).__name__)
            return False
        return not found.get("is_bot") and user != "USLACKBOT"

    def _told(self, spot: Spot, user: str, result: CourseResult) -> Iterator[Payload]:
        for shown in reply_messages(self.edge.phrases, result.turn.reply):
            # only there: in private they have agreed to nothing
            yield {"kind": WHISPER, "user": user, "ts": "", "opens": False, "only_there": True, "at": spot.at, **shown}
