"""The tables as they are now: made where there are none, and brought up to date where they are older."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect, select, text

from bot.storage.errors import StoreError
from bot.storage.tables import METADATA, SCHEMA, VERSION

FIRST = "0001"  # the tables of release 0.1.0, which kept no version
_LOCK = 7_233_401  # any number: nobody else's in this database


def make_tables(engine: Engine) -> None:
    """Make or migrate the tables. Raises StoreError for those of a newer release."""
    with engine.begin() as connection:
        if version_of(connection) == SCHEMA:
            return
    with _alone(engine) as connection:
        version = version_of(connection)
        if version == "":
            METADATA.create_all(connection)
            connection.execute(VERSION.insert().values(version_num=SCHEMA))
        elif version != SCHEMA:
            _migrate(connection, version)


def version_of(connection: Connection) -> str:
    """The version of the tables; empty where there are none."""
    tables = set(inspect(connection).get_table_names())
    if VERSION.name in tables:
        return str(connection.execute(select(VERSION.c.version_num)).scalar() or FIRST)
    return FIRST if "conversations" in tables else ""


def trouble_with(connection: Connection) -> str:
    """What is wrong with the tables; empty when all is as this release needs it."""
    version = version_of(connection)
    if version != SCHEMA:
        return f"Its tables are of version {version or 'none'}, and this release needs {SCHEMA}. Run `advisor migrate`."
    for table in METADATA.sorted_tables:
        connection.execute(select(table).limit(0))  # raises where a column is missing
    return ""


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other instance makes or migrates tables in."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


def _migrate(connection: Connection, version: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "bot:storage/migrations")
    config.attributes["connection"] = connection
    if version not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise StoreError(
            f"The database was made by a newer release (version {version}, and this one knows {SCHEMA}). "
            "Start that release, or restore the backup from before the upgrade."
        )
    if VERSION.name not in inspect(connection).get_table_names():
        command.stamp(config, version)
    command.upgrade(config, SCHEMA)
