"""What is being said is kept from other processes for as long as it takes, and is theirs when it is handed back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.content.library import Library
from bot.services.conversations import Advisor
from bot.slack.outbox.entry import Told
from bot.slack.outbox.lease import InHand
from bot.storage.database import open_database
from bot.storage.outbox import LEASE
from bot.storage.store import Store

HERE = {"at": {"team": "T", "channel": "C"}}


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2027, 1, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def both(garden: Library, tmp_path: Path, clock: Clock) -> tuple[InHand, InHand]:
    """The hands of two processes."""
    stores = [Store(open_database(f"sqlite:///{tmp_path / 'advisor.db'}")) for _ in range(2)]
    with stores[0].transaction(0) as transaction:
        transaction.enqueue("c1", HERE)
    ours, theirs = (InHand(Advisor(garden, store, clock)) for store in stores)
    return ours, theirs


def test_nobody_else_says_it_however_long_slack_takes(both: tuple[InHand, InHand], clock: Clock) -> None:
    ours, theirs = both
    saying = ours.take()
    assert saying
    for _ in range(5):
        clock.on(LEASE - 1)
        ours.hold()
        assert theirs.take() is None
    ours.let_go(saying, 0, Told())
    clock.on(2 * LEASE)
    assert theirs.take() is None


def test_what_a_killed_process_had_is_soon_taken_and_looked_for(both: tuple[InHand, InHand], clock: Clock) -> None:
    ours, theirs = both
    assert ours.take()
    clock.on(LEASE - 1)
    assert theirs.take() is None
    clock.on(1)
    assert LEASE < 20
    saying = theirs.take()
    assert saying
    assert saying.outgoing.attempts == 1, "so it is looked for before it is said again"


def test_what_is_let_go_is_held_no_more(both: tuple[InHand, InHand], clock: Clock) -> None:
    ours, theirs = both
    saying = ours.take()
    assert saying
    ours.let_go(saying, 2, Told())
    ours.hold()
    clock.on(2)
    assert theirs.take()


def test_what_is_handed_back_is_taken_at_once(both: tuple[InHand, InHand]) -> None:
    ours, theirs = both
    assert ours.take()
    ours.hand_back()
    assert theirs.take()
