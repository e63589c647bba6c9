"""The first tables: objects with their history, outbox, matches, query pictures, API keys, audit log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
BODY = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.String(27)
GENESIS = "0" * 64
APPEND_ONLY = ("object_history", "audit")


def upgrade() -> None:
    _objects()
    _matches()
    _keys_and_audit()
    heads = op.create_table(
        "heads",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_heads"),
    )
    op.bulk_insert(heads, [{"name": name, "sequence": 0, "hash": GENESIS} for name in ("objects", "audit", "queries")])
    _refuse_changes()


def _objects() -> None:
    op.create_table(
        "objects",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column("visibility", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("body", BODY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_objects"),
    )
    op.create_index("ix_objects_status", "objects", ["status"])
    op.create_index("ix_objects_object_type", "objects", ["object_type"])
    op.create_index("ix_objects_id_version", "objects", ["id", "version"])
    op.create_table(
        "object_history",
        sa.Column("sequence", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("object_id", ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_object_history"),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name="fk_object_history_object_id"),
        sa.UniqueConstraint("object_id", "version", name="uq_object_history_object_id_version"),
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("object_id", ID, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sa.ForeignKeyConstraint(["sequence"], ["object_history.sequence"], name="fk_outbox_sequence"),
    )
    op.create_table(
        "photographs",
        sa.Column("object_id", ID, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("object_id", "sha256", name="pk_photographs"),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name="fk_photographs_object_id"),
    )
    op.create_index("ix_photographs_sha256", "photographs", ["sha256"])
    op.create_table(
        "external_ids",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("object_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_external_ids"),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name="fk_external_ids_object_id"),
    )
    op.create_index("ix_external_ids_object_id", "external_ids", ["object_id"])


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("key_id", sa.String(20), nullable=True),
        sa.Column("generation", sa.BigInteger, nullable=False),
        sa.Column("kept_until", MOMENT, nullable=True),
        sa.Column("request", BODY, nullable=False),
        sa.Column("answer", BODY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matches"),
    )
    op.create_index("ix_matches_created_at", "matches", ["created_at"])
    op.create_index("ix_matches_key_id", "matches", ["key_id"])
    op.create_table(
        "match_pictures",
        sa.Column("match_id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("match_id", "position", name="pk_match_pictures"),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name="fk_match_pictures_match_id"),
    )
    op.create_index("ix_match_pictures_sha256", "match_pictures", ["sha256"])
    op.create_table(
        "query_pictures",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kept_until", MOMENT, nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_query_pictures"),
    )
    op.create_index("ix_query_pictures_kept_until", "query_pictures", ["kept_until"])


def _keys_and_audit() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
    )
    op.create_table(
        "audit",
        sa.Column("sequence", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit"),
        sa.CheckConstraint("sequence > 0", name="ck_audit_sequence_from_one"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def _refuse_changes() -> None:
    """Let the database itself refuse to alter or delete what is append-only, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME; END $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        return
    for table in APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
            )
