"""Health says well only where something can be kept, and otherwise why not."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.small_library import small_library


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "advisor.db"


@pytest.fixture
def advisor(file: Path) -> Advisor:
    return Advisor(small_library(), Store(open_database(f"sqlite:///{file}")))


def test_all_is_well_and_nothing_is_left_of_the_look(advisor: Advisor, file: Path) -> None:
    assert advisor.trouble() == ""
    assert sqlite3.connect(file).execute("SELECT count(*) FROM deliveries").fetchone() == (0,)


def fill(advisor: Advisor) -> None:
    """Keep more and more, until the last page is full."""
    for number in range(1000):
        with advisor.store.transaction(0) as transaction:
            transaction.first_time(f"delivery {number}")


def test_a_full_disk(advisor: Advisor) -> None:
    event.listen(advisor.store.engine, "begin", lambda one: one.exec_driver_sql("PRAGMA max_page_count = 1"))
    with pytest.raises(OperationalError):
        fill(advisor)
    assert advisor.trouble() == "Nothing can be kept: the disk is full."


def test_a_file_that_is_read_only(file: Path) -> None:
    Advisor(small_library(), Store(open_database(f"sqlite:///{file}")))
    only_read = Store(open_database(f"sqlite:///file:{file}?mode=ro&uri=true"))
    assert Advisor(small_library(), only_read).trouble() == "Nothing can be kept: the database file is read-only."


def test_tables_of_another_release(advisor: Advisor, file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("ALTER TABLE conversations DROP COLUMN surface")
    assert advisor.trouble() == "Nothing can be kept: its tables are those of another release."


def test_tables_of_another_version(advisor: Advisor, file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    assert "Run `advisor migrate`" in advisor.trouble()


def test_what_was_put_aside_is_counted(advisor: Advisor, file: Path) -> None:
    with advisor.store.transaction(0) as transaction:
        transaction.enqueue("c", {"kind": "post"})
    with sqlite3.connect(file) as database:
        database.execute("UPDATE outbox SET payload = '{half'")
    with advisor.store.transaction(1) as transaction:
        assert transaction.due() is None
    assert advisor.trouble() == "1 messages could not be said and were put aside; the log says why."
