"""Slack over HTTP: signed requests, installation by many workspaces, and health."""

import re
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
import uvicorn
from pydantic import SecretStr

from bot.core.library import Library
from bot.core.search.found import Found
from bot.service import Advisor
from bot.settings import Settings
from bot.stores.database import open_database
from bot.stores.store import Store
from bot.surfaces.playground.deliveries import EVENT
from bot.surfaces.playground.events_http import HttpEvents
from bot.surfaces.playground.oauth_methods import CODE
from bot.surfaces.playground.people import Person
from bot.surfaces.playground.server import StandIn
from bot.surfaces.playground.slack import BOT_TOKEN
from bot.surfaces.playground.workspace import BOT_USER, TEAM
from bot.surfaces.slack.http import asgi_app
from bot.surfaces.slack.sender import Sender
from bot.surfaces.slack.serve import app_for

SECRET = "signed"
MANY = {
    "slack_client_id": "1.2",
    "slack_client_secret": SecretStr("kept"),
    "slack_authorize_url": "https://slack.gov.example/authorize",
}
ONE = {"slack_bot_token": SecretStr(BOT_TOKEN)}


class Website:
    """The app behind its address, with its senders."""

    def __init__(self, library: Library, database: Path, slack: StandIn, **settings: object) -> None:
        self.slack = slack
        self.store = Store(open_database(f"sqlite:///{database}"))
        self.advisor = Advisor(library, self.store)
        chosen = Settings(slack_signing_secret=SecretStr(SECRET), slack_api_url=slack.api_url, **settings)  # type: ignore[arg-type]
        app, self.desk = app_for(self.advisor, chosen, lambda _: Found("nothing"))
        self.sender = Sender(self.advisor, self.desk.edge.workspaces)
        config = uvicorn.Config(asgi_app(app, self.advisor.trouble), port=0, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def open(self) -> "Website":
        self.sender.start()
        self.thread.start()
        self.slack.wait_until(lambda: self.server.started)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        self.events = HttpEvents(self.slack, f"http://127.0.0.1:{self.port}/slack/events", SECRET)
        self.slack.deliveries.carry = self.events.carry
        return self

    def close(self) -> None:
        self.events.close()
        self.server.should_exit = True
        self.thread.join(timeout=10)
        self.sender.stop()

    def get(self, path: str, cookie: str = "") -> tuple[int, str, str]:
        """Status, body and cookie."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, body, (response.getheader("set-cookie") or "").split(";")[0]


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as slack:
        yield slack


Opens = Callable[..., Website]


@pytest.fixture
def opens(garden: Library, tmp_path: Path, slack: StandIn) -> Iterator[Opens]:
    opened: list[Website] = []

    def open_one(**settings: object) -> Website:
        opened.append(Website(garden, tmp_path / "advisor.db", slack, **settings).open())
        return opened[-1]

    yield open_one
    for website in opened:
        website.close()


def mentioned(slack: StandIn) -> str:
    """What somebody who mentions the app is answered."""
    ann = Person(slack, "Ann")
    channel = slack.workspace.add_channel("garden", [ann.id, BOT_USER])
    ann.mention(channel)
    slack.wait_until(lambda: any(message.ours for message in ann.sees(channel)))
    return ann.sees(channel)[-1].text


def test_a_mention_is_answered_over_http_too(opens: Opens, slack: StandIn) -> None:
    opens(**ONE)
    assert mentioned(slack) == "What would you like to decide?"


def test_what_is_not_signed_is_refused(opens: Opens, slack: StandIn) -> None:
    website = opens(**ONE)
    forged = HttpEvents(slack, f"http://127.0.0.1:{website.port}/slack/events", "forged")
    assert forged.post("{}", "application/json")[0] == 401
    forged.close()


def test_a_redelivered_mention_is_answered_once(opens: Opens, slack: StandIn) -> None:
    website = opens(**ONE)
    mentioned(slack)
    for delivery in [delivery for delivery in slack.deliveries.all if delivery.kind == EVENT]:
        slack.deliveries.again(delivery)
    slack.wait_until(lambda: website.advisor.trouble() == "" and not _unsaid(website))
    assert sum(message.ours for message in slack.workspace.messages) == 1


def _unsaid(website: Website) -> int:
    with website.store.transaction(website.advisor.clock().timestamp()) as transaction:
        return transaction.unsaid()


def test_health(opens: Opens) -> None:
    website = opens(**ONE)
    assert website.get("/healthz")[:2] == (200, "ok")
    assert website.get("/readyz")[:2] == (200, "ok")
    assert website.get("/slack/install")[0] == 404, "one workspace needs no installing"
    website.sender.stop()
    with website.store.transaction(0.0) as transaction:
        transaction.say("stuck", {"kind": "post"})
    status, words, _ = website.get("/readyz")
    assert (status, "has waited" in words) == (503, True)


def installed(website: Website) -> None:
    status, page, cookie = website.get("/slack/install")
    assert status == 200
    address = re.search(r'href="(https://slack\.gov\.example/authorize[^"]+)"', page)
    assert address, page
    assert "app_mentions:read" in address[1]
    state = re.search(r"state=([^&\"]+)", address[1])
    assert state
    assert website.get(f"/slack/oauth_redirect?code={CODE}&state={state[1]}", cookie)[0] == 200


def test_a_workspace_installs_the_app_and_is_answered(opens: Opens, slack: StandIn) -> None:
    website = opens(**MANY)
    installed(website)
    assert mentioned(slack) == "What would you like to decide?"


def test_an_installation_without_its_state_is_refused(opens: Opens) -> None:
    website = opens(**MANY)
    assert website.get(f"/slack/oauth_redirect?code={CODE}&state=made-up")[0] == 400


def test_a_workspace_that_removes_the_app_is_forgotten(opens: Opens, slack: StandIn) -> None:
    website = opens(**MANY)
    installed(website)
    ann = Person(slack, "Ann")
    channel = slack.workspace.add_channel("garden", [ann.id, BOT_USER])
    ann.mention(channel, next(iter(website.advisor.library.dialogues)))
    slack.wait_until(lambda: any(message.ours for message in ann.sees(channel)))
    slack.deliveries.send(EVENT, ann.shapes.event({"type": "app_uninstalled"}))
    with website.store.transaction(1.0) as transaction:
        assert transaction.held_by(f"{TEAM}/{ann.id}") == []
    with pytest.raises(Exception, match=TEAM):
        website.desk.edge.workspaces.client(TEAM)
