"""The senders: they say to Slack what the outbox holds, in order, with retries."""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.service import Advisor
from bot.stores.store import Kept, Outgoing
from bot.surfaces.slack.payloads import Spot
from bot.surfaces.slack.replies import UPDATE, WHISPER

LOG = logging.getLogger(__name__)

# What Slack will never take, however often it is tried.
_FINAL = frozenset(
    """
    account_inactive channel_not_found invalid_auth invalid_blocks invalid_arguments is_archived message_not_found
    cant_update_message missing_scope msg_too_long not_authed not_in_channel no_permission restricted_action token_expired
    token_revoked user_not_in_channel edit_window_closed messages_tab_disabled org_login_required
    """.split()
)
_LONGEST_WAIT, _MOST_ATTEMPTS = 300.0, 20


class Sender:
    """A few threads that empty the outbox."""

    def __init__(self, advisor: Advisor, client: WebClient, threads: int = 4) -> None:
        self.advisor, self.client = advisor, client
        self._stopping = threading.Event()
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
                if not self.send_next():
                    self.advisor.something_to_say.wait(timeout=0.5)
                    self.advisor.something_to_say.clear()
            except Exception:
                LOG.exception("The outbox could not be read; trying again")
                self._stopping.wait(1)

    def send_next(self) -> bool:
        """Say the next thing that is due; whether there was one."""
        now = self.advisor.clock().timestamp()
        with self.advisor.store.transaction(now) as transaction:
            outgoing = transaction.due()
            kept = transaction.load(outgoing.conversation) if outgoing else None
        if outgoing is None:
            return False
        wait = self._attempt(outgoing, kept) if kept else 0.0
        with self.advisor.store.transaction(self.advisor.clock().timestamp()) as transaction:
            if wait:
                transaction.put_off(outgoing.id, wait)
            else:
                transaction.said(outgoing.id)
        self.advisor.something_to_say.set()
        return True

    def _attempt(self, outgoing: Outgoing, kept: Kept) -> float:
        """Say it; the seconds after which to try again, or 0 when it is done with."""
        try:
            self._say(outgoing, kept)
        except SlackApiError as error:
            return self._after_refusal(outgoing, error)
        except (SlackClientError, OSError) as error:
            LOG.warning("Slack could not be reached for outgoing %s: %s", outgoing.id, type(error).__name__)
            return _patience(outgoing)
        return 0.0

    def _after_refusal(self, outgoing: Outgoing, error: SlackApiError) -> float:
        reason = str(error.response.get("error", "")) if isinstance(error.response.data, Mapping) else ""
        status = error.response.status_code
        if status == 429 or reason in {"ratelimited", "rate_limited"}:
            return float(error.response.headers.get("Retry-After", error.response.headers.get("retry-after", 1)) or 1)
        if reason in _FINAL or outgoing.attempts >= _MOST_ATTEMPTS:
            LOG.error("Slack refused outgoing %s of conversation %s: %s", outgoing.id, outgoing.conversation, reason or status)
            return 0.0
        LOG.warning("Slack answered outgoing %s with %s; trying again", outgoing.id, reason or status)
        return _patience(outgoing)

    def _say(self, outgoing: Outgoing, kept: Kept) -> None:
        payload, surface = outgoing.payload, kept.surface
        words = {"channel": surface["channel"], "text": payload["text"], "blocks": payload["blocks"]}
        if payload["kind"] == WHISPER:
            self.client.chat_postEphemeral(user=payload["user"], thread_ts=surface.get("thread") or None, **words)
        elif payload["kind"] == UPDATE:
            self._update(outgoing, kept, words)
        elif not (outgoing.attempts and self._said_before(outgoing, kept)):
            self._post(outgoing, kept, words)

    def _update(self, outgoing: Outgoing, kept: Kept, words: dict[str, Any]) -> None:
        ts = kept.surface.get("open") or outgoing.payload["ts"]
        if ts:
            self.client.chat_update(ts=ts, **words)
            self._remember(kept, open=ts if outgoing.payload["opens"] else "")

    def _post(self, outgoing: Outgoing, kept: Kept, words: dict[str, Any]) -> None:
        metadata = {"event_type": "advisor_reply", "event_payload": {"id": _name(outgoing)}}
        thread = kept.surface.get("thread") or None
        told = self.client.chat_postMessage(**words, thread_ts=thread, metadata=metadata, unfurl_links=False, unfurl_media=False)
        self._posted(outgoing, kept, str(told["ts"]))

    def _posted(self, outgoing: Outgoing, kept: Kept, ts: str) -> None:
        facts: dict[str, Any] = {"open": ts} if outgoing.payload["opens"] else {}
        if kept.surface.get("new_thread"):
            spot = Spot(kept.surface["team"], kept.surface["channel"], ts)
            self._remember(kept, place=spot.place, thread=ts, new_thread=False, **facts)
        elif facts:
            self._remember(kept, **facts)

    def _said_before(self, outgoing: Outgoing, kept: Kept) -> bool:
        """Whether an attempt that seemed to fail did arrive; our name is in the message's metadata."""
        channel, thread = kept.surface["channel"], kept.surface.get("thread")
        try:
            recent = (
                self.client.conversations_replies(channel=channel, ts=thread, include_all_metadata=True, limit=100)
                if thread
                else self.client.conversations_history(channel=channel, include_all_metadata=True, limit=30)
            )
        except (SlackClientError, OSError):
            return False
        for message in recent.get("messages") or ():
            if ((message.get("metadata") or {}).get("event_payload") or {}).get("id") == _name(outgoing):
                self._posted(outgoing, kept, str(message["ts"]))
                return True
        return False

    def _remember(self, kept: Kept, place: str = "", **facts: Any) -> None:
        with self.advisor.store.transaction(self.advisor.clock().timestamp()) as transaction:
            transaction.remember(kept.conversation.id, place, **facts)


def _name(outgoing: Outgoing) -> str:
    return f"{outgoing.conversation}-{outgoing.id}"


def _patience(outgoing: Outgoing) -> float:
    return float(min(2.0**outgoing.attempts, _LONGEST_WAIT))
