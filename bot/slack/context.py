"""What every part of the Slack surface shares: the advisor, the clients, and the way into the outbox."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.core.content.library import Library
from bot.core.content.phrases import Phrases
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply import ShownQuestion
from bot.core.dialogue.reply_builder import reply_for
from bot.core.templating.markdown import escaped
from bot.core.working_days import day_in_words
from bot.services.access import ANYONE, Administrator, Caller, Learner, Permitted, Refused
from bot.services.conversations import Advisor, Place
from bot.services.course import CourseService
from bot.services.preferences import Preferences
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.blocks.menu import menu
from bot.slack.errors import NOT_THERE, is_for_a_while, reason_of
from bot.slack.installations import PAUSE, QUICK, UNREACHABLE, NotInstalled, Workspaces, client_with
from bot.slack.outbox.entry import IF_REFUSED, IF_SAID, row_of
from bot.slack.outbox.kinds import MODAL, POST, UPDATE, WHISPER
from bot.slack.outbox.uploads import handed_over
from bot.slack.payloads import PEOPLE, Clicked, Spot, person
from bot.storage.conversations import StoredConversation
from bot.storage.deliveries import Delivery, part_of

LOG = logging.getLogger(__name__)


@dataclass
class Edge:
    """The advisor and the way to Slack."""

    advisor: Advisor
    workspaces: Workspaces
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    names_again: float = 0.0  # when Slack is asked for names again

    @property
    def library(self) -> Library:
        """All dialogues and topics."""
        return self.advisor.library

    @property
    def phrases(self) -> Phrases:
        """The advisor's own words."""
        return self.advisor.library.phrases

    @property
    def course_service(self) -> CourseService | None:
        """The course as it is now; None where there is none."""
        course = self.library.course
        return CourseService(self.advisor, course) if course else None

    @property
    def now(self) -> float:
        """Seconds since 1970."""
        return self.advisor.clock().timestamp()

    def client(self, spot: Spot) -> WebClient:
        """The client for the workspace of this spot."""
        return self.workspaces.client(spot.team, spot.enterprise)

    def first_time(self, event: Delivery) -> bool:
        """Whether this delivery is new; from now on it is not."""
        with self.advisor.store.transaction(self.now) as transaction:
            return transaction.first_time(event)

    def usable(self, stored: StoredConversation | None) -> bool:
        """Whether a conversation is kept, and its dialogue still exists."""
        return stored is not None and stored.conversation.dialogue in self.library.dialogues

    def conversation(self, id_: str, spot: Spot, user: str) -> Permitted | Refused:
        """The conversation with this id, if this person may see, answer and pass it on."""
        return self.advisor.access.conversation(id_, self.caller(spot, user))

    def permitted(self, stored: StoredConversation, spot: Spot, user: str) -> Permitted | None:
        """The same for a conversation that was found at this spot."""
        found = self.advisor.access.to(stored, self.caller(spot, user))
        return found if isinstance(found, Permitted) else None

    def tell_refused(self, click: Clicked, refused: Refused) -> None:
        """Why nothing came of a click."""
        if refused is Refused.GONE:
            self.tell_gone(click)
        else:
            self.tell(click, self.phrases.say("may_not_answer"))

    def caller(self, spot: Spot, user: str) -> Caller:
        """Who acts, and where, as Slack vouches for it."""
        return Caller(person(spot.team, user), spot.team, spot.channel)

    def learner(self, spot: Spot, user: str) -> Learner:
        """This person's own enrolment in the course."""
        return self.advisor.access.learner(self.caller(spot, user))

    def administrator(self, spot: Spot, user: str) -> Administrator | Refused:
        """Leave to choose for the workspace, if this person has it. Raises SlackApiError where that may pass."""
        return self.advisor.access.administrator(self.caller(spot, user), self.is_administrator(spot, user))

    def is_administrator(self, spot: Spot, user: str) -> bool:
        """Whether Slack has this person as an administrator of the workspace. Raises SlackApiError where that may pass."""
        try:
            seen = self.quick_client(spot).users_info(user=user)["user"]
        except SlackApiError as error:
            if is_for_a_while(error):
                raise
            return False
        homes = {seen.get("team_id", spot.team), (seen.get("enterprise_user") or {}).get("enterprise_id")}
        return bool(seen.get("is_admin")) and not homes.isdisjoint({spot.team, spot.enterprise} - {""})

    def asks(self, conversation: Conversation) -> ShownQuestion | None:
        """The open question of a conversation."""
        position = walk(self.library, conversation, until=conversation.reopened)
        return reply_for(self.library, conversation, day_in_words(self.advisor.clock()), position).asks

    # Words for the outbox, which the senders say once Slack is acknowledged

    def say_later(self, spot: Spot, shown: Block, event: Delivery, user: str = "", alone: bool = False, url: str = "") -> None:
        """A message that belongs to no conversation, once for each delivery; with `alone` for this person only.

        `url` came with what the person did, and takes an answer in channels that we are not in, too.
        """
        kind = WHISPER if alone else POST
        self._keep(spot, {"kind": kind, "user": user, "ts": "", "opens": False, "url": url, **shown}, event)

    def whisper(self, spot: Spot, user: str, markdown: str, event: Delivery, url: str = "") -> None:
        """A word to one person alone: what is said in the direct message with them anyway stays there."""
        told, alone = part_of("told", event), not spot.channel.startswith(PEOPLE)
        self.say_later(spot, kit.message(kit.sections(markdown), markdown), told, user, alone, url)

    def beside(self, spot: Spot, user: str, markdown: str, url: str = "") -> Block:
        """For a payload that goes to somebody in private: what they read here once it stands there, or if Slack refuses it."""
        refused = self.phrases.say("cannot_write_in_private")
        return {IF_SAID: self._whispered(spot, user, markdown, url), IF_REFUSED: self._whispered(spot, user, refused, url)}

    def beside_click(self, click: Clicked, markdown: str) -> Block:
        """The same for who clicked. On the Home tab and in a modal a modal tells it at once, and is changed where it failed."""
        if click.spot.channel:
            return self.beside(click.spot, click.user, markdown, click.url)
        view = self._notice(self.phrases.say("cannot_write_in_private"))
        modal = {"by": "external_id", "modal": self._modal_of(click), "view": {**view, "external_id": self._modal_of(click)}}
        return {IF_REFUSED: {"at": click.spot.at, "kind": MODAL, "user": click.user, **modal}}

    def tell_at_once(self, click: Clicked, markdown: str) -> None:
        """That something is on its way, where no message can say so later: on the Home tab and in a modal."""
        if not click.spot.channel:
            self.tell(click, markdown, self._modal_of(click))

    def _modal_of(self, click: Clicked) -> str:
        """The name by which Slack knows the modal that tells of this click."""
        return f"told:{click.stamp}:{click.user}"

    def _notice(self, markdown: str) -> Block:
        return kit.notice(self.phrases.say("ask_title"), kit.sections(markdown), self.phrases.say("action_close"))

    def _whispered(self, spot: Spot, user: str, markdown: str, url: str) -> Block:
        kind = POST if spot.channel.startswith(PEOPLE) else WHISPER
        shown = kit.message(kit.sections(markdown), markdown)
        return {"at": spot.at, "kind": kind, "user": user, "ts": "", "opens": False, "url": url, **shown}

    def tell(self, click: Clicked, markdown: str, name: str = "") -> None:
        """A word to who clicked: beside the message, or in a modal where there is no channel, as on the Home tab."""
        if click.spot.channel:
            self.whisper(click.spot, click.user, markdown, click.event, click.url)
        elif self.first_time(part_of("told", click.event)):
            view = {**self._notice(markdown), **({"external_id": name} if name else {})}
            if not self.open_modal(click.spot, click.trigger, view, click.modal):
                self.whisper(self.private_spot(click.spot, click.user), click.user, markdown, part_of("instead", click.event))

    def tell_gone(self, click: Clicked) -> None:
        """That what was clicked is no longer kept, with what can be begun instead."""
        words = self.phrases.say("gone_on")
        if not click.spot.channel:
            self.tell(click, words)
            return
        start = menu(self.library, ask_where=not click.spot.private)
        shown = kit.message([*kit.sections(words), *start["blocks"]], words)
        self.say_later(click.spot, shown, part_of("told", click.event), click.user, alone=True, url=click.url)

    def put_anew(self, click: Clicked, shown: Block) -> None:
        """The message that was clicked in as it is to be from now on."""
        self._keep(click.spot, self.anew(click, shown), part_of("anew", click.event))

    def anew(self, click: Clicked, shown: Block) -> Block:
        """The same as a payload."""
        how = {"kind": UPDATE, "user": click.user, "ts": click.ts, "opens": False, "url": click.url}
        return {"at": click.spot.at, **how, **shown}

    def put_in_modal(self, click: Clicked, view: Block) -> None:
        """The modal that was clicked in with other content."""
        self._keep(click.spot, {"kind": MODAL, "user": click.user, "modal": click.modal, "view": view}, click.event)

    def show_app(self, spot: Spot, user: str, tab: str, event: Delivery = "") -> None:
        """What somebody sees who opens the app: its Home tab, or what they could say to it."""
        self._keep(spot, {"kind": tab, "user": user}, event, f"app:{person(spot.team, user)}")  # no words wait behind it

    def _keep(self, spot: Spot, payload: Block, event: Delivery, row: str = "") -> None:
        with self.advisor.store.transaction(self.now) as transaction:
            if not event or transaction.first_time(event):
                transaction.enqueue(row[-40:] or row_of(spot.at), {"at": spot.at, **payload})
        self.advisor.something_to_say.set()

    def hand_over(self, spot: Spot, name: str, document: str, event: Delivery) -> None:
        """A document as a file, once for each delivery."""
        self._keep(spot, handed_over(name, document), event)

    def private_spot(self, spot: Spot, user: str) -> Spot:
        """The direct message with a person."""
        return Spot(spot.team, user, enterprise=spot.enterprise)

    # What must be asked of Slack at once

    def quick_client(self, spot: Spot) -> WebClient:
        """A client that gives up before Slack does, which waits three seconds for us. Raises NotInstalled."""
        client = self.client(spot)
        return client_with(client.token, client.base_url, QUICK)

    def open_modal(self, spot: Spot, trigger: str, view: Block, upon: str = "") -> bool:
        """Open a modal, or lay it upon another; whether it is open. The trigger lives three seconds: it cannot wait."""
        try:
            client = self.quick_client(spot)
            (client.views_push if upon else client.views_open)(trigger_id=trigger, view=view)
        except (*UNREACHABLE, NotInstalled) as error:
            LOG.warning("A modal could not be opened: %s", type(error).__name__)
            return False
        return True

    def name_of(self, spot: Spot, user: str) -> str:
        """A person's name, so that showing who answered pings nobody."""
        if (spot.team, user) not in self.names and self.now >= self.names_again:
            try:
                profile = self.quick_client(spot).users_info(user=user)["user"]
                self.names[spot.team, user] = str(profile.get("real_name") or profile.get("name") or "")
            except (*UNREACHABLE, NotInstalled, KeyError):
                self.names_again = self.now + PAUSE  # without names for a while, rather than everybody waiting for Slack
        return self.names.get((spot.team, user), "")

    def channel_as_seen(self, spot: Spot, channel: str) -> tuple[str, bool | None]:
        """A channel's name, and whether we are in it; neither is known where Slack does not say."""
        try:
            seen = self.quick_client(spot).conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            return "", False if reason_of(error) in NOT_THERE else None
        except (*UNREACHABLE, NotInstalled):
            return "", None
        return escaped(f"#{seen.get('name') or ''}"), bool(seen.get("is_member"))

    def resumed_there(self, stored: StoredConversation, spot: Spot) -> str:
        """Where the open question of a conversation was put, to somebody who is elsewhere."""
        there = Spot(spot.team, str(stored.surface.get("channel") or ""), enterprise=spot.enterprise)
        name = "" if there.private else self.channel_as_seen(spot, there.channel)[0]
        title = self.library.dialogues[stored.conversation.dialogue].title
        chat = bool(stored.surface.get("thread"))
        return self.phrases.say("resumed_there", title=title, channel=name, private=there.private, chat=chat)

    def here(self, stored: StoredConversation, spot: Spot) -> Place | None:
        """This spot for a conversation that was result in another chat with the app; none where it stays where it is."""
        there = Spot(spot.team, str(stored.surface.get("channel") or ""), str(stored.surface.get("thread") or ""))
        if not (spot.private and there.private and spot.channel.startswith("D")):
            return None
        if (there.channel, there.thread) == (spot.channel, spot.thread) or not (there.thread or spot.thread):
            return None
        return Place(spot.place, {**spot.at, "new_thread": False, "open": ""})

    def called(self, spot: Spot, user: str) -> str:
        """A person as others read of them, even when their name cannot be had."""
        return self.name_of(spot, user) or self.phrases.say("a_colleague")

    def named_in(self, stored: StoredConversation, spot: Spot, user: str) -> str:
        """The person's name where anyone may answer, so that all see who did."""
        return self.name_of(spot, user) if stored.surface.get("who") == ANYONE else ""

    @property
    def preferences(self) -> Preferences:
        """What people and administrators chose."""
        return Preferences(self.advisor.store, self.advisor.clock)

    def workspace_settings(self, team: str) -> Mapping[str, Any]:
        """What was chosen for a workspace."""
        return self.preferences.of_workspace(team)
