"""The Bolt app: listeners three lines long, in front of the desk."""

import logging
import re
import secrets
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_sdk import WebClient

from bot.core.markdown import plain
from bot.service import Advisor
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.desk import Desk
from bot.surfaces.slack.payloads import clicked, spoken

LOG = logging.getLogger(__name__)

ANY = re.compile(".*")


def build_app(advisor: Advisor, token: str, api_url: str) -> App:
    """The Bolt app for one workspace; what is kept is kept before Slack is acknowledged."""
    client = WebClient(token=token, base_url=api_url)
    app = App(client=client, process_before_response=True, token_verification_enabled=False, name="advisor")
    desk = Desk(advisor, client)
    _listen(app, desk)
    app.error(_apologise(advisor))
    return app


def _listen(app: App, desk: Desk) -> None:
    @app.event("app_mention")
    @app.event("message")
    def heard(body: dict[str, Any]) -> None:
        words = spoken(body)
        if words:
            desk.spoken(words)

    @app.command("/advisor")
    def commanded(ack: Ack, body: dict[str, Any]) -> None:
        answer = desk.command(body)
        ack(response_type="ephemeral", **answer) if answer else ack()

    @app.action(ANY)
    def acted(ack: Ack, body: dict[str, Any]) -> None:
        desk.clicked(clicked(body))
        ack()

    @app.view("answer")
    def submitted(ack: Ack, body: dict[str, Any]) -> None:
        errors = desk.submitted(body)
        ack(response_action="errors", errors=errors) if errors else ack()


def _apologise(advisor: Advisor) -> Callable[..., BoltResponse]:
    def apologise(error: Exception, body: dict[str, Any], client: WebClient, logger: logging.Logger) -> BoltResponse:
        id_ = secrets.token_hex(4)
        LOG.error("Error %s in the Slack app", id_, exc_info=error)
        words = advisor.library.phrases.say("error", id=id_)
        channel, user = _whom(body)
        if channel and user:
            client.chat_postEphemeral(channel=channel, user=user, **kit.message(kit.sections(words), plain(words)))
        return BoltResponse(status=200, body="")

    return apologise


def _whom(body: dict[str, Any]) -> tuple[str, str]:
    event = body.get("event") or {}
    channel = event.get("channel") or body.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    user = event.get("user") or body.get("user_id") or (body.get("user") or {}).get("id") or ""
    return str(channel), str(user)
