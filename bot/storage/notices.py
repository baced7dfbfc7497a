"""Hearing from other instances that something was put into the outbox; PostgreSQL alone can say so."""

import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import Engine

CHANNEL = "advisor_outbox"
NOTIFY = f"NOTIFY {CHANNEL}"
_AGAIN = 5.0  # seconds until it is tried again, and until the end is noticed; who listens looks by itself meanwhile


class Notices:
    """A connection that listens, for as long as it is wanted. Other databases say nothing, and it does nothing."""

    def __init__(self, engine: Engine, heard: Callable[[], object]) -> None:
        self._engine, self._heard = engine, heard
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        if self._engine.dialect.name == "postgresql":
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._over.set()

    def _run(self) -> None:
        fault = self._engine.dialect.import_dbapi().Error
        while not self._over.is_set():
            try:
                self._listen()
            except fault:  # the senders tell that the database is away, once
                self._over.wait(_AGAIN)

    def _listen(self) -> None:
        args, names = self._engine.dialect.create_connect_args(self._engine.url)
        with closing(self._engine.dialect.connect(*args, **names)) as driver:  # beside the pool, which turns wait for
            connection: Any = driver  # psycopg's own
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._heard()  # whatever was said while nobody listened
            while not self._over.is_set():
                for _ in connection.notifies(timeout=_AGAIN, stop_after=1):
                    self._heard()
