"""A process that is killed while it schedules reminders: none is lost, and none comes twice."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.server import StandIn
from tests.processes.test_slack_killed import Process, kill, start
from tests.support.slack.office import Office, Talk
from tests.support.small_course import MONDAY, course_library

__all__ = ["start"]  # the fixture


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[StandIn]:
    with StandIn(clock.seconds) as slack:
        yield slack


@pytest.fixture
def ada(slack: StandIn) -> UserClient:
    return UserClient(slack, "Ada", patience=20.0)


@pytest.fixture
def open_office(slack: StandIn, clock: Clock, tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """Opens an office over what the killed process kept, when its patience with that process is over."""
    opened: list[Office] = []

    def open_one() -> Office:
        clock.now += timedelta(seconds=61)
        opened.append(Office(course_library(), tmp_path / "advisor.db", slack, clock).open())
        opened[-1].settled()
        return opened[-1]

    yield open_one
    for office in opened:
        office.close()


def scheduled(slack: StandIn) -> list[str]:
    planned = slack.workspace.scheduled.values()
    moments = sorted((datetime.fromtimestamp(float(one["post_at"]), UTC), one["text"]) for one in planned)
    return [f"{moment:%a %H:%M} {re.findall('“(.*?)”', text)[0]}" for moment, text in moments]


def calls_of(slack: StandIn, method: str) -> int:
    return sum(call.method == method for call in slack.calls)


def test_killed_after_slack_scheduled_the_first(
    slack: StandIn, start: Callable[..., Process], ada: UserClient, open_office: Callable[[], Office]
) -> None:
    process = start("speaking", "course")
    slack.faults.hang(1, method="chat.scheduleMessage")
    ada.command(ada.dm, "onboard")
    slack.wait_until(lambda: calls_of(slack, "chat.scheduleMessage"))
    kill(slack, process)
    assert len(slack.workspace.scheduled) == 1  # which nobody knows but Slack
    open_office()
    assert scheduled(slack) == ["Tue 09:30 Alpha", "Wed 09:30 Alpha"]


def begin(slack: StandIn, ada: UserClient, folder: Path) -> None:
    """Ada has begun, and her two reminders are scheduled and known."""
    ada.command(ada.dm, "onboard")
    with closing(sqlite3.connect(folder / "advisor.db")) as stored:
        slack.wait_until(lambda: stored.execute("SELECT count(*) FROM outbox").fetchone() == (0,))
    assert scheduled(slack) == ["Tue 09:30 Alpha", "Wed 09:30 Alpha"]


@pytest.mark.parametrize(
    ("method", "left"),
    [("chat.deleteScheduledMessage", ["Wed 09:30 Alpha"]), ("chat.scheduleMessage", ["Tue 09:30 Beta"])],
)
def test_killed_while_one_reminder_takes_the_place_of_another(
    slack: StandIn, start: Callable[..., Process], ada: UserClient, open_office: Callable[[], Office], tmp_path: Path,
    method: str, left: list[str],
) -> None:  # fmt: skip
    process = start("speaking", "course")
    begin(slack, ada, tmp_path)
    before = calls_of(slack, method)
    slack.faults.hang(1, method=method)
    ada.write("2")
    slack.wait_until(lambda: calls_of(slack, method) > before)
    kill(slack, process)
    assert scheduled(slack) == left
    office = open_office()
    assert scheduled(slack) == ["Tue 09:30 Beta", "Wed 09:30 Beta"]
    assert "“Beta” is next" in str(Talk(office, ada, ada.dm).last.blocks)
