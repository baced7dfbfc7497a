"""The store: everything that is kept between turns, one transaction at a time."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Engine, Table, insert, select, update

from bot.storage.cases import Cases
from bot.storage.conversations import Conversations
from bot.storage.database import READING
from bot.storage.deliveries import Deliveries
from bot.storage.enrolments import Enrolments
from bot.storage.erasure import Erasure
from bot.storage.last_answers import LastAnswers
from bot.storage.outbox import Outbox
from bot.storage.personal import Personal
from bot.storage.schema import trouble_with
from bot.storage.tables import FEEDBACK, GAPS


class Store:
    """Keeps conversations in a database; every change is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # SQLite has one writer, and who waits for it sleeps and asks again; here they queue
        one_writer = engine.dialect.name == "sqlite"
        self._writing: AbstractContextManager[Any] = threading.Lock() if one_writer else nullcontext()

    @contextmanager
    def transaction(self, now: float) -> Iterator["Transaction"]:
        """One transaction: all of it is kept, or nothing. `now` is in seconds since 1970."""
        with self._writing, self.engine.begin() as connection:
            yield Transaction(connection, now)

    @contextmanager
    def reading(self, now: float) -> Iterator["Transaction"]:
        """One look at what is kept, which waits for nobody and lets nobody wait; nothing can be changed in it."""
        with self.engine.connect() as connection:
            yield Transaction(connection.execution_options(**READING), now)

    def bytes(self) -> int:
        """How much room the database takes."""
        asked = "SELECT pg_database_size(current_database())"
        if self.engine.dialect.name == "sqlite":
            asked = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        with self.engine.connect() as connection:
            return int(connection.execution_options(**READING).exec_driver_sql(asked).scalar_one())

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()


class Transaction(Conversations, Cases, Deliveries, Outbox, Enrolments, LastAnswers, Erasure, Personal):
    """What can be done within one transaction."""

    def outdated(self) -> str:
        """What is wrong with the tables; empty when all is as this release needs it."""
        return trouble_with(self._connection)

    def settings_of(self, table: Table, id_: str) -> dict[str, Any]:
        """What was chosen for a person or a workspace."""
        row = self._connection.execute(select(table.c.settings).where(table.c.id == id_)).first()
        return dict(row[0]) if row else {}

    def choose(self, table: Table, id_: str, **chosen: Any) -> None:
        """Keep a choice of a person or for a workspace."""
        self._insert_if_absent(table, id=id_, settings={})  # from here on nobody else changes it
        held = self._connection.execute(select(table.c.settings).where(table.c.id == id_).with_for_update()).scalar_one()
        self._connection.execute(update(table).where(table.c.id == id_).values(settings={**held, **chosen}))

    def give_feedback(self, workspace: str, about: str, helpful: bool, comment: str = "") -> None:
        """What somebody thinks of an answer; never who."""
        row = {"workspace": workspace, "about": about, "helpful": int(helpful), "comment": comment, "at": self._now}
        self._connection.execute(insert(FEEDBACK).values(**row))

    def unhelpful(self, since: float = 0.0) -> list[tuple[str, str]]:
        """What was not helpful since then (an outcome or a topic), with the comment on it."""
        chosen = select(FEEDBACK.c.about, FEEDBACK.c.comment).where(FEEDBACK.c.at >= since, FEEDBACK.c.helpful == 0)
        return [(str(about), str(comment)) for about, comment in self._connection.execute(chosen.order_by(FEEDBACK.c.id))]

    def pass_on(self, workspace: str, question: str, status: str) -> None:
        """A question without a good answer, for those who own the knowledge; never who asked."""
        row = {"workspace": workspace, "question": question[:500], "status": status, "at": self._now}
        self._connection.execute(insert(GAPS).values(**row))

    def gaps(self, since: float = 0.0) -> list[tuple[str, str]]:
        """The questions passed on since then, with what the advisor had on them."""
        rows = self._connection.execute(select(GAPS.c.question, GAPS.c.status).where(GAPS.c.at >= since).order_by(GAPS.c.id))
        return [(str(question), str(status)) for question, status in rows]
