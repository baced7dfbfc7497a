"""Reminders as Slack's own scheduled messages: what a turn leaves to be scheduled, and how a sender brings that about."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course.intents import CourseCommand
from bot.core.course.reminders import Reminder
from bot.core.course.reply_builder import reminder_words
from bot.services.access import Caller
from bot.services.conversations import Advisor
from bot.services.course import CourseService
from bot.slack.blocks import kit
from bot.slack.blocks.lesson import course_button
from bot.slack.errors import is_for_a_while, reason_of
from bot.slack.outbox.kinds import REMIND
from bot.storage.outbox import Outgoing

LOG = logging.getLogger(__name__)


def planned(library: Library, course: Course, reminders: Iterable[Reminder]) -> dict[str, Any]:
    """All reminders that a person is to get if nothing else happens, for the outbox."""
    wanted = []
    for reminder in reminders:
        words = reminder_words(library, course, reminder)
        blocks = [*kit.sections(words), *kit.actions([course_button(library.phrases, "show", CourseCommand.SHOW)])]
        wanted.append({"post_at": int(reminder.at.timestamp()), **kit.message(blocks, words)})
    return {"kind": REMIND, "user": "", "ts": "", "opens": False, "reminders": wanted}


@dataclass(frozen=True)
class Reminding:
    """One payload of reminders on its way to Slack."""

    advisor: Advisor
    client: WebClient
    outgoing: Outgoing

    def schedule(self) -> None:
        """Cancel what is no longer wanted, and schedule what is. Raises SlackApiError where it is worth another try."""
        course, learner = self.advisor.library.course, self.advisor.access.learner(Caller(self.outgoing.conversation))
        if course is None:
            return
        course_service, channel = CourseService(self.advisor, course), self.outgoing.payload["at"]["channel"]
        wanted = {(one["post_at"], one["text"]): one for one in self.outgoing.payload["reminders"]}
        scheduled = []
        for one in self._known(course_service.stored(learner).surface, channel):
            if (one["post_at"], one["text"]) in wanted:
                scheduled.append(one)
                del wanted[one["post_at"], one["text"]]
            else:
                self._cancel(channel, one["id"])
        scheduled += [made for one in wanted.values() if (made := self._scheduled(channel, one))]
        if course_service.stored(learner).enrolment.happened:  # nothing is kept of somebody who was forgotten
            course_service.remember(learner, scheduled=scheduled)

    def _known(self, surface: Mapping[str, Any], channel: str) -> list[dict[str, Any]]:
        """What is scheduled and still to come. After an attempt that may have been cut short, only Slack knows."""
        known = surface.get("scheduled")
        if known is None or self.outgoing.attempts:
            told = self.client.chat_scheduledMessages_list(channel=channel, limit=100)
            known = [{"id": one["id"], "post_at": one["post_at"], "text": ""} for one in told["scheduled_messages"]]
        now = self.advisor.clock().timestamp()
        return [one for one in known if one["post_at"] > now]

    def _cancel(self, channel: str, id_: str) -> None:
        try:
            self.client.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=str(id_))
        except SlackApiError as error:
            _refused(error, "cancel")  # it was said meanwhile, or is about to be

    def _scheduled(self, channel: str, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
        try:
            told = self.client.chat_scheduleMessage(channel=channel, **wanted)  # metadata would keep it from being posted
        except SlackApiError as error:
            _refused(error, "schedule")  # the next turn wants it again
            return None
        return {"id": told["scheduled_message_id"], "post_at": wanted["post_at"], "text": wanted["text"]}


def _refused(error: SlackApiError, what: str) -> None:
    if is_for_a_while(error):
        raise error
    LOG.warning("Slack would not %s a reminder: %s", what, reason_of(error))
