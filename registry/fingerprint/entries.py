"""From a record and the fingerprints of its photographs to the entry that a search index holds."""

from collections import defaultdict
from collections.abc import Callable

from registry.fingerprint.picture import PictureFingerprint
from registry.index.keys import record_keys
from registry.index.protocol import Facets, HashKind, ObjectEntry, PictureEntry, TextField, ViewEntry
from registry.normalise.text import identifier_key
from registry.records.object import CulturalObject
from registry.records.visibility import field_level, photograph_level
from registry.vocabulary.lists import Level

FingerprintOf = Callable[[str], PictureFingerprint | None]


def object_entry(record: CulturalObject, fingerprint_of: FingerprintOf, scheme: str = "") -> ObjectEntry:
    """The index entry of a record; a photograph without a fingerprint yet is left out (the drift check shows it).

    `scheme` names what the fingerprints were made with.
    """
    return ObjectEntry(
        object_id=record.id,
        version=record.version,
        visibility=record.visibility,
        facets=Facets(
            object_type=record.object_type.level1,
            status=record.status,
            scope=record.scope,
            country=record.loss_event.country if record.loss_event else None,
            earliest=record.date.earliest if record.date else None,
            latest=record.date.latest if record.date else None,
            has_picture=bool(record.photographs),
        ),
        texts=_texts(record),
        identifiers=_identifiers(record),
        keys=record_keys(record),
        pictures=tuple(
            _picture_entry(found, photograph_level(record, photograph), scheme)
            for photograph in record.photographs
            if (found := fingerprint_of(photograph.sha256)) is not None
        ),
    )


def _picture_entry(fingerprint: PictureFingerprint, level: Level, scheme: str) -> PictureEntry:
    return PictureEntry(
        fingerprint.sha256,
        level,
        tuple(
            ViewEntry(
                view.name,
                {HashKind(name): value for name, value in view.hashes.items()} if view.hashes else {},
                view.descriptor,
            )
            for view in fingerprint.views
        ),
        fingerprint.words,
        scheme,
    )


def _texts(record: CulturalObject) -> dict[Level, dict[TextField, str]]:
    found: defaultdict[Level, defaultdict[TextField, list[str]]] = defaultdict(lambda: defaultdict(list))

    def say(path: str, field: TextField, *values: str | None) -> None:
        level = field_level(record, path)
        found[level][field].extend(value for value in values if value)

    say("titles", TextField.TITLE, *(title.value for title in record.titles))
    say("makers", TextField.MAKER, *(part for maker in record.makers for part in (maker.name, *maker.aliases)))
    say("culture", TextField.MAKER, record.culture)
    say("object_type", TextField.TYPE, record.object_type.level1, record.object_type.level2)
    say("date", TextField.OTHER, record.date.display if record.date else None)
    say("place_made", TextField.PLACE, record.place_made)
    say("place_found", TextField.PLACE, record.place_found)
    say("materials", TextField.MATERIAL, *record.materials, record.materials_display)
    say("techniques", TextField.MATERIAL, *record.techniques)
    for inscription in record.inscriptions:
        say("inscriptions", TextField.INSCRIPTION, inscription.text, inscription.transliteration)
    say("features", TextField.FEATURE, *(feature.text for feature in record.features))
    say("subject", TextField.DESCRIPTION, record.subject)
    say("descriptions", TextField.DESCRIPTION, *(description.text for description in record.descriptions))
    say("inventory_numbers", TextField.NUMBER, *(number.value for number in record.inventory_numbers))
    say("external_ids", TextField.NUMBER, *(identifier.value for identifier in record.external_ids))
    say("serial_number", TextField.NUMBER, record.serial_number)
    say("remarks", TextField.OTHER, record.remarks)
    loss = record.loss_event
    if loss is not None:
        say("loss_event.place", TextField.PLACE, loss.place)
        say("loss_event.holder", TextField.HOLDER, loss.holder)
        say("loss_event.owner", TextField.HOLDER, loss.owner)
        say("loss_event.circumstances", TextField.EVENT, loss.circumstances)
        say("loss_event.case_number", TextField.NUMBER, loss.case_number)
        say("loss_event.authority", TextField.EVENT, loss.authority.name if loss.authority else None)
    return {
        level: {field: " \n".join(values) for field, values in fields.items() if values}
        for level, fields in found.items()
    }


def _identifiers(record: CulturalObject) -> dict[Level, list[str]]:
    found: defaultdict[Level, list[str]] = defaultdict(list)

    def say(path: str, *values: str | None) -> None:
        found[field_level(record, path)].extend(key for value in values if value and (key := identifier_key(value)))

    say("id", record.id)
    say("inventory_numbers", *(number.value for number in record.inventory_numbers))
    say("external_ids", *(identifier.value for identifier in record.external_ids))
    say("serial_number", record.serial_number)
    say("loss_event.case_number", record.loss_event.case_number if record.loss_event else None)
    return dict(found)
