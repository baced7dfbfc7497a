"""Statements compiled once: SQLAlchemy writes them for each database, and its driver runs them without further ado."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Change = Callable[[Any], Any] | None  # of a value on its way to the database, or back


@dataclass(frozen=True)
class Ran:
    """What came of a statement."""

    rows: list[dict[str, Any]]
    changed: int  # how many rows it inserted, changed or deleted

    @property
    def first(self) -> dict[str, Any] | None:
        """The first row, if there is one."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, eq=False)
class _Compiled:
    """A statement in the words of one database."""

    sql: str
    constants: Mapping[str, Any]
    order: tuple[str, ...] | None  # of the values, where the driver takes them by their place
    given: Mapping[str, Callable[[Any], Any]]  # how values are written, such as JSON
    columns: tuple[tuple[str, TypeEngine[Any]], ...]  # what comes back
    dialect: Dialect

    def values(self, own: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        values = {**self.constants, **own}
        for name, written in self.given.items():
            values[name] = written(values[name])
        return values if self.order is None else tuple(values[name] for name in self.order)

    def rows(self, cursor: Any) -> list[dict[str, Any]]:
        """The rows by the names of their columns."""
        reading = self._reading(tuple(column[1] for column in cursor.description))
        return [
            {name: read(value) if read else value for (name, read), value in zip(reading, row, strict=True)}
            for row in cursor.fetchall()
        ]

    @cache  # noqa: B019  each lives as long as the process
    def _reading(self, codes: tuple[Any, ...]) -> list[tuple[str, Change]]:
        """How what comes back is read, by the driver's codes for its types."""
        return [
            (name, type_.result_processor(self.dialect, code)) for (name, type_), code in zip(self.columns, codes, strict=True)
        ]


class Prepared:
    """A statement, or one for each database, that is always run with the same names of values.

    To run one through SQLAlchemy takes several times as long as the database needs for it.
    """

    def __init__(self, statement: Executable | Mapping[str, Executable]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Ran:
        """Run it within the connection's transaction. Raises SQLAlchemyError, as SQLAlchemy itself would."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = self._compile(dialect, values)
        given = compiled.values(values)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, given)
            return Ran(compiled.rows(cursor) if compiled.columns else [], cursor.rowcount)
        except dialect.loaded_dbapi.Error as error:
            raise _told(connection, cursor, compiled.sql, error) from error
        finally:
            cursor.close()

    def _compile(self, dialect: Dialect, values: Mapping[str, Any]) -> _Compiled:
        statement: Any = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
        compiled: Any = statement.compile(dialect=dialect, column_keys=[name for name in values if name in _columns(statement)])
        assert not compiled.post_compile_params, "a list of values is written anew each time, so it cannot be prepared"
        impl = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        written = {name: one.bind_processor(dialect) for name, one in impl.items()}
        returned = statement.exported_columns if statement.is_select or compiled.effective_returning else ()
        columns = tuple((column.name, column.type.dialect_impl(dialect)) for column in returned)
        order = tuple(compiled.positiontup) if compiled.positional else None
        constants = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        given = {name: one for name, one in written.items() if one}
        return _Compiled(str(compiled), constants, order, given, columns, dialect)


def _columns(statement: Any) -> set[str]:
    return set(statement.table.c.keys()) if statement.is_dml else set()


def _told(connection: Connection, cursor: Any, sql: str, error: Any) -> Exception:
    """What the driver says, in SQLAlchemy's terms and without the values, which hold what people said."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.driver_connection, cursor)
    if lost:
        connection.invalidate(error)
    told: Exception = DBAPIError.instance(
        sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, connection_invalidated=lost, dialect=dialect
    )
    return told
