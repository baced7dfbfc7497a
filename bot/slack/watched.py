"""What metrics say of Slack: kinds of payloads, methods and errors from fixed lists, and how the outbox stands."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.services.conversations import Advisor
from bot.slack.errors import FINAL, reason_of
from bot.slack.outbox.kinds import KINDS
from bot.telemetry.metrics import CONVERSATIONS, OTHER, OUTBOX_AGE, OUTBOX_DEPTH, PUT_ASIDE, SLACK_ERRORS, exposed

_KINDS = {
    "event_callback": "event",
    "block_actions": "click",
    "view_submission": "form",
    "shortcut": "shortcut",
    "message_action": "shortcut",
}
_METHODS = frozenset(
    """
    auth.test chat.postMessage chat.update chat.postEphemeral chat.getPermalink chat.scheduleMessage chat.deleteScheduledMessage
    chat.scheduledMessages.list conversations.open conversations.replies conversations.history conversations.info users.info
    views.open views.push views.update views.publish files.getUploadURLExternal files.completeUploadExternal
    assistant.threads.setSuggestedPrompts oauth.v2.access
    """.split()
)
_FOR_A_WHILE = {429: "ratelimited"}


def kind_of(body: Mapping[str, Any]) -> str:
    """What kind of payload it is."""
    return "command" if body.get("command") else _KINDS.get(str(body.get("type")), OTHER)


def said_kind(payload: Mapping[str, Any]) -> str:
    """What kind of thing is said."""
    kind = str(payload.get("kind"))
    return kind if kind in KINDS else OTHER


def count_refusal(error: SlackApiError) -> None:
    """Count what Slack refused."""
    status, reason = error.response.status_code, reason_of(error)
    method = str(error.response.api_url).rstrip("/").rpartition("/")[2]
    named = "5xx" if status >= 500 else _FOR_A_WHILE.get(status, reason if reason in FINAL else OTHER)
    SLACK_ERRORS.labels(method if method in _METHODS else OTHER, named).inc()


def count_no_answer() -> None:
    """Count a call that Slack did not answer; which it was, the log says."""
    SLACK_ERRORS.labels(OTHER, "no answer").inc()


def measured(advisor: Advisor) -> bytes:
    """All metrics, with what the store holds now; while it cannot be read, with what it held before."""
    now = advisor.clock().timestamp()
    try:
        with advisor.store.reading(now) as reading:
            depth, since, aside = reading.unsaid(), reading.waiting_since(), reading.aside()
            statuses = reading.statuses()
    except SQLAlchemyError:
        return exposed()
    OUTBOX_DEPTH.set(depth)
    OUTBOX_AGE.set(max(0.0, now - since) if since is not None else 0.0)
    PUT_ASIDE.set(aside)
    for status, count in statuses.items():
        CONVERSATIONS.labels(status).set(count)
    return exposed()
