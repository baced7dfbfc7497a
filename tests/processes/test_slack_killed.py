"""A process that is killed at the worst moment: what it acknowledged is kept, and said once by the next."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER, Channel
from bot.services.conversations import now_in_utc
from bot.storage.outbox import LEASE
from tests.support.databases import KINDS
from tests.support.slack.fixtures import OpenOffice, empty_database
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown

ROOT = Path(__file__).parents[2]
Process = subprocess.Popen[bytes]


@pytest.fixture
def slack() -> Iterator[StandIn]:
    with StandIn() as slack:
        yield slack


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return empty_database(request.param, request, tmp_path)


@pytest.fixture
def start(slack: StandIn, database: str) -> Iterator[Callable[..., Process]]:
    """Starts the app in a process of its own, connected to Slack."""
    started: list[Process] = []

    def start_one(*how: str) -> Process:
        command = [sys.executable, "-m", "tests.support.slack.process", slack.api_url, database, *how]
        started.append(subprocess.Popen(command, cwd=ROOT))
        slack.wait_until(lambda: slack.sockets.open or started[-1].poll() is not None, 60)
        assert started[-1].poll() is None, "the process ended by itself"
        return started[-1]

    yield start_one
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def ann(slack: StandIn) -> UserClient:
    return UserClient(slack, "Ann")


@pytest.fixture
def channel(slack: StandIn, ann: UserClient) -> Channel:
    return slack.workspace.add_channel("garden", [ann.id, BOT_USER])


def kill(slack: StandIn, process: Process) -> None:
    """Kill it outright; it can do nothing more."""
    process.kill()
    process.wait()
    slack.wait_until(lambda: not slack.sockets.open)


def go_home(office: Office) -> None:
    """Close an office whose Slack goes on."""
    office.close()
    office.slack.wait_until(lambda: not office.slack.sockets.open)


def test_killed_between_acknowledging_and_speaking(
    slack: StandIn, start: Callable[..., Process], ann: UserClient, channel: Channel, open_office: OpenOffice
) -> None:
    process = start()
    ann.mention(channel, "fence")
    assert not slack.deliveries.open
    kill(slack, process)
    assert [message.ours for message in ann.sees(channel)] == [False]

    office = open_office(slack)
    talk = Talk(office, ann, channel)
    assert [shown(message).splitlines()[-1] for message in talk.said] == ["Are there rabbits?"]
    go_home(office)

    process = start()
    ann.click(talk.last, "Many rabbits")
    assert not slack.deliveries.open
    kill(slack, process)

    talk = Talk(open_office(slack), ann, channel)
    assert [shown(message).splitlines()[0] for message in talk.said] == ["Are there rabbits?", "Question 2 of 3"]
    talk.click("Plenty of wood", "Green")
    assert "Build the fence in Green" in shown(talk.last)


def test_killed_while_speaking(
    slack: StandIn, start: Callable[..., Process], ann: UserClient, channel: Channel, open_office: OpenOffice
) -> None:
    process = start("speaking")
    slack.faults.hang(1, method="chat.postMessage")
    ann.mention(channel, "fence")
    slack.wait_until(lambda: any(call.method == "chat.postMessage" for call in slack.calls))
    kill(slack, process)

    later = open_office(slack, lambda: now_in_utc() + timedelta(seconds=LEASE))
    talk = Talk(later, ann, channel)
    assert [shown(message).splitlines()[-1] for message in talk.said] == ["Are there rabbits?"]
    talk.click("Many rabbits")
    assert "Do you have wood?" in shown(talk.last)
    assert shown(talk.said[0]).startswith("Are there rabbits?\nMany rabbits")


def test_killed_before_acknowledging_it_is_delivered_again(
    slack: StandIn, start: Callable[..., Process], ann: UserClient, channel: Channel, open_office: OpenOffice
) -> None:
    ann.patience = 0
    ann.mention(channel, "fence")
    assert slack.deliveries.open
    talk = Talk(open_office(slack), ann, channel)
    slack.wait_until(lambda: not slack.deliveries.open)
    assert len(talk.said) == 1
