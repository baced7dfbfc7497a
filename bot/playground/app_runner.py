"""The real Bolt app, its senders and its Socket Mode connection, at work in a stand-in workspace."""

from bot.fake_slack.server import StandIn
from bot.services.conversations import Advisor
from bot.slack.app import build_app
from bot.slack.features.quick_answers import Answers
from bot.slack.installations import SCOPES, OneWorkspace, client_with
from bot.slack.listeners.register import Desk
from bot.slack.outbox.worker import Sender
from bot.slack.socket_mode import SocketMode
from bot.storage.store import Store


class AppRunner:
    """The app as `advisor serve` runs it, with this workspace for Slack."""

    def __init__(self, slack: StandIn, advisor: Advisor, answers: Answers) -> None:
        self.slack, self.advisor, self.answers = slack, advisor, answers
        slack.scopes = tuple(SCOPES)

    def start(self) -> None:
        """Connect, and begin to speak."""
        workspace = OneWorkspace(client_with(self.slack.bot_token, self.slack.api_url))
        app = build_app(Desk(self.advisor, workspace, self.answers), workspace.one)
        self.sender = Sender(self.advisor, workspace)
        self.socket = SocketMode(app, self.slack.app_token)
        self.sender.start()
        self.socket.connect()  # type: ignore[no-untyped-call]
        self.slack.wait_until(lambda: self.connected)

    def stop(self) -> None:
        """Finish what is being said, and leave."""
        self.sender.stop()
        self.socket.close()  # type: ignore[no-untyped-call]
        self.slack.wait_until(lambda: not self.connected)

    def restart(self) -> None:
        """A new app over the same database, as after a crash or an update: all that it knows is what was kept."""
        self.stop()
        understand = self.advisor.understand
        self.advisor = Advisor(self.advisor.library, Store(self.advisor.store.engine), self.advisor.clock)
        self.advisor.understand = understand
        self.start()

    @property
    def connected(self) -> bool:
        """Whether the workspace can reach it."""
        return bool(self.slack.sockets.open)
