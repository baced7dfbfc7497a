"""What people are told when something went wrong on our side: once, kindly, with a number that is in the log."""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import BoltResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.core.templating.markdown import plain
from bot.slack.blocks import kit
from bot.slack.context import Edge
from bot.slack.errors import without_words
from bot.slack.installations import UNREACHABLE, NotInstalled
from bot.slack.payloads import Spot, enterprise_of, submitted, team_of, user_of

LOG = logging.getLogger(__name__)


def apologies(edge: Edge) -> Callable[..., BoltResponse]:
    """The handler of everything that no one foresaw."""

    def apologise(error: Exception, body: dict[str, Any]) -> BoltResponse:
        id_ = secrets.token_hex(4)
        LOG.error("Error %s in the Slack app: %s", id_, type(error).__name__, exc_info=without_words(error))
        words = edge.phrases.say("error", id=id_)
        if body.get("type") == "view_submission" and (fields := submitted(body["view"]["state"]["values"])):
            return _answer(response_action="errors", errors={next(iter(fields)): plain(words)})  # where the words still stand
        if body.get("command"):
            return _answer(response_type="ephemeral", text=plain(words))
        spot, user = _whom(body)
        if user:
            where = spot if spot.channel else edge.private_spot(spot, user)
            _whisper(edge, where, user, words, id_, str(body.get("response_url") or ""))
        return BoltResponse(status=200, body="")

    return apologise


def _whisper(edge: Edge, spot: Spot, user: str, words: str, id_: str, url: str) -> None:
    """Through the outbox, like everything else, unless that is what fails."""
    try:
        edge.whisper(spot, user, words, f"error:{id_}", url)
    except SQLAlchemyError:
        shown = kit.message(kit.sections(words), words)
        try:
            edge.quick_client(spot).chat_postEphemeral(channel=spot.channel, user=user, thread_ts=spot.thread or None, **shown)
        except (*UNREACHABLE, NotInstalled) as error:
            LOG.warning("Nor could the person be told: %s", type(error).__name__)


def _answer(**held: Any) -> BoltResponse:
    return BoltResponse(status=200, body=held)


def _whom(body: Mapping[str, Any]) -> tuple[Spot, str]:
    event, channel = body.get("event") or {}, body.get("channel") or {}
    id_ = event.get("channel") or body.get("channel_id") or (channel.get("id") if isinstance(channel, Mapping) else "")
    spot = Spot(team_of(body), str(id_ or ""), str(event.get("thread_ts") or ""), enterprise_of(body))
    return spot, str(event.get("user") or user_of(body))
