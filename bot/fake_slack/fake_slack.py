"""The stand-in as a whole, without its server: what it holds, hands out, sends and is asked to get wrong."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.fake_slack import Json
from bot.fake_slack.state.deliveries import Deliveries
from bot.fake_slack.state.faults import Faults
from bot.fake_slack.state.triggers import Triggers
from bot.fake_slack.state.views import Views
from bot.fake_slack.state.workspace import Workspace

BOT_TOKEN, APP_TOKEN, CONFIG_TOKEN = "xoxb-stand-in", "xapp-stand-in", "xoxe-stand-in"  # of no real workspace


@dataclass(frozen=True)
class Call:
    """A call of the Web API, and what it was answered."""

    method: str
    args: Json = field(repr=False)
    answer: Json = field(repr=False)
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether Slack did it."""
        return bool(self.answer.get("ok"))


class FakeSlack:
    """A workspace with everything around it."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.workspace = Workspace(clock)
        self.triggers, self.views = Triggers(self.workspace), Views(self.workspace)
        self.deliveries, self.faults = Deliveries(self.workspace), Faults()
        self.calls: list[Call] = []
        self.prompts: dict[str, Json] = {}  # what the app set for direct messages with people
        self.socket_address = self.upload_address = ""  # where there is a server
        self.bot_token, self.app_token, self.config_token = BOT_TOKEN, APP_TOKEN, CONFIG_TOKEN
        self.manifest: Json = {}  # of the app, as its owner set it
        self.scopes: tuple[str, ...] = ()  # that the app was installed with
        self.refresh_token, self.token_seconds = "", 0  # where tokens end, and are renewed

    def called(self, call: Call) -> None:
        """Note a call."""
        with self.workspace.changed:
            self.calls.append(call)
            self.workspace.changed.notify_all()

    def wait_until(self, holds: Callable[[], Any], seconds: float = 20.0) -> Any:
        """Wait for what is to become true; what it gave. Raises TimeoutError."""
        return self.workspace.wait_until(holds, seconds)
