"""The tables a store keeps, the same for SQLite and PostgreSQL."""

from sqlalchemy import JSON, Column, Float, Index, Integer, MetaData, String, Table

METADATA = MetaData()

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("place", String(200), nullable=False),  # where it is held, in the surface's own words
    Column("starter", String(80), nullable=False),
    Column("status", String(20), nullable=False),  # open, finished or stopped
    Column("data", JSON, nullable=False),  # what people said
    Column("surface", JSON, nullable=False),  # what the surface must remember, such as the open message
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),  # seconds since 1970, UTC
    Column("updated_at", Float, nullable=False),
    Index("conversations_by_place", "place", "status", "updated_at"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("id", String(200), primary_key=True),  # of a delivery, so that a redelivery is seen
    Column("at", Float, nullable=False),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(40), nullable=False),  # its messages keep their order
    Column("payload", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Float, nullable=False),
    Index("outbox_by_conversation", "conversation", "id"),
)
