"""What the parts of a transaction share: the connection, and what time it is."""

from sqlalchemy import Connection


class Rows:
    """Rows of the database, within one transaction."""

    def __init__(self, connection: Connection, now: float) -> None:
        self._connection, self._now = connection, now
