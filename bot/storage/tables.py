"""The tables a store keeps, the same for SQLite and PostgreSQL."""

from sqlalchemy import JSON, Column, Float, Index, Integer, MetaData, String, Table

METADATA = MetaData()
SCHEMA = "0004"  # the newest of the migrations, which these tables are
PLACE = String(200).with_variant(String(200, collation="C"), "postgresql")  # so that places in a place are a range

VERSION = Table("alembic_version", METADATA, Column("version_num", String(32), primary_key=True))  # Alembic's own

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("place", PLACE, nullable=False),  # where it is held, in the surface's own words
    Column("starter", String(80), nullable=False),
    Column("status", String(20), nullable=False),  # open, finished or stopped
    Column("data", JSON, nullable=False),  # what people said
    Column("surface", JSON, nullable=False),  # what the surface must remember, such as the open message
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),  # seconds since 1970, UTC
    Column("updated_at", Float, nullable=False),
    Index("conversations_by_place", "place", "status", "updated_at"),
    Index("conversations_by_starter", "starter", "updated_at"),
    Index("conversations_by_age", "updated_at"),
)

PARTICIPANTS = Table(  # who answered in a conversation that somebody else began
    "participants",
    METADATA,
    Column("conversation", String(40), primary_key=True),
    Column("person", String(80), primary_key=True),  # workspace and person
    Index("participants_by_person", "person"),
)

CASES = Table(
    "cases",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("place", String(200), nullable=False),
    Column("starter", String(80), nullable=False),
    Column("data", JSON, nullable=False),  # its name, who takes part, its conversations, what was said at first
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Index("cases_by_starter", "starter", "updated_at"),
    Index("cases_by_age", "updated_at"),
)

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", String(80), primary_key=True),  # workspace and person
    Column("settings", JSON, nullable=False),  # what they chose, such as no reminders
)

WORKSPACES = Table(
    "workspaces",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("settings", JSON, nullable=False),  # what its administrators chose, such as the channel of colleagues
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("workspace", String(40), nullable=False),
    Column("about", String(200), nullable=False),  # an outcome ("dialogue.outcome") or a topic; never a person
    Column("helpful", Integer, nullable=False),
    Column("comment", String(2000), nullable=False),
    Column("at", Float, nullable=False),
)

GAPS = Table(
    "gaps",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("workspace", String(40), nullable=False),
    Column("question", String(500), nullable=False),  # passed on by its asker; never who
    Column("status", String(20), nullable=False),  # what the advisor had on it
    Column("at", Float, nullable=False),
)

ENROLMENTS = Table(
    "learnings",
    METADATA,
    Column("learner", String(80), primary_key=True),  # one course a person; the surface's own words, such as workspace and person
    Column("inviter", String(80), nullable=False),  # whoever started it for them, or nobody
    Column("data", JSON, nullable=False),  # what happened
    Column("surface", JSON, nullable=False),  # what the surface must remember, such as reminders it has scheduled
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Index("learnings_by_inviter", "inviter"),
)

LAST_ANSWERS = Table(
    "last_answers",
    METADATA,
    Column("place", String(200), primary_key=True),  # a thread or direct message
    Column("data", JSON, nullable=False),  # the question, the topic, what was shown of it, and who asked, by a digest
    Column("at", Float, nullable=False),
    Index("last_answers_by_age", "at"),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", String(200), primary_key=True),  # made from a delivery's name, so that a redelivery is seen
    Column("at", Float, nullable=False),
    Column("acted_at", Float),  # when a person did it, where a second time within a moment is the same
    Index("deliveries_by_age", "at"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(40), nullable=False),  # or the end of the place; its messages keep their order
    Column("payload", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Float, nullable=False),
    Index("outbox_by_conversation", "conversation", "id"),
    Index("outbox_by_due", "due_at", "id"),
)
