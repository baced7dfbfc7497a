"""Something that the outbox holds to be said, where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.slack.payloads import Spot
from bot.storage.conversations import StoredConversation
from bot.storage.outbox import Outgoing

# In a payload: what is said once Slack took it, or instead where Slack never will, each at the place it names.
IF_SAID, IF_REFUSED = "if_said", "if_refused"


def row_of(at: Mapping[str, Any]) -> str:
    """Under what the outbox keeps in order the payloads for one place that belong to no conversation."""
    return Spot(at["team"], at["channel"], at.get("thread", "")).place[-40:]


@dataclass(frozen=True)
class Saying:
    """Something to say, and where: in its conversation, or at the place it names itself."""

    outgoing: Outgoing
    stored: StoredConversation | None

    @property
    def payload(self) -> Mapping[str, Any]:
        """What is to be said."""
        return self.outgoing.payload

    @property
    def at(self) -> Mapping[str, Any]:
        """Where it is to be said."""
        own: Mapping[str, Any] = self.payload.get("at") or {}
        return self.stored.surface if self.stored else own

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
        if self.stored:
            return replace(self, stored=replace(self.stored, surface={**self.stored.surface, **facts}))
        payload = {**self.payload, "at": {**self.at, **facts}}
        return replace(self, outgoing=replace(self.outgoing, payload=payload))


@dataclass
class Told:
    """What Slack told when something was said, such as where it stands, and what is said next: kept when it is let go."""

    place: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    then: Mapping[str, Any] | None = None
