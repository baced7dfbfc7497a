"""Tables of an older release are brought up to date with all that is in them; those of a newer one are refused."""

import json
import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from bot.storage.database import open_database
from bot.storage.errors import StoreError
from bot.storage.store import Store
from bot.storage.tables import METADATA, SCHEMA
from tests.support.databases import KINDS, fresh_postgres

# The tables of release 0.1.0, as SQLite had them.
RELEASE_0_1_0 = """
CREATE TABLE conversations (id VARCHAR(40) NOT NULL, place VARCHAR(200) NOT NULL, starter VARCHAR(80) NOT NULL,
  status VARCHAR(20) NOT NULL, data JSON NOT NULL, surface JSON NOT NULL, version INTEGER NOT NULL, created_at FLOAT NOT NULL,
  updated_at FLOAT NOT NULL, PRIMARY KEY (id));
CREATE INDEX conversations_by_place ON conversations (place, status, updated_at);
CREATE TABLE people (id VARCHAR(80) NOT NULL, settings JSON NOT NULL, PRIMARY KEY (id));
CREATE TABLE workspaces (id VARCHAR(40) NOT NULL, settings JSON NOT NULL, PRIMARY KEY (id));
CREATE TABLE feedback (id INTEGER NOT NULL, workspace VARCHAR(40) NOT NULL, about VARCHAR(200) NOT NULL,
  helpful INTEGER NOT NULL, comment VARCHAR(2000) NOT NULL, at FLOAT NOT NULL, PRIMARY KEY (id));
CREATE TABLE gaps (id INTEGER NOT NULL, workspace VARCHAR(40) NOT NULL, question VARCHAR(500) NOT NULL,
  status VARCHAR(20) NOT NULL, at FLOAT NOT NULL, PRIMARY KEY (id));
CREATE TABLE learnings (learner VARCHAR(80) NOT NULL, inviter VARCHAR(80) NOT NULL, data JSON NOT NULL, surface JSON NOT NULL,
  version INTEGER NOT NULL, created_at FLOAT NOT NULL, updated_at FLOAT NOT NULL, PRIMARY KEY (learner));
CREATE INDEX learnings_by_inviter ON learnings (inviter);
CREATE TABLE events (id VARCHAR(200) NOT NULL, at FLOAT NOT NULL, PRIMARY KEY (id));
CREATE TABLE outbox (id INTEGER NOT NULL, conversation VARCHAR(40) NOT NULL, payload JSON NOT NULL, attempts INTEGER NOT NULL,
  due_at FLOAT NOT NULL, PRIMARY KEY (id));
CREATE INDEX outbox_by_conversation ON outbox (conversation, id);
"""
ANSWERS = {
    "fence.rabbits": {"value": "yes", "by": "U1", "at": "2026-01-01", "carried": ""},
    "fence.wood": {"value": "yes", "by": "U2", "at": "2026-01-01", "carried": ""},
}
DATA = {
    "id": "c1", "dialogue": "fence", "edition": "e", "answers": ANSWERS, "drafts": {}, "reopened": "", "proposed": None,
    "shown": 0, "stopped": False, "version": 2,
}  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of release 0.1.0 with a decision in it, a delivery, and something to say."""
    file = tmp_path / "advisor.db"
    with sqlite3.connect(file) as database:
        database.executescript(RELEASE_0_1_0)
        row = ("c1", "slack:T1:C1:1.0", "T1/U1", "open", json.dumps(DATA), "{}", 2, 1.0, 2.0)
        database.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO events VALUES ('x', 5.0)")
        database.execute("INSERT INTO outbox VALUES (1, 'c1', '{\"kind\": \"post\"}', 0, 3.0)")
    return file


def on_postgres(server: str) -> str:
    """The same on a PostgreSQL, where the database counted the ids itself."""
    url = fresh_postgres(server)
    engine = create_engine(url)
    with engine.begin() as connection:
        for command in RELEASE_0_1_0.replace("(id INTEGER NOT NULL", "(id SERIAL NOT NULL").split(";"):
            if command.strip():
                connection.exec_driver_sql(command)
        values = "('c1', 'slack:T1:C1:1.0', 'T1/U1', 'open', :data, '{}', 2, 1, 2)"
        connection.execute(text(f"INSERT INTO conversations VALUES {values}"), {"data": json.dumps(DATA)})
        connection.execute(text("INSERT INTO events VALUES ('x', 5.0)"))
        columns = "conversation, payload, attempts, due_at"
        said = {"payload": json.dumps({"kind": "post"})}
        connection.execute(text(f"INSERT INTO outbox ({columns}) VALUES ('c1', :payload, 0, 3)"), said)
    engine.dispose()
    return url


def columns_and_indexes(file: Path) -> dict[str, object]:
    seen = inspect(open_database(f"sqlite:///{file}"))
    return {
        table: (sorted(c["name"] for c in seen.get_columns(table)), sorted(str(i["name"]) for i in seen.get_indexes(table)))
        for table in seen.get_table_names()
    }


def test_an_older_database_becomes_as_a_new_one(old: Path, tmp_path: Path) -> None:
    assert columns_and_indexes(old) == columns_and_indexes(tmp_path / "new.db")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_on_the_way(old: Path, kind: str, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{old}" if kind == "sqlite" else on_postgres(request.getfixturevalue("server"))
    store = Store(open_database(url))
    with store.transaction(9) as transaction:
        stored = transaction.load("c1")
        assert stored
        assert stored.conversation.answers["fence.wood"].by == "U2"
        assert [one.conversation.id for one in transaction.answered_by("T1", "U2")] == ["c1"]
        assert transaction.answered_by("T1", "U1") == [], "who began it is not among those who answered for them"
        outgoing = transaction.due()
        assert outgoing
        assert outgoing.payload == {"kind": "post"}
        assert transaction.outdated() == ""


def test_it_is_migrated_once(old: Path) -> None:
    for _ in range(2):
        open_database(f"sqlite:///{old}").dispose()
    assert sqlite3.connect(old).execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "advisor.db"
    open_database(f"sqlite:///{file}").dispose()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="made by a newer release"):
        open_database(f"sqlite:///{file}")


def test_the_newest_migration_is_the_one_the_tables_name() -> None:
    config = Config()
    config.set_main_option("script_location", "bot:storage/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA
    assert "alembic_version" in METADATA.tables


def test_the_file_is_for_us_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "advisor.db"
    open_database(f"sqlite:///{file}").dispose()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
