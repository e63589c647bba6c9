"""The outbox becomes a queue that shared indexes work off; matches keep what they considered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BODY = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "followers",
        sa.Column("name", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_followers"),
    )
    # Every row says what the history says too. Whoever follows through the queue has queued what it misses.
    op.execute("DELETE FROM outbox")
    # Finds the newest change of each object up to a generation without reading the large bodies.
    op.create_index("ix_object_history_object_id_sequence", "object_history", ["object_id", "sequence"])
    op.add_column("matches", sa.Column("considered", BODY, nullable=True))
