"""Something that the outbox holds to be said, where it belongs, and what Slack may have against it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.slack.payloads import Spot
from bot.storage.store import Kept, Outgoing

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


def reason_of(error: SlackApiError) -> str:
    """Slack's own word for why not."""
    return str(error.response.get("error", "")) if isinstance(error.response.data, Mapping) else ""


@dataclass(frozen=True)
class Saying:
    """Something to say, and where: in its conversation, or at the place it names itself."""

    outgoing: Outgoing
    kept: Kept | None

    @property
    def payload(self) -> Mapping[str, Any]:
        """What is to be said."""
        return self.outgoing.payload

    @property
    def at(self) -> Mapping[str, Any]:
        """Where it is to be said."""
        own: Mapping[str, Any] = self.payload.get("at") or {}
        return self.kept.surface if self.kept else own

    @property
    def spot(self) -> Spot:
        """The same as a spot."""
        return Spot(self.at["team"], self.at["channel"], self.at.get("thread", ""), self.at.get("enterprise", ""))

    @property
    def thread(self) -> str | None:
        """The thread, if it is one."""
        return self.at.get("thread") or None

    @property
    def shown(self) -> dict[str, Any]:
        """What is to be read."""
        return {"text": self.payload["text"], "blocks": self.payload["blocks"]}

    @property
    def words(self) -> dict[str, Any]:
        """The same with its channel."""
        return {"channel": self.at["channel"], **self.shown}

    def inside(self, **facts: Any) -> "Saying":
        """The same in another place."""
        if self.kept:
            return replace(self, kept=replace(self.kept, surface={**self.kept.surface, **facts}))
        payload = {**self.payload, "at": {**self.at, **facts}}
        return replace(self, outgoing=replace(self.outgoing, payload=payload))
