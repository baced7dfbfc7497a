"""What one instance puts into the outbox wakes the senders of another, and the hourly work is one's."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from bot.core.content.library import Library
from bot.fake_slack.fake_slack import BOT_TOKEN
from bot.services.conversations import Advisor
from bot.slack.context import Edge
from bot.slack.housekeeping import Housekeeping
from bot.slack.installations import OneWorkspace, client_with
from bot.storage.database import open_database
from bot.storage.outbox import Notices
from bot.storage.store import Store
from tests.support.databases import fresh_postgres


@pytest.fixture
def stores(server: str) -> Iterator[tuple[Store, Store]]:
    """Two instances on one PostgreSQL."""
    url = fresh_postgres(server)
    both = Store(open_database(url)), Store(open_database(url))
    yield both
    for store in both:
        store.close()


def test_another_instance_hears_that_there_is_something_to_say(stores: tuple[Store, Store]) -> None:
    heard = Event()
    notices = Notices(stores[1].engine, heard.set)
    notices.start()
    assert heard.wait(20), "what was said before it listened"
    heard.clear()
    with stores[0].transaction(1) as transaction:
        transaction.enqueue("c1", {"kind": "post"})
    assert heard.wait(20)
    notices.stop()


def test_it_listens_again_when_the_database_is_back(stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.outbox._AGAIN", 0.1)
    heard = Event()
    notices = Notices(stores[1].engine, heard.set)
    notices.start()
    assert heard.wait(20)
    heard.clear()
    with stores[0].engine.begin() as connection:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(query, 'LISTEN')")
    assert heard.wait(20), "it looks again as soon as it listens"
    notices.stop()


def test_the_hourly_work_is_done_once_by_all_instances(opened: Callable[[], Store], library: Library) -> None:
    done = []
    for store in (opened(), opened()):
        edge = Edge(Advisor(library, store), OneWorkspace(client_with(BOT_TOKEN, "http://127.0.0.1:1/api/")))
        with store.transaction(edge.now - 400 * 86_400) as transaction:
            transaction.pass_on("T1", "an old question", "none")
        Housekeeping(edge, keep_days=365).run()
        with store.reading(edge.now) as reading:
            done.append(len(reading.gaps()))
    assert done == [0, 1], "the second instance leaves what came since to the next hour"
