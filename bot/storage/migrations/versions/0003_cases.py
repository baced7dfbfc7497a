"""Cases: one piece of work, to which conversations belong."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make their table. Conversations from before belong to none until they are gone on with."""
    op.create_table(
        "cases",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("starter", sa.String(80), nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    )
    op.create_index("cases_by_starter", "cases", ["starter", "updated_at"])
    op.create_index("cases_by_age", "cases", ["updated_at"])
