"""Hash chains: each row of a log carries a hash over its content and the hash of the row before it.

Whoever alters, removes or slips in a row breaks every hash after it. Cutting off the newest rows leaves a chain that is
whole, so `heads` keeps the last hash, and a report that quotes that hash pins everything up to it for good.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from registry.store.errors import StoreDamaged, UnstorableContent
from registry.store.tables import heads

GENESIS = "0" * 64
"""The hash before the first row."""
OBJECTS = "objects"
"""The chain of all changes of objects, whose last number is the store's generation."""


@dataclass(frozen=True)
class Head:
    """The newest row of a chain: its sequence number (0 where there is none yet) and its hash."""

    sequence: int
    hash: str


@dataclass(frozen=True)
class Break:
    """Where a log is not what was written: the sequence number and what is wrong with it."""

    sequence: int
    reason: str


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: one text for one value.

    Raises UnstorableContent for infinite numbers and for the character U+0000, which PostgreSQL cannot hold.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        text.encode()
    except ValueError as error:
        raise UnstorableContent(f"This record cannot be stored: {error}. Correct the number or text.") from error
    if "\\u0000" in text and _has_nul(value):
        raise UnstorableContent("A text contains the character U+0000, which cannot be stored. Remove it.")
    return text


def storable(*texts: str) -> None:
    """Refuse texts that no text column of ours can hold, as `canonical` does within JSON. Raises UnstorableContent."""
    canonical(texts)


def link(previous: str, *fields: str | int) -> str:
    """The hash of a row: SHA-256 over the previous hash and the row's fields as canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical([previous, *fields]).encode()).hexdigest()


def lock_head(connection: Connection, name: str) -> Head:
    """Read a chain's head and keep other writers away until the transaction ends.

    On SQLite the write transaction itself does that; on PostgreSQL the row lock does, so that sequence numbers have no
    gaps and become visible in their order.
    """
    row = connection.execute(select(heads).where(heads.c.name == name).with_for_update()).one_or_none()
    if row is None:
        raise StoreDamaged(f"The head of the log {name!r} is missing from the store. Restore the database.")
    return Head(row.sequence, row.hash)


def read_head(connection: Connection, name: str) -> Head:
    """A chain's head as it stands."""
    row = connection.execute(select(heads).where(heads.c.name == name)).one_or_none()
    if row is None:
        raise StoreDamaged(f"The head of the log {name!r} is missing from the store. Restore the database.")
    return Head(row.sequence, row.hash)


def move_head(connection: Connection, name: str, head: Head) -> None:
    """Make a row the newest of its chain."""
    connection.execute(update(heads).where(heads.c.name == name).values(sequence=head.sequence, hash=head.hash))


def _has_nul(value: Any) -> bool:
    """Whether any text within carries U+0000."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return any(_has_nul(item) for item in value)
    return False
