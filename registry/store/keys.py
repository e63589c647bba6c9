"""API keys: `rpt_<id>_<secret>`. Only a hash of the secret is stored; the key itself is shown once, at its making.

The secret is 32 random bytes, so a plain SHA-256 keeps it safe: slow password hashes defend guessable secrets, and
nobody guesses 256 bits. A fast hash also keeps checking cheap on every request.
"""

import datetime as dt
import hashlib
import hmac
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from registry.store.chain import storable
from registry.store.database import Database
from registry.store.errors import KeyNotFound, StoreError, UnstorableContent
from registry.store.tables import api_keys
from registry.vocabulary.lists import Role

PREFIX = "rpt"
_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
_FORM = re.compile(rf"{PREFIX}_([0-9a-z]{{1,20}})_[A-Za-z0-9_-]{{1,100}}")
_USE_NOTED_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class ApiKey:
    """What is known of a key. `last_used_at` is right to the minute."""

    id: str
    name: str
    role: Role
    created_at: dt.datetime
    last_used_at: dt.datetime | None
    revoked_at: dt.datetime | None


class ApiKeys:
    """Making, checking, listing and revoking keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, role: Role) -> tuple[str, str]:
        """A new key: its id and the whole key, which nobody can show again."""
        if not name.strip():
            raise UnstorableContent("An API key needs a name that says who uses it.")
        storable(name)
        key_id = "".join(secrets.choice(_ID_ALPHABET) for _ in range(_ID_LENGTH))
        key = f"{PREFIX}_{key_id}_{secrets.token_urlsafe(32)}"
        with self._database.writing() as connection:
            connection.execute(
                insert(api_keys).values(
                    id=key_id,
                    name=name.strip(),
                    role=role.value,
                    secret_hash=_hash(key),
                    created_at=dt.datetime.now(dt.UTC),
                )
            )
        return key_id, key

    def check(self, key: str) -> ApiKey | None:
        """The key's facts if it is valid; None for a wrong, unknown or revoked one, in the same time for all."""
        form = _FORM.fullmatch(key)
        with self._database.reading() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.id == (form[1] if form else ""))).one_or_none()
        expected = row.secret_hash if row is not None else "0" * 64
        matches = hmac.compare_digest(_hash(key), expected)
        if row is None or not matches or row.revoked_at is not None:
            return None
        self._note_use(row)
        return _read(row)

    def get(self, key_id: str) -> ApiKey:
        """A key's facts by its id. Raises KeyNotFound."""
        with self._database.reading() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.id == key_id)).one_or_none()
        if row is None:
            raise KeyNotFound(key_id)
        return _read(row)

    def list(self) -> list[ApiKey]:
        """All keys, revoked ones too, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)).all()
        return [_read(row) for row in rows]

    def revoke(self, key_id: str) -> ApiKey:
        """End a key for good; once more changes nothing. Raises KeyNotFound."""
        with self._database.writing() as connection:
            connection.execute(
                update(api_keys)
                .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
                .values(revoked_at=dt.datetime.now(dt.UTC))
            )
        return self.get(key_id)

    def _note_use(self, row: Row[Any]) -> None:
        """Note that the key was used, at most once a minute: reading must not become writing."""
        now = dt.datetime.now(dt.UTC)
        if row.last_used_at is not None and now - row.last_used_at < _USE_NOTED_EVERY:
            return
        # A store that is busy or full must not lock its readers out.
        with suppress(StoreError), self._database.writing() as connection:
            connection.execute(update(api_keys).where(api_keys.c.id == row.id).values(last_used_at=now))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", errors="replace")).hexdigest()


def _read(row: Row[Any]) -> ApiKey:
    return ApiKey(row.id, row.name, Role(row.role), row.created_at, row.last_used_at, row.revoked_at)
