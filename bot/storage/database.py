"""Opening the database that a URL names."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.storage.errors import StoreError, cause_of
from bot.storage.prepared import Prepared
from bot.storage.schema import make_tables

_BEGIN = Prepared(text("BEGIN IMMEDIATE"))
READING = {"reading": True}  # an execution option of connections in which nothing is changed
MOST_CONNECTIONS = 100


def open_database(url: str) -> Engine:
    """The database behind this URL, with its tables as they are now. Raises StoreError."""
    try:
        engine = _engine(url)
        make_tables(engine)
    except (ArgumentError, SQLAlchemyError, OSError, ImportError) as error:
        raise StoreError(f"The database at ADVISOR_DATABASE_URL cannot be opened: {cause_of(error)}") from None
    return engine


def _engine(url: str) -> Engine:
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))  # as hosting services write it
    if parsed.get_backend_name() != "sqlite":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)  # they hold what people said
    in_file = parsed.database and parsed.database != ":memory:"
    if in_file:
        _for_us_alone(Path(str(parsed.database)))
    limits = {"pool_size": 10, "max_overflow": MOST_CONNECTIONS} if in_file else {}
    engine = create_engine(parsed, connect_args={"timeout": 30}, hide_parameters=True, **limits)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _for_us_alone(file: Path) -> None:
    """What people said and the tokens of workspaces are in it: nobody else on the machine reads it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(PermissionError):  # a file of somebody else's, which opening it will tell
        file.touch(mode=0o600)
        file.chmod(0o600)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # an answer that was acknowledged survives a power cut


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get("reading"):
        _BEGIN.run(connection, {})
