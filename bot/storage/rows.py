"""What the parts of a transaction share: the connection, what time it is, and rows that may or may not be there yet."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.prepared import Prepared, Ran

DIALECTS: dict[str, Any] = {"postgresql": postgresql, "sqlite": sqlite}


class Rows:
    """Rows of the database, within one transaction."""

    def __init__(self, connection: Connection, now: float) -> None:
        self._connection, self._now = connection, now
        self._dialect = connection.dialect.name
        self._reading = bool(connection.get_execution_options().get("reading"))  # in which nothing is locked

    def _run(self, statement: Prepared, **values: Any) -> Ran:
        """Run a statement that is compiled once."""
        return statement.run(self._connection, values)

    def _insert_if_absent(self, table: Table, **row: Any) -> bool:
        """Whether the row is new. Of two transactions that insert it at once, the second waits for the first."""
        return bool(self._run(_if_absent(table), **row).changed)


@cache
def _if_absent(table: Table) -> Prepared:
    return Prepared({name: dialect.insert(table).on_conflict_do_nothing() for name, dialect in DIALECTS.items()})


def upsert(table: Table, *unchanged: str) -> Prepared:
    """The statement that inserts a whole row, or replaces all of it but these columns."""
    (key,) = table.primary_key.columns.keys()
    columns = [column.name for column in table.c if column.name not in (key, *unchanged)]
    statements = {}
    for name, dialect in DIALECTS.items():
        new = dialect.insert(table)
        values = {column: new.excluded[column] for column in columns}
        statements[name] = new.on_conflict_do_update(index_elements=[key], set_=values)
    return Prepared(statements)
