"""Indexes for every look that grows with what is kept, who answered where, and one row a delivery."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Make them, and fill in who answered from what was said."""
    op.create_index("conversations_by_starter", "conversations", ["starter", "updated_at"])
    op.create_index("conversations_by_age", "conversations", ["updated_at"])
    op.create_index("outbox_by_due", "outbox", ["due_at", "id"])
    participants = op.create_table(
        "participants",
        sa.Column("conversation", sa.String(40), primary_key=True),
        sa.Column("person", sa.String(80), primary_key=True),
    )
    op.create_index("participants_by_person", "participants", ["person"])
    _fill(participants)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("acted_at", sa.Float),
    )
    op.create_index("deliveries_by_age", "deliveries", ["at"])
    op.execute("INSERT INTO deliveries (id, at) SELECT id, at FROM events")
    op.drop_table("events")
    if op.get_bind().dialect.name == "postgresql":  # places in a place are a range only by their bytes
        op.alter_column("conversations", "place", type_=sa.String(200, collation="C"))


def _fill(participants: sa.Table) -> None:
    conversations = sa.table("conversations", sa.column("id"), sa.column("starter"), sa.column("data", sa.JSON))
    for row in op.get_bind().execute(sa.select(conversations)).mappings().all():
        people = {answer.get("by", "") for answer in row["data"]["answers"].values()}
        others = people - {"", row["starter"], row["starter"].rpartition("/")[2]}
        if others:
            op.bulk_insert(participants, [{"conversation": row["id"], "person": person} for person in sorted(others)])
