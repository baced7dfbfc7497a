"""`advisor serve` as an operator sees it: what it says when it cannot start, what it serves, and how it leaves."""

import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.fake_slack import APP_TOKEN
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER
from bot.fake_slack.transport.events_http import HttpEvents
from tests.support.slack.fixtures import OpenOffice
from tests.support.slack.office import SECRET, Talk
from tests.support.slack.serving import HTTP, MANY, SOCKET, Serving
from tests.support.slack.words import shown

BOT_PAGE = "Copy it anew from your Slack app's page, under OAuth & Permissions."
APP_PAGE = "Copy it anew from your Slack app's page, under Basic Information, App-Level Tokens."


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as slack:
        yield slack


@pytest.fixture
def serve(slack: StandIn, tmp_path: Path) -> Iterator[Callable[..., Serving]]:
    started: list[Serving] = []

    def serve_one(**settings: str) -> Serving:
        started.append(Serving(slack, tmp_path, settings))
        return started[-1]

    yield serve_one
    for serving in started:
        serving.end()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({**SOCKET, "SLACK_BOT_TOKEN": "xoxb-of-others"}, f"Slack does not take SLACK_BOT_TOKEN: invalid_auth. {BOT_PAGE}"),
        ({**HTTP, "SLACK_BOT_TOKEN": "xoxb-of-others"}, f"Slack does not take SLACK_BOT_TOKEN: invalid_auth. {BOT_PAGE}"),
        ({**SOCKET, "SLACK_APP_TOKEN": "xapp-of-others"}, f"Slack does not take SLACK_APP_TOKEN: invalid_auth. {APP_PAGE}"),
    ],
    ids=["bot token", "bot token over HTTP", "app token"],
)
def test_a_token_that_slack_does_not_take_is_one_line(serve: Callable[..., Serving], settings: dict[str, str], told: str) -> None:
    serving = serve(**settings)
    assert (serving.ended(), serving.told) == (2, f"{told}\n")


def test_a_port_that_is_taken_or_a_host_that_is_none_is_one_line(serve: Callable[..., Serving]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        serving = serve(**HTTP, ADVISOR_PORT=port)
        assert serving.ended() == 2
    [line] = serving.told.splitlines()
    assert line.startswith(f"Nothing can be served at ADVISOR_HOST 127.0.0.1 and ADVISOR_PORT {port}: Address already in use")
    serving = serve(**HTTP, ADVISOR_HOST="no.such.host.invalid")
    assert serving.ended() == 2
    assert [line.partition(":")[0] for line in serving.told.splitlines()] == [
        "Nothing can be served at ADVISOR_HOST no.such.host.invalid and ADVISOR_PORT 0"
    ]


def test_a_slack_that_is_not_there_is_one_line(serve: Callable[..., Serving]) -> None:
    serving = serve(**SOCKET, SLACK_API_URL="http://127.0.0.1:1/api/")
    assert serving.ended() == 2
    assert serving.told.startswith("Slack could not be reached at http://127.0.0.1:1/api/: ")
    assert "Traceback" not in serving.told


def test_many_workspaces_install_the_app_over_http_while_it_listens_over_socket_mode(
    slack: StandIn, serve: Callable[..., Serving]
) -> None:
    serving = serve(**MANY, SLACK_APP_TOKEN=APP_TOKEN)
    where = serving.ready("To be installed at ").rpartition("//")[2].partition("/")[0]
    slack.wait_until(lambda: slack.sockets.open)
    statuses = []
    for method, path in (("GET", "/slack/install"), ("GET", "/healthz"), ("POST", "/slack/events")):
        with closing(HTTPConnection(where, timeout=20)) as connection:
            connection.request(method, path)
            statuses.append(connection.getresponse().status)
    assert statuses == [200, 200, 404], "without a secret nobody can tell who sends events"
    serving.process.terminate()
    assert serving.ended() == 0


def test_what_hangs_when_it_is_told_to_stop_is_handed_to_the_next(
    slack: StandIn, serve: Callable[..., Serving], open_office: OpenOffice
) -> None:
    ann = UserClient(slack, "Ann", patience=20.0)
    channel = slack.workspace.add_channel("garden", [ann.id, BOT_USER])
    serving = serve(**HTTP)
    where = serving.ready("Listening for Slack at ").partition(" at ")[2].partition(". ")[0]
    assert serving.told.splitlines() == [f"Listening for Slack at {where}. Ctrl-C stops."]
    events = HttpEvents(slack, where, SECRET)
    slack.deliveries.carry = events.carry
    slack.faults.hang(1, method="chat.postMessage")
    ann.mention(channel, "fence")
    slack.wait_until(lambda: any(call.method == "chat.postMessage" for call in slack.calls))
    serving.process.terminate()
    assert serving.ended() == 0
    events.close()
    with closing(sqlite3.connect(serving.database)) as stored:
        [(due,)] = stored.execute("SELECT due_at FROM outbox")
    assert due <= time.time()
    slack.deliveries.carry = slack.sockets.carry
    talk = Talk(open_office(slack), ann, channel)
    assert [shown(message).splitlines()[-1] for message in talk.said] == ["Are there rabbits?"]
    assert "Do you have wood?" in shown(talk.click("Many rabbits"))
