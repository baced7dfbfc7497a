"""The clicks that take one real dialogue of six questions from its start to its end, and the apps they reach."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web import SlackResponse

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.position import walk
from bot.fake_slack.fake_slack import BOT_TOKEN
from bot.fake_slack.server import StandIn
from bot.services.conversations import Advisor
from bot.slack.app import build_app
from bot.slack.blocks.action_ids import Click
from bot.slack.installations import OneWorkspace
from bot.slack.listeners.register import Desk
from bot.slack.outbox.worker import Sender
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.answers import NoAnswers

DIALOGUE = "framework"  # six questions: words, one option, ticks, ticks, one option, one option
SECRET = "signed"  # of nothing real
FORM: dict[str, str | Sequence[str]] = {"content-type": "application/x-www-form-urlencoded"}


def answer_to(question: Question) -> Any:
    """The first thing that fits."""
    if question.options:
        return question.options[0].id
    return {"text": "dementia day care", "scale": question.least, "number": question.least or 5}.get(question.type)


def script(library: Library, dialogue: str = DIALOGUE) -> list[tuple[str, Any]]:
    """The answers that take a dialogue to its end, by their questions."""
    conversation, answers = Conversation("script", dialogue), list[tuple[str, Any]]()
    while waiting := walk(library, conversation).waiting:
        value = answer_to(waiting.question)
        answers.append((waiting.key, value))
        conversation = conversation.answered(waiting.key, Answer([value] if waiting.question.type == "choices" else value))
    return answers


def payload(value: str, number: int, channel: str = "C1") -> dict[str, Any]:
    """A click as Slack sends it."""
    button = {"action_id": "give:0", "block_id": "b", "value": value, "action_ts": f"{number}.0", "type": "button"}
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": channel},
        "trigger_id": str(number),
        "container": {"message_ts": "1.0"},
        "message": {"ts": "1.0", "thread_ts": "0.5"},
        "actions": [button],
    }


def over_socket(body: Mapping[str, Any]) -> BoltRequest:
    """The click as Socket Mode brings it."""
    return BoltRequest(body=json.dumps(body), mode="socket_mode")


def signed_form(body: Mapping[str, Any]) -> BoltRequest:
    """The click as a signed form over HTTP."""
    form, stamp = urlencode({"payload": json.dumps(body)}), str(int(time.time()))
    signature = str(SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=form))
    return BoltRequest(body=form, headers=FORM | {"x-slack-request-timestamp": stamp, "x-slack-signature": signature})


@contextmanager
def stand_in() -> Iterator[WebClient]:
    """The client of a stand-in for Slack, which Bolt asks once who it is."""
    with StandIn() as slack:
        yield WebClient(token=BOT_TOKEN, base_url=slack.api_url)


def bare_bolt(client: WebClient, at_once: bool = True) -> App:
    """A Bolt app that only acknowledges."""
    app = App(client=client, signing_secret=SECRET, process_before_response=at_once, token_verification_enabled=False)
    app.action("give:0")(lambda ack: ack())
    return app


class AtOnce(WebClient):
    """A Slack that answers at once, so that only our own work is measured."""

    def api_call(self, api_method: str, **_: Any) -> Any:
        """What the advisor reads of an answer."""
        told = {"ok": True, "ts": "1.0", "channel": {"id": "C1"}, "user_id": "U0", "team_id": "T1", "bot_id": "B0"}
        return SlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={}, data=told, headers={}, status_code=200
        )


@dataclass
class Ours:
    """The app over a store in a folder."""

    advisor: Advisor
    app: App
    sender: Sender

    def clicks(self, channel: str = "C1") -> list[str]:
        """The values of the buttons of one conversation, in order; it stands at its first question."""
        at = {"team": "T1", "channel": channel, "who": "me", "open": "1.0"}
        result = self.advisor.begin(DIALOGUE, f"slack:T1:{channel}:", "T1/U1", surface=at)
        assert result
        id_ = result.stored.conversation.id
        answers = enumerate(script(self.advisor.library), 1)
        return [Click(id_, number, key, str(value)).packed() for number, (key, value) in answers]


@contextmanager
def ours(library: Library, folder: Path, client: WebClient, slack: WebClient | None = None) -> Iterator[Ours]:
    """The app, without the threads of its senders, who speak to `slack`: one that answers at once."""
    store = Store(open_database(f"sqlite:///{folder / 'bench.db'}"))
    advisor, workspaces = Advisor(library, store), OneWorkspace(slack or AtOnce(token=BOT_TOKEN))
    app = build_app(Desk(advisor, workspaces, NoAnswers()), client, SECRET)
    yield Ours(advisor, app, Sender(advisor, workspaces))
    store.close()
