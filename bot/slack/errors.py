"""What Slack says against a call, and what of an error may be logged."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

# Where a thread is no more, or closed; the channel may still be open to us.
NO_THREAD = frozenset({"thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"})
# Where we may not speak, or not to this person.
NOT_THERE = NO_THREAD.union(
    """
    channel_not_found not_in_channel is_archived user_not_in_channel restricted_action restricted_action_read_only_channel
    restricted_action_thread_only_channel restricted_action_non_threadable_channel
    """.split()
)
# What Slack will never take, however often it is tried.
FINAL = NOT_THERE.union(
    """
    invalid_blocks invalid_blocks_format invalid_arguments is_inactive message_not_found cant_update_message missing_scope
    msg_too_long msg_blocks_too_long no_text no_permission user_not_found user_disabled user_not_visible cannot_dm_bot
    edit_window_closed messages_tab_disabled not_found not_enabled
    """.split()
)
# Where a message to be changed is no more, or stands for good.
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
# What may well work a little later.
_FOR_A_WHILE = frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"})


def reason_of(error: SlackApiError) -> str:
    """Slack's own word for why not."""
    return str(error.response.get("error", "")) if isinstance(error.response.data, Mapping) else ""


def is_for_a_while(error: SlackApiError) -> bool:
    """Whether Slack may well do it a little later."""
    status = error.response.status_code
    return status == 429 or status >= 500 or reason_of(error) in _FOR_A_WHILE


def without_words(error: Exception) -> tuple[type[Exception], Exception, Any]:
    """The traceback of an error without its message, which may quote what somebody typed."""
    return type(error), type(error).__new__(type(error)), error.__traceback__
