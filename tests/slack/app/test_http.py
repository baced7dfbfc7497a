"""The same over HTTP: signed, acknowledged by the answer, with Slack's retries."""

import json
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from bot.core.content.library import Library
from bot.fake_slack.state.workspace import TEAM
from bot.fake_slack.transport.events_http import HttpEvents
from bot.slack.http import EVENTS, MOST
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import Talk
from tests.support.slack.words import shown


@pytest.fixture(scope="module")
def http_office(garden: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpOffice]:
    office = HttpOffice(garden, tmp_path_factory.mktemp("http") / "advisor.db").open()
    yield office
    office.close()


@pytest.fixture
def over_http(http_office: HttpOffice) -> Talk:
    ann = http_office.person()
    return Talk(http_office, ann, http_office.channel(ann))


def test_a_decision_from_mention_to_outcome(over_http: Talk) -> None:
    over_http.start("How shall we water it?")
    assert over_http.fill("the yard") == {}
    over_http.press("action_why")
    assert over_http.whispers == ["Rain costs nothing."]
    over_http.click("Yes, it does")
    assert "Leave the yard to the rain" in shown(over_http.last)


def test_a_command_is_answered_in_the_response(over_http: Talk) -> None:
    over_http.person.command(over_http.channel, "start fence")
    assert over_http.whispers == [over_http.phrase("started_in_private")]


def test_an_error_of_ours_brings_the_event_again_and_it_is_taken_once(over_http: Talk, http_office: HttpOffice) -> None:
    http_office.front.failing, http_office.front.retries = 2, []
    over_http.person.post(over_http.channel, "good morning")
    http_office.front.failing = 1
    over_http.person.mention(over_http.channel, "fence")
    assert [number for number, _ in http_office.front.retries] == ["1", "2", "1"]
    assert {reason for _, reason in http_office.front.retries} == {"http_error"}
    assert [shown(message).splitlines()[-1] for message in over_http.said] == ["Are there rabbits?"]


def test_what_is_signed_by_others_is_refused(over_http: Talk, http_office: HttpOffice) -> None:
    before = over_http.said
    address = http_office.http.address.geturl()
    stranger = HttpEvents(http_office.slack, address, "another secret")
    body = '{"type": "event_callback", "event": {"type": "app_mention", "text": "fence"}}'
    assert stranger.post(body, "application/json")[0] == 401
    assert http_office.http.post(body, "application/json", {"X-Slack-Request-Timestamp": "1700000000"})[0] == 401
    stranger.close()
    assert over_http.said == before


@pytest.mark.parametrize("stamp", ["abc", "", "1e3", "99999999999", "-1"])
@pytest.mark.parametrize("signature", ["", "v0=" + "0" * 64, "v0=\xe9"])
def test_a_signature_that_is_none_is_refused_without_a_word(
    over_http: Talk, http_office: HttpOffice, caplog: pytest.LogCaptureFixture, stamp: str, signature: str
) -> None:
    delivery = {"type": "app_mention", "user": over_http.person.id, "channel": over_http.channel.id, "text": "x", "ts": "1.0"}
    body = json.dumps({"type": "event_callback", "team_id": TEAM, "event": delivery, "event_id": "Ev1"})
    calls = len(http_office.slack.calls)
    forged = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    assert http_office.http.post(body, "application/json", forged)[0] == 401
    assert http_office.http.post(body, "application/json", {"X-Slack-Request-Timestamp": stamp})[0] == 401
    assert http_office.http.post(body, "application/json", {"X-Slack-Signature": signature})[0] == 401
    http_office.settled()
    assert len(http_office.slack.calls) == calls
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("body", ["{not json", "[]", "null", "7", '"words"', "payload=%7Bbroken", "payload=[]"])
def test_what_cannot_be_read_is_refused(http_office: HttpOffice, caplog: pytest.LogCaptureFixture, body: str) -> None:
    kind = "application/x-www-form-urlencoded" if body.startswith("payload") else "application/json"
    assert http_office.http.post(body, kind)[0] == 400
    assert http_office.http.post(body, kind, {"X-Slack-Signature": "v0=0"})[0] == 401
    assert "Traceback" not in caplog.text


def raw(office: HttpOffice, body: Iterable[bytes]) -> int:
    """What is not even text, in pieces."""
    where = urlsplit(office.address)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=20)
    signed = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=" + "0" * 64}
    try:
        connection.request("POST", EVENTS, body, signed, encode_chunked=True)
        return connection.getresponse().status
    finally:
        connection.close()


def test_what_is_no_text_or_far_too_much_is_refused(http_office: HttpOffice) -> None:
    assert raw(http_office, [b"\xff\xfe"]) == 401
    assert raw(http_office, [b"x" * MOST]) == 401
    assert raw(http_office, [b"x" * MOST, b"y"]) == 413


def test_a_look_at_the_certificate_is_welcome(http_office: HttpOffice) -> None:
    form = "application/x-www-form-urlencoded"
    assert http_office.http.post("token=x&ssl_check=1", form, {"X-Slack-Signature": ""}) == (200, {})


def test_an_installation_for_a_whole_organisation_sends_no_team_with_clicks(http_office: HttpOffice) -> None:
    ann = http_office.person("Ann", for_org=True)
    talk = Talk(http_office, ann, http_office.channel(ann))
    asked = talk.start("Does it need a fence?")
    ann.post(talk.channel, "many rabbits", thread=asked.thread)
    assert "Do you have wood?" in shown(talk.last)
