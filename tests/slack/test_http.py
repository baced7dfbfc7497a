"""The same over HTTP: signed, acknowledged by the answer, with Slack's retries."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.core.library import Library
from bot.surfaces.playground.events_http import HttpEvents
from bot.surfaces.slack.http import asgi_app
from tests.slack.office import SECRET, Office, Talk
from tests.slack.words import shown


class Front:
    """Stands before the app: notes what comes, and answers some of it with an error."""

    def __init__(self, app: Starlette) -> None:
        self.app, self.failing = app, 0
        self.retries: list[tuple[str, str]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Request(scope).headers
        if "x-slack-retry-num" in headers:
            self.retries.append((headers["x-slack-retry-num"], headers["x-slack-retry-reason"]))
        if self.failing:
            self.failing -= 1
            await Response(status_code=500)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class HttpOffice(Office):
    """The app, reached over HTTP."""

    def open(self) -> "HttpOffice":
        self.front = Front(asgi_app(self.app, self.advisor.trouble))
        listening = socket.create_server(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(self.front, lifespan="off", log_level="error", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        self.http = HttpEvents(self.slack, f"{address}/slack/events", SECRET)
        self.slack.deliveries.carry = self.http.carry
        self.sender.start()
        return self

    def close(self) -> None:
        self.http.close()
        self.server.should_exit = True
        super().close()


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


def test_an_installation_for_a_whole_organisation_sends_no_team_with_clicks(http_office: HttpOffice) -> None:
    ann = http_office.person("Ann", for_org=True)
    talk = Talk(http_office, ann, http_office.channel(ann))
    asked = talk.start("Does it need a fence?")
    ann.post(talk.channel, "many rabbits", thread=asked.thread)
    assert "Do you have wood?" in shown(talk.last)
