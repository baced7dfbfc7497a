"""The senders: they say to Slack what the outbox holds, in order, with retries."""

import logging
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.service import Advisor
from bot.stores.store import Kept, Outgoing
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.payloads import Spot
from bot.surfaces.slack.reminding import REMIND, Reminding
from bot.surfaces.slack.replies import POST, UPDATE, WHISPER
from bot.surfaces.slack.workspaces import UNREACHABLE, NotInstalled, Workspaces

LOG = logging.getLogger(__name__)

# What Slack will never take, however often it is tried.
_FINAL = frozenset(
    """
    channel_not_found invalid_blocks invalid_blocks_format invalid_arguments is_archived is_inactive message_not_found
    cant_update_message missing_scope msg_too_long msg_blocks_too_long no_text not_in_channel no_permission restricted_action
    restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel
    restricted_action_thread_locked thread_not_found cannot_reply_to_message user_not_in_channel user_not_found
    edit_window_closed messages_tab_disabled
    """.split()
)
_NOT_THERE = frozenset({"channel_not_found", "not_in_channel", "is_archived"})
_LONGEST_WAIT, _MOST_ATTEMPTS = 300.0, 20


class Sender:
    """A few threads that empty the outbox."""

    def __init__(
        self, advisor: Advisor, workspaces: Workspaces, threads: int = 4, hourly: Callable[[], None] = lambda: None
    ) -> None:
        self.advisor, self.workspaces, self.hourly = advisor, workspaces, hourly
        self._next_hour = 0.0
        self._keeping_house = threading.Lock()
        self._stopping, self._waiting = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._run, name=f"sender-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        """Begin to send."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is being said and end; the rest stays in the outbox."""
        self._stopping.set()
        self.advisor.something_to_say.set()
        for thread in self._threads:
            thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._keep_house()
                if not self.send_next():
                    self._wait_for_more()
            except Exception:
                LOG.exception("The outbox could not be read; trying again")
                self._stopping.wait(1)

    def _wait_for_more(self) -> None:
        """Wait until there may be something to say; one thread is woken by it, and not all."""
        with self._waiting:
            self.advisor.something_to_say.wait(timeout=0.5)
            if not self._stopping.is_set():
                self.advisor.something_to_say.clear()

    def _keep_house(self) -> None:
        """The hourly work, by whichever thread comes first."""
        now = self.advisor.clock().timestamp()
        if now < self._next_hour or not self._keeping_house.acquire(blocking=False):
            return
        try:
            self._next_hour = now + 3600
            self.hourly()
        finally:
            self._keeping_house.release()

    def send_next(self) -> bool:
        """Say the next thing that is due; whether there was one."""
        now = self.advisor.clock().timestamp()
        with self.advisor.store.transaction(now) as transaction:
            outgoing = transaction.due()
            kept = transaction.load(outgoing.conversation) if outgoing else None
        if outgoing is None:
            return False
        wait = self._attempt(_Saying(outgoing, kept)) if kept or "at" in outgoing.payload else 0.0
        with self.advisor.store.transaction(self.advisor.clock().timestamp()) as transaction:
            if wait:
                transaction.put_off(outgoing.id, wait)
            else:
                transaction.said(outgoing.id)
        self.advisor.something_to_say.set()
        return True

    def _attempt(self, saying: "_Saying") -> float:
        """Say it; the seconds after which to try again, or 0 when it is done with."""
        outgoing = saying.outgoing
        try:
            client = self.workspaces.client(saying.at["team"], saying.at.get("enterprise", ""))
        except NotInstalled:
            LOG.error("Outgoing %s is for a workspace that removed the app", outgoing.id)
            return 0.0
        try:
            self._say(client, saying)
        except SlackApiError as error:
            return self._after_refusal(client, outgoing, error)
        except UNREACHABLE as error:
            LOG.warning("Slack could not be reached for outgoing %s: %s", outgoing.id, type(error).__name__)
            return _patience(outgoing)
        return 0.0

    def _after_refusal(self, client: WebClient, outgoing: Outgoing, error: SlackApiError) -> float:
        reason = str(error.response.get("error", "")) if isinstance(error.response.data, Mapping) else ""
        status = error.response.status_code
        if status == 429 or reason in {"ratelimited", "rate_limited"}:
            return float(error.response.headers.get("Retry-After", error.response.headers.get("retry-after", 1)) or 1)
        if reason in _FINAL or (outgoing.attempts >= _MOST_ATTEMPTS and status < 500):
            id_ = secrets.token_hex(4)
            LOG.error(
                "Error %s: Slack refused outgoing %s of conversation %s: %s", id_, outgoing.id, outgoing.conversation, reason
            )
            self._apologise(client, outgoing, self._phrase(reason, id_))
            return 0.0
        LOG.warning("Slack answered outgoing %s with %s; trying again", outgoing.id, reason or status)
        return _patience(outgoing)

    def _phrase(self, reason: str, id_: str) -> str:
        say = self.advisor.library.phrases.say
        return say("cannot_speak_there") if reason in _NOT_THERE else say("error", id=id_)

    def _apologise(self, client: WebClient, outgoing: Outgoing, markdown: str) -> None:
        """Tell a person, in private, that what they wait for will not come."""
        if outgoing.payload["kind"] != POST or not outgoing.payload["user"]:
            return
        try:
            client.chat_postMessage(channel=outgoing.payload["user"], **kit.message(kit.sections(markdown), markdown))
        except UNREACHABLE as error:
            LOG.warning("Nor could the person be told: %s", type(error).__name__)

    def _say(self, client: WebClient, saying: "_Saying") -> None:
        payload = saying.outgoing.payload
        if payload["kind"] == WHISPER:
            client.chat_postEphemeral(user=payload["user"], thread_ts=saying.thread, **saying.words)
        elif payload["kind"] == UPDATE:
            self._update(client, saying)
        elif payload["kind"] == REMIND:
            Reminding(self.advisor, client, saying.outgoing).schedule()
        elif not (saying.outgoing.attempts and self._said_before(client, saying)):
            self._post(client, saying)

    def _update(self, client: WebClient, saying: "_Saying") -> None:
        ts = saying.at.get("open") or saying.outgoing.payload["ts"]
        if ts:
            client.chat_update(ts=ts, **saying.words)
            self._remember(saying, open=ts if saying.outgoing.payload["opens"] else "")

    def _post(self, client: WebClient, saying: "_Saying") -> None:
        metadata = {"event_type": "advisor_reply", "event_payload": {"id": saying.name}}
        told = client.chat_postMessage(
            **saying.words, thread_ts=saying.thread, metadata=metadata, unfurl_links=False, unfurl_media=False
        )
        self._posted(saying, str(told["ts"]))

    def _posted(self, saying: "_Saying", ts: str) -> None:
        facts: dict[str, Any] = {"open": ts} if saying.outgoing.payload["opens"] else {}
        if saying.at.get("new_thread"):
            spot = Spot(saying.at["team"], saying.at["channel"], ts)
            self._remember(saying, place=spot.place, thread=ts, new_thread=False, **facts)
        elif facts:
            self._remember(saying, **facts)

    def _said_before(self, client: WebClient, saying: "_Saying") -> bool:
        """Whether an attempt that seemed to fail did arrive; our name is in the message's metadata."""
        for message in _recent(client, saying):
            if ((message.get("metadata") or {}).get("event_payload") or {}).get("id") == saying.name:
                self._posted(saying, str(message["ts"]))
                return True
        return False

    def _remember(self, saying: "_Saying", place: str = "", **facts: Any) -> None:
        with self.advisor.store.transaction(self.advisor.clock().timestamp()) as transaction:
            transaction.remember(saying.outgoing.conversation, place, **facts)


