"""An office: the real Bolt app with its senders and its store, connected to a stand-in for Slack."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr
from slack_sdk.socket_mode import SocketModeClient

from bot.core.content.library import Library
from bot.core.loading.files import PHRASES
from bot.core.loading.loader import load_library
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.fake_slack import APP_TOKEN, BOT_TOKEN
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER, Channel, Message
from bot.services.content import read_texts, shipped_content
from bot.services.conversations import Advisor, Clock, now_in_utc
from bot.settings import Settings
from bot.slack.blocks.mrkdwn import mrkdwn
from bot.slack.outbox.worker import Sender
from bot.slack.serve import app_for
from bot.slack.socket_mode import SocketMode
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.answers import AnimalAnswers
from tests.support.databases import Database, address_of
from tests.support.slack.words import plain, shown

CONTENT = Path(__file__).parent / "content"
SECRET = "signed"  # of nothing real
PATIENCE = 2.0  # of the app with Slack, in seconds


def small_library() -> Library:
    """A few dialogues with every type of question, about nothing in particular."""
    texts = read_texts(CONTENT)
    return load_library(texts | {PHRASES: (shipped_content() / PHRASES).read_text()})


class Works:
    """The app with its store and its senders, as `advisor serve` puts them together."""

    def __init__(self, library: Library, database: Database, api_url: str, clock: Clock = now_in_utc) -> None:
        self.store = Store(open_database(address_of(database)))
        self.advisor = Advisor(library, self.store, clock)
        self.app, self.desk = app_for(self.advisor, self.settings(api_url), AnimalAnswers(library))
        self.app.client.timeout = PATIENCE  # type: ignore[assignment]
        self.workspaces = self.desk.edge.workspaces
        self.sender = Sender(self.advisor, self.workspaces)

    def settings(self, api_url: str) -> Settings:
        """Those of a single workspace."""
        bot, app, secret = SecretStr(BOT_TOKEN), SecretStr(APP_TOKEN), SecretStr(SECRET)
        return Settings(slack_bot_token=bot, slack_app_token=app, slack_signing_secret=secret, slack_api_url=api_url)


class Office(Works):
    """The app at work."""

    def __init__(self, library: Library, database: Database, slack: StandIn | None = None, clock: Clock = now_in_utc) -> None:
        self.slack = slack or StandIn()
        if slack is None:
            self.slack.start()
        self._own_slack = slack is None
        super().__init__(library, database, self.slack.api_url, clock)
        self.handler = SocketMode(self.app, APP_TOKEN)
        self.refusals: set[str] = set()  # that a test brings about on purpose
        self._names = itertools.count(1)

    def open(self) -> Self:
        """Connect, and begin to speak."""
        self.handler.connect()  # type: ignore[no-untyped-call]
        self.slack.wait_until(lambda: self.slack.sockets.open)
        self.sender.start()
        return self

    def close(self) -> None:
        """Go home."""
        self.sender.stop()
        hang_up(self.handler.client)
        self.slack.sockets.drop()
        if self._own_slack:
            self.slack.stop()

    def unsaid(self) -> int:
        """How much is still to be said."""
        with self.store.reading(0) as reading:
            return reading.unsaid()

    def settled(self) -> None:
        """Wait until everything is said."""
        self.slack.wait_until(lambda: self.unsaid() == 0)

    def person(self, name: str = "Ann", **more: Any) -> UserClient:
        """Somebody new, so that tests do not meet."""
        return UserClient(self.slack, f"{name}{next(self._names)}", **{"patience": 20.0, **more})  # a busy machine is slow

    def channel(self, *people: UserClient, kind: str = "channel", with_us: bool = True) -> Channel:
        """A new channel with these people."""
        members = [person.id for person in people] + ([BOT_USER] if with_us else [])
        return self.slack.workspace.add_channel(f"garden-{next(self._names)}", members, kind)


def hang_up(client: SocketModeClient) -> None:
    """Connect no more. The SDK's own way to close takes three seconds for it."""
    client.closed = True
    client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    for runner in (client.message_processor, client.current_session_runner, client.current_app_monitor):
        runner.event.set()


@dataclass
class Talk:
    """What one person has before them in one channel."""

    office: Office
    person: UserClient
    channel: Channel

    @property
    def said(self) -> list[Message]:
        """What the app said and everybody may read, once it has said everything."""
        self.office.settled()
        return [message for message in self.person.sees(self.channel) if message.ours and not message.only_for]

    @property
    def whispers(self) -> list[str]:
        """What the app said to this person alone."""
        self.office.settled()
        return [shown(message) for message in self.person.sees(self.channel) if message.only_for == self.person.id]

    @property
    def last(self) -> Message:
        """The app's last message."""
        return self.said[-1]

    def start(self, title: str) -> Message:
        """Mention the app, choose a decision from its menu, and see the first question."""
        self.person.mention(self.channel)
        self.person.choose(self.last, title)
        return self.last

    def click(self, *labels: str) -> Message:
        """Click these buttons, each in the last message; the last message then."""
        for label in labels:
            self.person.click(self.last, label)
        return self.last

    def choose(self, option: str) -> Message:
        """Choose an option in the last message; the last message then."""
        self.person.choose(self.last, option)
        return self.last

    def phrase(self, name: str, **names: Any) -> str:
        """The advisor's own words of this name, as they are read."""
        return plain(mrkdwn(self.office.advisor.library.phrases.say(name, **names)))

    def press(self, *phrases: str) -> Message:
        """Click the buttons with these of the advisor's own words; the last message then."""
        return self.click(*(self.phrase(name, item="helper") for name in phrases))

    def tick(self, *options: str) -> Message:
        """Tick and save; the last message then."""
        self.person.tick(self.last, *options)
        return self.press("action_give_all")

    def fill(self, *values: Any, button: str = "action_answer") -> dict[str, str]:
        """Open the modal of the last message and send it; what is wrong with it."""
        self.person.click(self.last, self.phrase(button, item="helper"))
        modal = self.office.slack.wait_until(lambda: self.person.modal)
        ids = [block["block_id"] for block in modal.content["blocks"]]
        return self.person.submit(dict(zip(ids, values, strict=True)))
