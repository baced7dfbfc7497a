"""What people are told when something went wrong on our side: once, kindly; and what is not kept is not acknowledged."""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk import WebhookClient
from sqlalchemy.exc import SQLAlchemyError

from bot.core.templating.markdown import plain
from bot.slack.blocks import kit
from bot.slack.context import Edge
from bot.slack.errors import without_words
from bot.slack.installations import QUICK, UNREACHABLE, NotInstalled
from bot.slack.payloads import Spot, enterprise_of, submitted, team_of, user_of
from bot.storage.errors import cause_of

LOG = logging.getLogger(__name__)

ONCE_IN = 600.0  # seconds: Slack brings a message three times again within six minutes
UNAVAILABLE = 503


def apologies(edge: Edge) -> Callable[..., BoltResponse]:
    """The handler of everything that no one foresaw."""
    not_kept = NotKept(edge)

    def apologise(error: Exception, body: dict[str, Any]) -> BoltResponse:
        if isinstance(error, SQLAlchemyError):
            return not_kept.told(error, body)
        id_ = secrets.token_hex(4)
        LOG.error("Error %s in the Slack app: %s", id_, type(error).__name__, exc_info=without_words(error))
        words = edge.phrases.say("error", id=id_)
        if answer := _in_the_answer(body, words, words):
            return answer
        spot, user = _whom(body)
        if user:
            where = spot if spot.channel else edge.private_spot(spot, user)
            _whisper(edge, where, user, words, id_, str(body.get("response_url") or ""))
        return BoltResponse(status=200, body="")

    return apologise


class NotKept:
    """The database is away: Slack is to bring messages again, and whoever clicked or sent a form is told to do it again."""

    def __init__(self, edge: Edge) -> None:
        self.edge = edge
        self._told: dict[tuple[str, str], float] = {}  # when each person was told

    def told(self, error: SQLAlchemyError, body: Mapping[str, Any]) -> BoltResponse:
        """What Slack is answered, after whoever waits was told."""
        LOG.error("What somebody did could not be kept: %s", cause_of(error))
        say = self.edge.phrases.say
        if answer := _in_the_answer(body, say("not_kept_form"), say("not_kept_command")):
            return answer
        spot, user = _whom(body)
        if body.get("type") == "event_callback" or body.get("event"):
            if _awaits_an_answer(body) and self._is_first(spot, user):
                self._tell(spot, user, say("not_kept_said"), "")
            return BoltResponse(status=UNAVAILABLE, body="")  # which makes Slack bring it again
        if user:
            self._tell(spot, user, say("not_kept_click"), str(body.get("response_url") or ""))
        return BoltResponse(status=200, body="")

    def _is_first(self, spot: Spot, user: str) -> bool:
        now = self.edge.now
        self._told = {who: at for who, at in self._told.items() if now - at < ONCE_IN}
        return self._told.setdefault((spot.team, user), now) == now

    def _tell(self, spot: Spot, user: str, words: str, url: str) -> None:
        """At once, as the outbox is what cannot be used."""
        shown = kit.message(kit.sections(words), words)
        try:
            if url:
                WebhookClient(url, timeout=QUICK).send_dict({**shown, "response_type": "ephemeral", "replace_original": False})
            elif spot.channel and not spot.private:
                client = self.edge.quick_client(spot)
                client.chat_postEphemeral(channel=spot.channel, thread_ts=spot.thread or None, user=user, **shown)
            else:
                self.edge.quick_client(spot).chat_postMessage(channel=user, **shown)
        except (*UNREACHABLE, NotInstalled, SQLAlchemyError) as error:
            LOG.warning("Nor could the person be told: %s", type(error).__name__)


def _awaits_an_answer(body: Mapping[str, Any]) -> bool:
    """Whether somebody said this to us, and not beside us."""
    event = body.get("event") or {}
    return bool(event.get("user")) and (event.get("type") == "app_mention" or event.get("channel_type") == "im")


def _in_the_answer(body: Mapping[str, Any], form: str, command: str) -> BoltResponse | None:
    """Said in the answer to Slack itself, where a form or a command takes one."""
    if body.get("type") == "view_submission" and (fields := submitted(body["view"]["state"]["values"])):
        return _answer(response_action="errors", errors={next(iter(fields)): plain(form)})  # where the words still stand
    if body.get("command"):
        return _answer(response_type="ephemeral", text=plain(command))
    return None


def _whisper(edge: Edge, spot: Spot, user: str, words: str, id_: str, url: str) -> None:
    """Through the outbox, like everything else."""
    try:
        edge.whisper(spot, user, words, f"error:{id_}", url)
    except SQLAlchemyError as error:
        LOG.warning("Nor could the person be told: %s", cause_of(error))


def _answer(**held: Any) -> BoltResponse:
    return BoltResponse(status=200, body=held)


def _whom(body: Mapping[str, Any]) -> tuple[Spot, str]:
    event, channel = body.get("event") or {}, body.get("channel") or {}
    id_ = event.get("channel") or body.get("channel_id") or (channel.get("id") if isinstance(channel, Mapping) else "")
    spot = Spot(team_of(body), str(id_ or ""), str(event.get("thread_ts") or ""), enterprise_of(body))
    return spot, str(event.get("user") or user_of(body))