@dataclass(frozen=True)
class _Saying:
    """Something to say, and where: in its conversation, or at the place it names itself."""

    outgoing: Outgoing
    kept: Kept | None

    @property
    def at(self) -> Mapping[str, Any]:
        own: Mapping[str, Any] = self.outgoing.payload.get("at") or {}
        return self.kept.surface if self.kept else own

    @property
    def thread(self) -> str | None:
        return self.at.get("thread") or None

    @property
    def words(self) -> dict[str, Any]:
        return {"channel": self.at["channel"], "text": self.outgoing.payload["text"], "blocks": self.outgoing.payload["blocks"]}

    @property
    def name(self) -> str:
        return f"{self.outgoing.conversation}-{self.outgoing.id}"


def _recent(client: WebClient, saying: _Saying) -> list[dict[str, Any]]:
    """The messages that ours would be among. Slack gives threads oldest first, so all of their pages are read."""
    where = {"channel": saying.at["channel"], "include_all_metadata": True}
    try:
        if saying.thread:
            pages = client.conversations_replies(ts=saying.thread, limit=200, **where)
            return [message for page in pages for message in page.get("messages") or ()]
        return list(client.conversations_history(limit=30, **where).get("messages") or ())
    except SlackApiError as error:
        if error.response.get("error") in _FINAL:
            return []  # we may not read there, and to say it twice is better than never
        raise


def _patience(outgoing: Outgoing) -> float:
    return float(min(2.0**outgoing.attempts, _LONGEST_WAIT))
