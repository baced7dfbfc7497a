"""What every part of the Slack surface shares: the advisor, the clients, and a word to one person alone."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient

from bot.core.conversation import Conversation
from bot.core.library import Library
from bot.core.phrases import Phrases
from bot.core.reply import Asked
from bot.core.views import reply_for
from bot.service import Advisor, day_in_words
from bot.stores.store import Event, Kept
from bot.stores.tables import WORKSPACES
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.blocks import Block
from bot.surfaces.slack.menu import ANYONE
from bot.surfaces.slack.payloads import Clicked, Spot, person
from bot.surfaces.slack.replies import POST, WHISPER
from bot.surfaces.slack.workspaces import UNREACHABLE, NotInstalled, Workspaces
from bot.tutor import Tutor

LOG = logging.getLogger(__name__)


@dataclass
class Edge:
    """The advisor and the way to Slack."""

    advisor: Advisor
    workspaces: Workspaces
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        """All dialogues and topics."""
        return self.advisor.library

    @property
    def phrases(self) -> Phrases:
        """The advisor's own words."""
        return self.advisor.library.phrases

    @property
    def tutor(self) -> Tutor | None:
        """The course as it is now; None where there is none."""
        course = self.library.course
        return Tutor(self.advisor, course) if course else None

    @property
    def now(self) -> float:
        """Seconds since 1970."""
        return self.advisor.clock().timestamp()

    def client(self, spot: Spot) -> WebClient:
        """The client for the workspace of this spot."""
        return self.workspaces.client(spot.team, spot.enterprise)

    def first_time(self, event: Event) -> bool:
        """Whether this delivery is new; from now on it is not."""
        with self.advisor.store.transaction(self.now) as transaction:
            return transaction.first_time(event)

    def usable(self, kept: Kept | None) -> bool:
        """Whether a conversation is kept, and its dialogue still exists."""
        return kept is not None and kept.conversation.dialogue in self.library.dialogues

    def may_answer(self, kept: Kept, spot: Spot, user: str) -> bool:
        """Whether this person may answer in this conversation."""
        return kept.starter == person(spot.team, user) or kept.surface.get("who") == ANYONE

    def asks(self, conversation: Conversation) -> Asked | None:
        """The open question of a conversation."""
        return reply_for(self.library, conversation, day_in_words(self.advisor.clock())).asks

    def whisper(self, spot: Spot, user: str, markdown: str) -> None:
        """A word to one person alone; when even that cannot be said, the log knows."""
        try:
            shown = kit.message(kit.sections(markdown), markdown)
            self.client(spot).chat_postEphemeral(channel=spot.channel, user=user, thread_ts=spot.thread or None, **shown)
        except (*UNREACHABLE, NotInstalled) as error:
            LOG.warning("A word to one person alone could not be said: %s", type(error).__name__)

    def tell(self, click: Clicked, markdown: str) -> None:
        """A word to who clicked: beside the message, or in a modal where there is no channel, as on the Home tab."""
        if not self.first_time(tuple(f"told:{name}" for name in click.event)):
            return
        if click.spot.channel:
            self.whisper(click.spot, click.user, markdown)
            return
        view = kit.notice(self.phrases.say("ask_title"), kit.sections(markdown), self.phrases.say("action_close"))
        try:
            self.client(click.spot).views_open(trigger_id=click.trigger, view=view)
        except (*UNREACHABLE, NotInstalled) as error:
            LOG.warning("A word to one person alone could not be said: %s", type(error).__name__)

    def say_later(self, spot: Spot, shown: Block, event: Event, alone: str = "") -> None:
        """A message that belongs to no conversation into the outbox, once for each delivery; `alone` for one person only."""
        at = {"team": spot.team, "enterprise": spot.enterprise, "channel": spot.channel, "thread": spot.thread}
        payload = {"kind": WHISPER if alone else POST, "user": alone, "ts": "", "opens": False, "at": at, **shown}
        with self.advisor.store.transaction(self.now) as transaction:
            if transaction.first_time(event):
                transaction.say(spot.place[-40:], payload)
        self.advisor.something_to_say.set()

    def private_spot(self, spot: Spot, user: str) -> Spot:
        """The direct message with a person."""
        opened = self.client(spot).conversations_open(users=user)
        return Spot(spot.team, str(opened["channel"]["id"]), enterprise=spot.enterprise)

    def name_of(self, spot: Spot, user: str) -> str:
        """A person's name, so that showing who answered pings nobody."""
        if (spot.team, user) not in self.names:
            try:
                profile = self.client(spot).users_info(user=user)["user"]
                self.names[spot.team, user] = str(profile.get("real_name") or profile.get("name") or "")
            except (*UNREACHABLE, NotInstalled, KeyError):
                return ""
        return self.names[spot.team, user]

    def called(self, spot: Spot, user: str) -> str:
        """A person as others read of them, even when their name cannot be had."""
        return self.name_of(spot, user) or self.phrases.say("a_colleague")

    def named_in(self, kept: Kept, spot: Spot, user: str) -> str:
        """The person's name where anyone may answer, so that all see who did."""
        return self.name_of(spot, user) if kept.surface.get("who") == ANYONE else ""

    def workspace_settings(self, team: str) -> Mapping[str, Any]:
        """What was chosen for a workspace."""
        with self.advisor.store.transaction(self.now) as transaction:
            return transaction.settings_of(WORKSPACES, team)
