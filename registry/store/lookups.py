"""Which object carries an external identifier, and which carry a picture: tables kept beside the bodies."""

import hashlib
import unicodedata

from sqlalchemy import Connection, delete, insert, select, update

from registry.records.description import ExternalId
from registry.records.object import CulturalObject
from registry.store.errors import DuplicateExternalId
from registry.store.tables import external_ids, photographs


def external_key(scheme: str, value: str) -> str:
    """The key of an external identifier: schemes are compared without case, both in Unicode's composed form."""
    said = f"{unicodedata.normalize('NFC', scheme.strip()).casefold()}\n{unicodedata.normalize('NFC', value.strip())}"
    return hashlib.sha256(said.encode()).hexdigest()


def claim_external_ids(connection: Connection, record: CulturalObject) -> None:
    """Make the record's identifiers, and no others, point to it. Raises DuplicateExternalId, naming the holder."""
    wanted: dict[str, ExternalId] = {external_key(one.scheme, one.value): one for one in record.external_ids}
    held = set(
        connection.execute(select(external_ids.c.key).where(external_ids.c.object_id == record.id)).scalars().all()
    )
    for key in held - wanted.keys():
        connection.execute(delete(external_ids).where(external_ids.c.key == key))
    for key, one in wanted.items():
        if key in held:
            continue
        holder = connection.execute(select(external_ids.c.object_id).where(external_ids.c.key == key)).scalar()
        if holder is not None:
            raise DuplicateExternalId(one.scheme, one.value, holder)
        connection.execute(
            insert(external_ids).values(key=key, scheme=one.scheme, value=one.value, object_id=record.id)
        )


def find_external(connection: Connection, scheme: str, value: str) -> str | None:
    """The object that carries an external identifier."""
    query = select(external_ids.c.object_id).where(external_ids.c.key == external_key(scheme, value))
    return connection.execute(query).scalar()


def place_photographs(connection: Connection, record: CulturalObject) -> None:
    """Note which pictures the record shows, in which order; those it no longer shows keep a row without a place."""
    query = select(photographs.c.sha256, photographs.c.position).where(photographs.c.object_id == record.id)
    known: dict[str, int | None] = {row.sha256: row.position for row in connection.execute(query)}
    places = {photograph.sha256: place for place, photograph in enumerate(record.photographs)}
    for sha256 in known.keys() | places.keys():
        place = places.get(sha256)
        if sha256 not in known:
            connection.execute(insert(photographs).values(object_id=record.id, sha256=sha256, position=place))
        elif known[sha256] != place:
            connection.execute(
                update(photographs)
                .where(photographs.c.object_id == record.id, photographs.c.sha256 == sha256)
                .values(position=place)
            )


def objects_with_picture(connection: Connection, sha256: str) -> list[str]:
    """The objects that show a picture now, in order of id."""
    query = select(photographs.c.object_id).where(photographs.c.sha256 == sha256, photographs.c.position.is_not(None))
    return list(connection.execute(query.order_by(photographs.c.object_id)).scalars())


def known_pictures(connection: Connection, hashes: list[str]) -> set[str]:
    """Those of some pictures that any version of any object names."""
    return set(connection.execute(select(photographs.c.sha256).where(photographs.c.sha256.in_(hashes))).scalars())
