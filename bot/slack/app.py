"""The Bolt app: listeners three lines long, in front of the desk."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient

from bot.slack.listeners.error_handler import apologies
from bot.slack.listeners.register import Desk
from bot.slack.payloads import clicked, spoken

ANY = re.compile(".*", re.S)


def build_app(
    desk: Desk,
    client: WebClient,
    signing_secret: str = "",
    oauth: OAuthSettings | None = None,
) -> App:
    """The Bolt app; what is kept is kept before Slack is acknowledged."""
    if client.token:
        client.auth_test()  # at once: Bolt would acknowledge, and so lose, whatever comes while it cannot ask this
    app = App(
        name="advisor",
        client=client,
        signing_secret=signing_secret or "only Socket Mode is served",
        oauth_settings=oauth,
        process_before_response=True,
        token_verification_enabled=client.token is not None,
        user_facing_authorize_error_message=desk.edge.phrases.say("not_installed"),
    )
    _listen(app, desk)
    app.error(apologies(desk.edge))
    return app


def _listen(app: App, desk: Desk) -> None:
    # first what comes most: Bolt asks each listener in turn whether it takes a payload
    @app.action(ANY)
    def acted(ack: Ack, body: dict[str, Any]) -> None:
        desk.clicked(clicked(body))
        ack()

    @app.event("app_mention")
    @app.event("message")
    def heard(body: dict[str, Any]) -> None:
        words = spoken(body)
        if words:
            desk.hearing.heard(words)

    @app.event("app_home_opened")
    def home_opened(body: dict[str, Any]) -> None:
        desk.home.opened(body)

    @app.event("member_joined_channel")
    def joined(body: dict[str, Any]) -> None:
        desk.welcoming.joined(body)

    @app.event("app_uninstalled")
    def uninstalled(body: dict[str, Any]) -> None:
        desk.leaving.uninstalled(body)

    @app.event("tokens_revoked")
    def revoked(body: dict[str, Any]) -> None:
        desk.leaving.revoked(body)

    @app.event(ANY)
    def passed_over() -> None:
        """Events that an older manifest asks for: acknowledged unread, or Slack would send them again."""

    @app.command("/advisor")
    def commanded(ack: Ack, body: dict[str, Any]) -> None:
        shown = desk.commanding.command(body)
        ack(response_type="ephemeral", **shown) if shown else ack()

    @app.shortcut("ask_about_this")
    def ask(ack: Ack, body: dict[str, Any]) -> None:
        desk.commanding.ask_shortcut(body)
        ack()

    @app.shortcut(ANY)  # start_a_decision, or one of an older manifest
    def start(ack: Ack, body: dict[str, Any]) -> None:
        desk.commanding.start_shortcut(body)
        ack()

    @app.view(ANY)
    def submitted(ack: Ack, body: dict[str, Any]) -> None:
        errors = desk.submitted(body)
        ack(response_action="errors", errors=errors) if errors else ack()
