"""The tables of release 0.1.0, which were made without migrations."""

revision, down_revision = "0001", None


def upgrade() -> None:
    """Nothing: a database without a version has these tables."""
