"""Saying one thing that the outbox holds: each kind of payload its own way."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk import WebClient, WebhookClient
from slack_sdk.errors import SlackApiError

from bot.services.access import ANYONE
from bot.services.conversations import Advisor
from bot.slack.blocks import kit
from bot.slack.blocks.home import Home
from bot.slack.blocks.kit import Block
from bot.slack.errors import FINAL, GONE, NO_THREAD, NOT_THERE, reason_of
from bot.slack.installations import PATIENCE
from bot.slack.outbox.entry import IF_SAID, Saying, Told
from bot.slack.outbox.kinds import FILE, HOME, LINE, MODAL, POST, PROMPTS, REMIND, UPDATE, WHISPER
from bot.slack.outbox.reminders import Reminding
from bot.slack.outbox.uploads import HandingOver
from bot.slack.payloads import PEOPLE
from bot.storage.conversations import StoredConversation

OK, TOO_MANY, SERVER_ERROR = 200, 429, 500
MOST_ATTEMPTS = 3  # at an address of Slack's, which a firewall may not let us reach; other words wait behind this one

QUIET = logging.getLogger(f"{__name__}.quiet")  # the SDK writes addresses and words to a log that asks for everything
QUIET.setLevel(logging.WARNING)


class Later(Exception):
    """Slack cannot take it now; after how many seconds to try again, where it says so."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Speaking:
    """Says it, or raises what Slack says against it."""

    advisor: Advisor
    client: WebClient
    home: Home
    direct: dict[tuple[str, str], str]  # the direct messages that were opened, by workspace and person
    told: Told = field(default_factory=Told)

    def say(self, saying: Saying) -> None:
        """Say it. Raises SlackApiError, Later, and what is raised when Slack cannot be reached."""
        ways: dict[str, Callable[[Saying], None]] = {
            POST: self._post_once,
            UPDATE: self._update,
            LINE: self._change_line,
            WHISPER: self._whisper,
            MODAL: self._change_modal,
            HOME: lambda one: self.home.publish(one.spot, one.payload["user"]),
            PROMPTS: lambda one: self.home.suggest(one.spot),
            FILE: lambda one: HandingOver(self.client, one.outgoing).upload(),
            REMIND: lambda one: Reminding(self.advisor, self.client, one.outgoing).schedule(),
        }
        ways[saying.payload["kind"]](self._opened(saying))

    def _opened(self, saying: Saying) -> Saying:
        """The same with the direct message opened, where the place is a person; from now on the conversation is held there."""
        team, user = saying.at["team"], saying.at["channel"]
        if not user.startswith(PEOPLE):
            return saying
        opened = saying.inside(channel=self._direct_message(team, user))
        if saying.stored:
            self._remember(saying, place=opened.spot.place, channel=opened.spot.channel)
        return opened

    def _direct_message(self, team: str, user: str) -> str:
        if (team, user) not in self.direct:
            self.direct[team, user] = str(self.client.conversations_open(users=user)["channel"]["id"])
        return self.direct[team, user]

    def _whisper(self, saying: Saying) -> None:
        """A word to one person: in the channel, or else where Slack takes an answer to what they did, or else in private."""
        user = saying.payload["user"]
        try:
            self.client.chat_postEphemeral(user=user, thread_ts=saying.thread, **saying.words)
        except SlackApiError as error:
            if reason_of(error) not in NOT_THERE or saying.payload.get("only_there"):
                raise
            if not self._answered(saying, response_type="ephemeral", replace_original=False):
                self.client.chat_postMessage(channel=user, **saying.shown)

    def _answered(self, saying: Saying, **how: Any) -> bool:
        """Whether Slack took it at the address that came with what the person did, which lives half an hour and five uses."""
        url = saying.payload.get("url")
        if not url or saying.outgoing.attempts >= MOST_ATTEMPTS:
            return False
        there = WebhookClient(url, timeout=PATIENCE, logger=QUIET, retry_handlers=[])
        thread = {"thread_ts": saying.thread} if saying.thread else {}
        answer = there.send_dict({**saying.shown, **thread, **how})
        if answer.status_code == TOO_MANY:
            raise Later(float(answer.headers.get("Retry-After") or 1))
        if answer.status_code >= SERVER_ERROR:
            raise Later
        return answer.status_code == OK

    def _change_modal(self, saying: Saying) -> None:
        payload = saying.payload
        try:
            self.client.views_update(**{payload.get("by", "view_id"): payload["modal"]}, view=payload["view"])
        except SlackApiError as error:
            if reason_of(error) != "not_found" or payload.get("by") is None or saying.outgoing.attempts >= MOST_ATTEMPTS:
                raise
            raise Later from None  # it is about to be opened

    def _update(self, saying: Saying) -> None:
        ts = saying.at.get("open") or saying.payload["ts"]
        if not ts:
            self._answered(saying, replace_original=True)  # there is no other way to a message for one person alone
            return
        try:
            self._change(saying, ts)
        except SlackApiError as error:
            if not (saying.stored and saying.payload["opens"] and reason_of(error) in NOT_THERE | GONE):
                raise
            self._post_once(saying)
            return
        if saying.stored:
            line = {saying.payload["line"]: ts} if saying.payload.get("line") else {}
            lines = {**saying.at.get("lines", {}), **line}  # where each answered question stands
            self._remember(saying, open=ts if saying.payload["opens"] else "", lines=lines)

    def _change(self, saying: Saying, ts: str) -> None:
        try:
            self.client.chat_update(ts=ts, **saying.words)
        except SlackApiError as error:
            if saying.payload["opens"] or reason_of(error) not in FINAL - NOT_THERE - GONE:
                raise
            self.client.chat_update(ts=ts, **saying.words | {"blocks": []})  # or what was answered would still look open

    def _change_line(self, saying: Saying) -> None:
        """The line of an answered question as it is to be from now on."""
        newest = saying.at["lines"][saying.payload["line"]]
        words = saying.words
        if told := saying.payload.get("newest"):
            link = self._link({"link": {"channel": saying.at["channel"], "ts": newest, "words": told}})
            words = {**words, "blocks": [*saying.payload["blocks"], *link]}
        self.client.chat_update(ts=saying.payload["ts"] or newest, **words)

    def _post_once(self, saying: Saying) -> None:
        if saying.outgoing.attempts and self._said_before(saying):
            return
        try:
            self._post(saying)
        except SlackApiError as error:
            if reason_of(error) in NO_THREAD and saying.stored:
                self._post(self._out_of_thread(saying))
            elif reason_of(error) not in NOT_THERE:
                raise
            elif not self._answered(saying, response_type="in_channel", replace_original=False):
                if saying.stored is None or saying.at.get("who") == ANYONE:
                    raise
                self._post(self._in_private(saying, saying.stored, "goes_on_in_private"))

    def _out_of_thread(self, saying: Saying) -> Saying:
        """The same where the thread is no more: for anyone there in a new one, all else in private, as its reader is told."""
        if saying.stored is None or saying.spot.private or saying.at.get("who") == ANYONE:
            return saying.inside(thread="", new_thread=True)
        return self._in_private(saying, saying.stored, "thread_gone")

    def _in_private(self, saying: Saying, stored: StoredConversation, why: str) -> Saying:
        """The conversation, from now on in the direct message with whoever holds it for themselves, which they are told."""
        team, _, user = stored.starter.partition("/")
        facts = {"channel": self._direct_message(team, user), "thread": "", "new_thread": False, "open": ""}
        moved, words = saying.inside(**facts), self.advisor.library.phrases.say(why)
        self._remember(saying, place=moved.spot.place, **facts)
        self.client.chat_postMessage(channel=moved.spot.channel, **kit.message(kit.sections(words), words))
        return moved

    def _post(self, saying: Saying) -> None:
        metadata = {"event_type": "advisor_reply", "event_payload": {"id": saying.outgoing.name}}
        shown = {**saying.words, "blocks": [*saying.payload["blocks"], *self._link(saying.payload)]}
        told = self.client.chat_postMessage(
            **shown, thread_ts=saying.thread, metadata=metadata, unfurl_links=False, unfurl_media=False
        )
        if saying.stored and saying.thread and self._stands_alone(saying, told.get("message") or {"thread_ts": saying.thread}):
            self._move_out_of_thread(saying, str(told["ts"]))
        else:
            self._posted(saying, str(told["ts"]))

    def _stands_alone(self, saying: Saying, message: Mapping[str, Any]) -> bool:
        """Whether Slack put it at the top of the channel, as it does where the message that the thread hung on was deleted."""
        if message.get("thread_ts") == saying.thread:
            return False
        try:
            self.client.conversations_replies(channel=saying.at["channel"], ts=saying.thread or "", limit=1)
        except SlackApiError as error:
            return reason_of(error) in NO_THREAD
        return False

    def _move_out_of_thread(self, saying: Saying, ts: str) -> None:
        """Go on where people answer: below the message that stands alone, or in private with that one taken back."""
        elsewhere = self._out_of_thread(saying)
        if elsewhere.at.get("new_thread"):
            self._posted(elsewhere, ts)
            return
        self._post(elsewhere)
        with suppress(SlackApiError):
            self.client.chat_delete(channel=saying.at["channel"], ts=ts)

    def _link(self, payload: Mapping[str, Any]) -> list[Block]:
        """The way to the message that this one is about."""
        if not (to := payload.get("link")):
            return []
        try:
            told = self.client.chat_getPermalink(channel=to["channel"], message_ts=to["ts"])
        except SlackApiError as error:
            if reason_of(error) in FINAL:
                return []  # it was deleted since
            raise
        return kit.sections(f"[{to['words']}]({told['permalink']})")

    def _posted(self, saying: Saying, ts: str) -> None:
        self.told.then = saying.payload.get(IF_SAID)
        facts: dict[str, Any] = {"open": ts} if saying.payload["opens"] else {}
        if line := saying.payload.get("line"):
            facts["lines"] = {**saying.at.get("lines", {}), line: ts}
        if saying.at.get("new_thread"):
            place = replace(saying.spot, thread=ts).place
            self._remember(saying, place=place, thread=ts, new_thread=False, **facts)
        elif facts:
            self._remember(saying, **facts)

    def _said_before(self, saying: Saying) -> bool:
        """Whether an attempt that seemed to fail did arrive; our name is in the message's metadata."""
        for message in self._recent(saying):
            if ((message.get("metadata") or {}).get("event_payload") or {}).get("id") == saying.outgoing.name:
                self._posted(saying, str(message["ts"]))
                return True
        return False

    def _recent(self, saying: Saying) -> list[dict[str, Any]]:
        """The messages that ours would be among. Slack gives threads oldest first, so all of their pages are read."""
        where = {"channel": saying.at["channel"], "include_all_metadata": True}
        try:
            if saying.thread:
                pages = self.client.conversations_replies(ts=saying.thread, limit=200, **where)
                return [message for page in pages for message in page.get("messages") or ()]
            return list(self.client.conversations_history(limit=30, **where).get("messages") or ())
        except SlackApiError as error:
            if reason_of(error) not in FINAL:
                raise
            if saying.outgoing.attempts < MOST_ATTEMPTS:
                raise Later from None
            return []  # we may not read there, and to say it twice is better than never

    def _remember(self, saying: Saying, place: str = "", **facts: Any) -> None:
        if saying.stored:
            self.told.place = place or self.told.place
            self.told.facts |= facts
