"""Serving Slack over Socket Mode, until told to stop."""

import signal
import threading
from collections.abc import Callable

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.service import Advisor
from bot.surfaces.slack.app import build_app
from bot.surfaces.slack.sender import Sender


def serve_slack(advisor: Advisor, bot_token: str, app_token: str, api_url: str, ready: Callable[[], None]) -> None:
    """Connect, answer, and leave tidily on Ctrl-C or SIGTERM."""
    app = build_app(advisor, bot_token, api_url)
    sender, handler = Sender(advisor, app.client), SocketModeHandler(app, app_token)
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    handler.connect()  # type: ignore[no-untyped-call]
    sender.start()
    ready()
    stopping.wait()
    handler.close()  # type: ignore[no-untyped-call]
    sender.stop()
