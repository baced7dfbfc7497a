"""Payloads that are signed, and not as Slack sends them: refused with 400 and a line, and nothing else comes of them."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.core.content.library import Library
from bot.fake_slack.state.deliveries import EVENT, INTERACTION
from bot.fake_slack.state.workspace import TEAM
from bot.slack.payload_shape import what_is_wrong
from tests.slack.app.test_payloads import PAYLOADS
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import Office

Json = dict[str, Any]

HIM = {"id": "U0ANN", "team_id": TEAM}
WHOSE: Json = {"team": {"id": TEAM}, "user": HIM, "trigger_id": "1.2"}
EVENTS: dict[str, Json] = {
    "no event": {"type": "event_callback", "team_id": TEAM},
    "an event that is a list": {"type": "event_callback", "team_id": TEAM, "event": []},
    "words that are a list": {"type": "event_callback", "team_id": TEAM, "event": {"type": "message", "text": ["a"]}},
    "a channel that is a number": {"type": "event_callback", "event": {"type": "app_mention", "channel": 7}},
    "a person who is a list": {"type": "event_callback", "event": {"type": "member_joined_channel", "user": ["U"]}},
    "tokens that are a list": {"type": "event_callback", "event": {"type": "tokens_revoked", "tokens": ["bot"]}},
    "a workspace that is a list": {"type": "event_callback", "team_id": [TEAM], "event": {"type": "message"}},
    "authorisations that are a number": {"type": "event_callback", "authorizations": 7, "event": {"type": "message"}},
}
CLICKS: dict[str, Json] = {
    "no actions": {"type": "block_actions", **WHOSE},
    "an empty list of actions": {"type": "block_actions", **WHOSE, "actions": []},
    "an action that is a word": {"type": "block_actions", **WHOSE, "actions": ["give"]},
    "a value that is a list": {"type": "block_actions", **WHOSE, "actions": [{"action_id": "give", "value": []}]},
    "nobody": {"type": "block_actions", "team": {"id": TEAM}, "actions": [{"action_id": "give"}]},
    "a state that is a list": {"type": "block_actions", **WHOSE, "actions": [{"action_id": "give"}], "state": []},
    "a modal without anything": {"type": "view_submission", **WHOSE, "view": {}},
    "no modal": {"type": "view_submission", **WHOSE},
    "fields that are words": {
        "type": "view_submission",
        **WHOSE,
        "view": {"callback_id": "answer", "private_metadata": "", "state": {"values": {"a": "b"}}},
    },
    "a shortcut without a name": {"type": "shortcut", **WHOSE},
    "a message that is a word": {"type": "message_action", "callback_id": "ask_about_this", **WHOSE, "message": "words"},
}
MALFORMED: dict[str, Json] = {**EVENTS, **CLICKS}


@pytest.fixture(scope="module")
def http_office(garden: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpOffice]:
    office = HttpOffice(garden, tmp_path_factory.mktemp("malformed") / "advisor.db").open()
    yield office
    office.close()


def sent(body: Json) -> tuple[str, str]:
    """A payload as it travels over HTTP."""
    if body["type"] == "event_callback":
        return json.dumps(body), "application/json"
    return urlencode({"payload": json.dumps(body)}), "application/x-www-form-urlencoded"


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_over_http(http_office: HttpOffice, caplog: pytest.LogCaptureFixture, body: Json) -> None:
    before = len(http_office.slack.calls)
    assert http_office.http.post(*sent(body))[0] == 400
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["A payload was refused, as it cannot be read"]
    http_office.settled()
    assert len(http_office.slack.calls) == before


@pytest.mark.parametrize("form", [{"command": "/advisor"}, {"command": "/advisor", "user_id": ""}])
def test_a_command_of_nobody(http_office: HttpOffice, form: dict[str, str]) -> None:
    assert http_office.http.post(urlencode(form), "application/x-www-form-urlencoded")[0] == 400


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_over_socket_mode(office: Office, caplog: pytest.LogCaptureFixture, body: Json) -> None:
    kind = EVENT if body["type"] == "event_callback" else INTERACTION
    before = len(office.slack.calls)
    assert office.slack.deliveries.send(kind, body, 20).acknowledged, "or Slack would send it again"
    assert "Traceback" not in caplog.text
    assert "A payload was refused" in caplog.text
    office.settled()
    assert len(office.slack.calls) == before


def test_the_line_tells_where_and_not_what() -> None:
    body = {"type": "event_callback", "event": {"type": "message", "text": {"secret words": 1}}}
    assert what_is_wrong(body) == "event.event.said"
    assert "secret" not in what_is_wrong(body)


@pytest.mark.parametrize("name", [name for name in PAYLOADS if not name.startswith("modal")])
def test_what_slack_sends_is_taken(name: str) -> None:
    assert what_is_wrong(PAYLOADS[name][0]) == ""
