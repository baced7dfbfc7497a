"""What can be wrong with a database, in words for who can mend it."""

from sqlalchemy.exc import SQLAlchemyError

# What the databases say, and what it means.
_CAUSES = (
    ("database or disk is full", "the disk is full"),
    ("No space left", "the disk is full"),
    ("readonly database", "the database file is read-only"),
    ("read-only transaction", "the database is read-only"),
    ("unable to open database file", "the database file cannot be opened"),
    ("database is locked", "another process holds the database"),
    ("disk I/O error", "the disk cannot be read or written"),
    ("malformed", "the database file is damaged"),
    ("no such table", "its tables are those of another release"),
    ("no such column", "its tables are those of another release"),
    ("does not exist", "its tables are those of another release"),
    ("connection refused", "the database does not answer"),
    ("server closed the connection", "the database does not answer"),
    ("timeout", "the database does not answer"),
)


class StoreError(Exception):
    """The database cannot be used; the message says what to do."""


def cause_of(error: Exception) -> str:
    """Why the database cannot be used, without a word of what it was to keep.

    >>> cause_of(OSError("[Errno 28] No space left on device"))
    'the disk is full'
    """
    told = str(getattr(error, "orig", None) or error)
    known = next((words for said, words in _CAUSES if said.lower() in told.lower()), "")
    if known or not isinstance(error, SQLAlchemyError) or getattr(error, "statement", None) is None:
        return known or (told.splitlines() or [type(error).__name__])[0]
    return type(getattr(error, "orig", None) or error).__name__  # its words may quote what people said
