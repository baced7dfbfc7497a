"""Serving Slack, over Socket Mode or HTTP, until told to stop."""

import signal
import threading
from collections.abc import Callable

import uvicorn
from slack_bolt import App

from bot.service import Advisor
from bot.settings import Settings
from bot.surfaces.slack.app import build_app
from bot.surfaces.slack.asking import Search
from bot.surfaces.slack.desk import Desk
from bot.surfaces.slack.housekeeping import Housekeeping
from bot.surfaces.slack.http import asgi_app
from bot.surfaces.slack.sender import Sender
from bot.surfaces.slack.socket_mode import SocketMode
from bot.surfaces.slack.workspaces import OneWorkspace, client_with, installing

Ready = Callable[[str], None]


def app_for(advisor: Advisor, settings: Settings, search: Search) -> tuple[App, Desk]:
    """The Bolt app that the settings ask for, and the desk behind it."""
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    if settings.slack_bot_token:
        client = client_with(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        desk = Desk(advisor, OneWorkspace(client), search)
        return build_app(desk, client, secret), desk
    assert settings.slack_client_id
    assert settings.slack_client_secret
    many = installing(
        advisor.store.engine,
        settings.slack_client_id,
        settings.slack_client_secret.get_secret_value(),
        settings.slack_api_url,
        settings.slack_authorize_url,
    )
    desk = Desk(advisor, many.workspaces, search)
    return build_app(desk, client_with(None, settings.slack_api_url), secret, many.settings), desk


def serve_slack(advisor: Advisor, settings: Settings, search: Search, ready: Ready) -> None:
    """Connect, answer, and leave tidily on Ctrl-C or SIGTERM."""
    app, desk = app_for(advisor, settings, search)
    keeping = Housekeeping(desk.edge, settings.advisor_keep_days, settings.advisor_owners_channel or "")
    sender = Sender(advisor, desk.edge.workspaces, hourly=keeping.run)
    sender.start()
    try:
        if settings.slack_app_token:
            _serve_socket(app, settings.slack_app_token.get_secret_value(), ready)
        else:
            _serve_http(app, advisor, settings, ready)
    finally:
        sender.stop()


def _serve_socket(app: App, app_token: str, ready: Ready) -> None:
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    handler = SocketMode(app, app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    ready("Connected to Slack. Ctrl-C stops.")
    stopping.wait()
    handler.close()  # type: ignore[no-untyped-call]


def _serve_http(app: App, advisor: Advisor, settings: Settings, ready: Ready) -> None:
    ready(f"Listening for Slack at http://{settings.advisor_host}:{settings.advisor_port}/slack/events. Ctrl-C stops.")
    asgi = asgi_app(app, advisor.trouble)
    uvicorn.run(asgi, host=settings.advisor_host, port=settings.advisor_port, log_level="warning", access_log=False)
