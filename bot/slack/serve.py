"""Serving Slack, over Socket Mode or HTTP, until told to stop."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.services.conversations import Advisor
from bot.services.turn_log import TurnLog
from bot.settings import APP_TOKENS, BOT_TOKENS, Settings, SettingsError
from bot.slack.app import build_app
from bot.slack.errors import reason_of
from bot.slack.features.quick_answers import Answers
from bot.slack.housekeeping import Housekeeping
from bot.slack.http import EVENTS, INSTALL, METRICS, asgi_app
from bot.slack.installations import OneWorkspace, client_with, installing_from
from bot.slack.listeners.register import Desk
from bot.slack.outbox.worker import Sender
from bot.slack.socket_mode import SocketMode
from bot.slack.watched import measured
from bot.telemetry.logs import configure_logs

Ready = Callable[[str], None]

GRACE = 3  # seconds that requests which are being answered have at the end
REFUSED = frozenset(
    """
    invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type missing_scope
    """.split()
)


def app_for(advisor: Advisor, settings: Settings, answers: Answers) -> tuple[App, Desk]:
    """The Bolt app that the settings ask for, and the desk behind it."""
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    if settings.slack_bot_token:
        client = client_with(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        desk = Desk(advisor, OneWorkspace(client), answers)
        return build_app(desk, client, secret), desk
    many = installing_from(settings, advisor.store.engine)
    desk = Desk(advisor, many.workspaces, answers)
    return build_app(desk, client_with(None, settings.slack_api_url), secret, many.settings), desk


def serve_slack(advisor: Advisor, settings: Settings, answers: Answers, ready: Ready) -> None:
    """Connect, answer, and leave tidily on Ctrl-C or SIGTERM. Raises SettingsError."""
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    _check_tokens(settings)
    if settings.many_workspaces and not settings.secret_keys:
        ready("ADVISOR_SECRET_KEYS is not set, so the tokens of workspaces are kept as they are, readable in the database.")
    configure_logs()
    over_http = settings.transport == "http"
    port = settings.advisor_port if over_http or settings.many_workspaces else settings.advisor_metrics_port
    listening = None if port is None else _listening(settings.advisor_host, port)
    os.environ.pop("SLACK_BOT_TOKEN", None)  # Bolt would read it too, only to log that it needs none
    app, desk = app_for(advisor, settings, answers)
    TurnLog(advisor)
    keeping = Housekeeping(desk.edge, settings.advisor_keep_days, settings.advisor_owners_channel or "")
    sender = Sender(advisor, desk.edge.workspaces, hourly=keeping.run)
    sender.start()
    try:
        handler = None if over_http else _connected(app, settings, ready)
        if listening:
            _serve_http(app, advisor, settings, listening, ready)
        stopping.wait()
        if handler:
            handler.close()  # type: ignore[no-untyped-call]
    finally:
        sender.stop()


def _check_tokens(settings: Settings) -> None:
    """Ask Slack about each token before anything is served. Raises SettingsError for one it does not take."""
    client = client_with(None, settings.slack_api_url)
    bot, app = settings.slack_bot_token, settings.slack_app_token
    if bot:
        _expect_taken("SLACK_BOT_TOKEN", BOT_TOKENS, lambda: client.auth_test(token=bot.get_secret_value()))
    if app:
        _expect_taken("SLACK_APP_TOKEN", APP_TOKENS, lambda: client.apps_connections_open(app_token=app.get_secret_value()))


def _expect_taken(name: str, where: str, ask: Callable[[], Any]) -> None:
    try:
        ask()
    except SlackApiError as error:
        if reason_of(error) in REFUSED:
            told = f"Slack does not take {name}: {reason_of(error)}."
            raise SettingsError(f"{told} Copy it anew from your Slack app's page, under {where}.") from None
        raise


def _connected(app: App, settings: Settings, ready: Ready) -> SocketMode:
    assert settings.slack_app_token
    handler = SocketMode(app, settings.slack_app_token.get_secret_value())
    handler.connect()  # type: ignore[no-untyped-call]
    ready("Connected to Slack. Ctrl-C stops.")
    return handler


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        told = f"Nothing can be served at ADVISOR_HOST {host} and ADVISOR_PORT {port}: {error.strerror}."
        raise SettingsError(f"{told} Stop what uses it, or set them to others.") from None


def _serve_http(app: App, advisor: Advisor, settings: Settings, listening: socket.socket, ready: Ready) -> None:
    """Until told to stop: what is being answered then has a moment, and the signal comes to us after that."""
    by_http = settings.slack_signing_secret if settings.transport == "http" else None
    asgi = asgi_app(app, advisor.trouble, by_http.get_secret_value() if by_http else "", lambda: measured(advisor))
    address = f"http://{settings.advisor_host}:{listening.getsockname()[1]}"
    ready(_what_is_served(address, bool(by_http), settings.many_workspaces))
    config = uvicorn.Config(asgi, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE)
    uvicorn.Server(config).run(sockets=[listening])


def _what_is_served(address: str, by_http: bool, many: bool) -> str:
    if by_http:
        return f"Listening for Slack at {address}{EVENTS}. Ctrl-C stops."
    return f"To be installed at {address}{INSTALL}." if many else f"Health and metrics are at {address}{METRICS}."
