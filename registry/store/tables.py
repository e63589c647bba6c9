"""The tables of the store. Migrations create them; a test holds both against each other.

What must be searched has columns; the record itself is one JSON body, so that a new field of the data format needs no
new column. Moments are text in UTC (`2026-03-01T09:30:00.000000Z`), the same on every database and sortable.
"""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Id = String(64).with_variant(String(64, collation="C"), "postgresql")
"""Identifiers sort by their bytes on every database, as they do in Python."""
Body = JSON().with_variant(JSONB(), "postgresql")


def write_moment(moment: dt.datetime) -> str:
    """An aware moment as sortable text of 27 characters."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_moment(text: str) -> dt.datetime:
    """The moment that `write_moment` wrote."""
    return dt.datetime.fromisoformat(text)


class Moment(TypeDecorator[dt.datetime]):
    """An aware `datetime`, stored as text in UTC."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """To the database."""
        return None if value is None else write_moment(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else read_moment(value)


objects = Table(
    "objects",
    metadata,
    Column("id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("status", String(40), nullable=False, index=True),
    Column("object_type", String(40), nullable=False, index=True),
    Column("scope", String(20), nullable=False),
    Column("visibility", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("body", Body, nullable=False),
    # Listing ids and versions (the index's drift check) reads this and not the large bodies.
    Index("ix_objects_id_version", "id", "version"),
)

object_history = Table(
    "object_history",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("object_id", Id, ForeignKey("objects.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    # Text, not JSON: the hash covers these very characters.
    Column("changes", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("object_id", "version"),
    # Finds the newest change of each object up to a generation without reading the large bodies.
    Index("ix_object_history_object_id_sequence", "object_id", "sequence"),
)

# A queue: a row stands here from a change until the shared search index has taken it in.
outbox = Table(
    "outbox",
    metadata,
    Column("sequence", BigInteger, ForeignKey("object_history.sequence"), primary_key=True, autoincrement=False),
    Column("object_id", Id, nullable=False),
    Column("version", Integer, nullable=False),
)

# For whom changes are queued; without a row here they leave none in the outbox.
followers = Table("followers", metadata, Column("name", String(40), primary_key=True))

heads = Table(
    "heads",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

photographs = Table(
    "photographs",
    metadata,
    Column("object_id", Id, ForeignKey("objects.id"), primary_key=True),
    Column("sha256", String(64), primary_key=True, index=True),
    # NULL: no longer shown with the object, but an older version of its record still names it.
    Column("position", Integer, nullable=True),
)

external_ids = Table(
    "external_ids",
    metadata,
    # SHA-256 of scheme and value: long identifiers would not fit PostgreSQL's index rows.
    Column("key", String(64), primary_key=True),
    Column("scheme", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("object_id", Id, ForeignKey("objects.id"), nullable=False, index=True),
)

matches = Table(
    "matches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("created_at", Moment, nullable=False, index=True),
    Column("key_id", String(20), nullable=True, index=True),
    Column("generation", BigInteger, nullable=False),
    Column("kept_until", Moment, nullable=True),
    Column("request", Body, nullable=False),
    Column("answer", Body, nullable=False),
    # What the answer was chosen from, for scoring it again; only as long as that is possible.
    Column("considered", Body, nullable=True),
)

match_pictures = Table(
    "match_pictures",
    metadata,
    Column("match_id", Id, ForeignKey("matches.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
)

query_pictures = Table(
    "query_pictures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("kept_until", Moment, nullable=False, index=True),
    Column("size_bytes", BigInteger, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("secret_hash", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment, nullable=True),
    Column("revoked_at", Moment, nullable=True),
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    CheckConstraint("sequence > 0", name="sequence_from_one"),
)
