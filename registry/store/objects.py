"""Objects: the present body of each, who carries which photograph and which external identifier.

Every change is one transaction that writes the body, the history, the outbox and the look-up tables together.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from registry.records.changes import rewritten_status
from registry.records.object import CulturalObject, ObjectContent
from registry.records.photograph import Photograph
from registry.store import history
from registry.store.chain import OBJECTS, Head, canonical, lock_head
from registry.store.database import Database
from registry.store.difference import difference
from registry.store.errors import (
    DuplicateObject,
    DuplicatePhotograph,
    ObjectNotFound,
    PictureNotFound,
    StaleVersion,
    StatusHistoryRewritten,
    UnstorableContent,
)
from registry.store.ids import OBJECT, is_allowed, new_id
from registry.store.lookups import claim_external_ids, place_photographs
from registry.store.pictures import PictureFiles
from registry.store.reading import read_record
from registry.store.tables import objects

_CHUNK = 500


class Objects:
    """Reading and writing objects; see `Store` for what each method promises."""

    def __init__(self, database: Database, pictures: PictureFiles) -> None:
        self._database = database
        self._pictures = pictures

    def add(
        self, content: ObjectContent, photographs: Sequence[Photograph], *, actor: str, object_id: str | None
    ) -> CulturalObject:
        """Register an object as version 1."""
        if object_id is not None and not is_allowed(object_id):
            raise UnstorableContent(
                f"{object_id!r} cannot be an object id: use 1 to 64 letters, digits, dots, hyphens and underscores, "
                "or leave it out to get a new one."
            )
        identifier = object_id or new_id(OBJECT)
        self._check_photographs(identifier, photographs)
        now = _now()
        record = CulturalObject(
            id=identifier,
            version=1,
            created_at=now,
            updated_at=now,
            photographs=tuple(photographs),
            **_fields(content),
        )
        with self._database.writing() as connection:
            head = lock_head(connection, OBJECTS)
            if connection.execute(select(objects.c.id).where(objects.c.id == identifier)).first() is not None:
                raise DuplicateObject(identifier)
            self._write(connection, head, record, {}, actor=actor, action="registered")
        return record

    def change(
        self, object_id: str, content: ObjectContent, *, expected_version: int | None, actor: str
    ) -> CulturalObject:
        """Replace the content, if nobody else did since."""
        with self._database.writing() as connection:
            head, record, before = _locked(connection, object_id, expected_version)
            reason = rewritten_status(record.status_history, content.status_history)
            if reason is not None:
                raise StatusHistoryRewritten(object_id, reason)
            action = "changed" if content.status_history == record.status_history else "status changed"
            return self._replace(connection, head, record, before, _fields(content), actor=actor, action=action)

    def add_photograph(
        self, object_id: str, photograph: Photograph, *, expected_version: int | None, actor: str
    ) -> CulturalObject:
        """Append a photograph whose bytes are stored; the very same one again changes nothing."""
        self._check_photographs(object_id, [photograph])
        with self._database.writing() as connection:
            head, record, before = _locked(connection, object_id, expected_version)
            for known in record.photographs:
                if known.sha256 == photograph.sha256:
                    if known == photograph:
                        return record
                    raise DuplicatePhotograph(object_id, photograph.sha256)
            fields = {"photographs": (*record.photographs, photograph)}
            return self._replace(connection, head, record, before, fields, actor=actor, action="photograph added")

    def change_photographs(
        self, object_id: str, photographs: Sequence[Photograph], *, expected_version: int | None, actor: str
    ) -> CulturalObject:
        """Set which photographs belong to an object, their order and facts."""
        self._check_photographs(object_id, photographs)
        with self._database.writing() as connection:
            head, record, before = _locked(connection, object_id, expected_version)
            fields = {"photographs": tuple(photographs)}
            return self._replace(connection, head, record, before, fields, actor=actor, action="photographs changed")

    def get(self, object_id: str) -> CulturalObject:
        """The present version."""
        if not is_allowed(object_id):
            raise ObjectNotFound(object_id)
        with self._database.reading() as connection:
            body = connection.execute(select(objects.c.body).where(objects.c.id == object_id)).scalar_one_or_none()
        if body is None:
            raise ObjectNotFound(object_id)
        return read_record(object_id, body)

    def get_many(self, object_ids: Iterable[str]) -> dict[str, CulturalObject]:
        """The present versions of those that exist, in the order asked for."""
        wanted = [object_id for object_id in dict.fromkeys(object_ids) if is_allowed(object_id)]
        found: dict[str, CulturalObject] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _CHUNK):
                query = select(objects.c.id, objects.c.body).where(objects.c.id.in_(wanted[start : start + _CHUNK]))
                found.update({row.id: read_record(row.id, row.body) for row in connection.execute(query)})
        return {object_id: found[object_id] for object_id in wanted if object_id in found}

    def all(self, batch: int) -> Iterator[CulturalObject]:
        """Every object in order of id, read in batches."""
        after = ""
        while True:
            query = select(objects.c.id, objects.c.body).where(objects.c.id > after).order_by(objects.c.id).limit(batch)
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            if not rows:
                return
            for row in rows:
                yield read_record(row.id, row.body)
            after = rows[-1].id

    def versions(self) -> Iterator[tuple[str, int]]:
        """Every id with its version, in order of id."""
        after = ""
        while True:
            query = select(objects.c.id, objects.c.version).where(objects.c.id > after).order_by(objects.c.id)
            with self._database.reading() as connection:
                rows = connection.execute(query.limit(10 * _CHUNK)).all()
            if not rows:
                return
            for row in rows:
                yield row.id, row.version
            after = rows[-1].id

    def count(self) -> int:
        """How many objects there are."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(objects)).scalar_one()

    def _check_photographs(self, object_id: str, photographs: Sequence[Photograph]) -> None:
        """Each once, and each with its file: a record never points at a picture that is not there."""
        seen: set[str] = set()
        for photograph in photographs:
            if photograph.sha256 in seen:
                raise DuplicatePhotograph(object_id, photograph.sha256)
            seen.add(photograph.sha256)
            if not self._pictures.exists(photograph.sha256):
                raise PictureNotFound(photograph.sha256)

    def _replace(
        self,
        connection: Connection,
        head: Head,
        record: CulturalObject,
        before: dict[str, Any],
        fields: dict[str, Any],
        *,
        actor: str,
        action: str,
    ) -> CulturalObject:
        """Write the next version, unless it says the same as this one."""
        whole = {name: getattr(record, name) for name in CulturalObject.model_fields} | fields
        if CulturalObject(**whole) == record:
            return record
        changed = CulturalObject(**{**whole, "version": record.version + 1, "updated_at": _now()})
        self._write(connection, head, changed, before, actor=actor, action=action)
        return changed

    @staticmethod
    def _write(
        connection: Connection, head: Head, record: CulturalObject, before: dict[str, Any], *, actor: str, action: str
    ) -> None:
        body: dict[str, Any] = record.model_dump(mode="json")
        # Refuses what SQL cannot hold before anything is written.
        body_text = canonical(body)
        changes = difference(before, body) if before else []
        row: dict[str, Any] = {
            "version": record.version,
            "status": record.status.value,
            "object_type": record.object_type.level1.value,
            "scope": record.scope.value,
            "visibility": int(record.visibility),
            "created_at": record.created_at,
            "updated_at": record.updated_at,
            "body": body,
        }
        # The row comes first: the other tables refer to it.
        if record.version == 1:
            connection.execute(insert(objects).values(id=record.id, **row))
        else:
            connection.execute(update(objects).where(objects.c.id == record.id).values(**row))
        history.append(connection, head, record, body_text, changes, actor=actor, action=action)
        claim_external_ids(connection, record)
        place_photographs(connection, record)


def _locked(
    connection: Connection, object_id: str, expected_version: int | None
) -> tuple[Head, CulturalObject, dict[str, Any]]:
    """The chain's head and the object as it is, held until the transaction ends. Raises StaleVersion."""
    if not is_allowed(object_id):
        raise ObjectNotFound(object_id)
    head = lock_head(connection, OBJECTS)
    row = connection.execute(select(objects).where(objects.c.id == object_id)).one_or_none()
    if row is None:
        raise ObjectNotFound(object_id)
    if expected_version is not None and row.version != expected_version:
        raise StaleVersion(object_id, expected_version, row.version)
    return head, read_record(object_id, row.body), row.body


def _fields(content: ObjectContent) -> dict[str, Any]:
    """What a registrar says, without what a subclass adds."""
    return {name: getattr(content, name) for name in ObjectContent.model_fields}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
