"""The keys of a record, by the confidentiality of the fields they come from."""

from collections import defaultdict
from collections.abc import Iterable

from registry.index.keys.facts import date_keys, size_keys, type_keys
from registry.index.keys.words import name_keys, other_keys, title_keys
from registry.normalise.materials import parse_medium
from registry.normalise.measurements import read_measurements, recorded_sizes
from registry.normalise.object_types import find_types
from registry.records.object import CulturalObject
from registry.records.visibility import field_level
from registry.vocabulary.lists import Level

_MOST_WORDS = 400
"""Words of a long text that a record is found by: what a description says first."""


def record_keys(record: CulturalObject) -> dict[Level, tuple[str, ...]]:
    """What a record can be found by."""
    found: defaultdict[Level, dict[str, None]] = defaultdict(dict)

    def say(path: str, keys: Iterable[str]) -> None:
        found[field_level(record, path)].update(dict.fromkeys(keys))

    for title in record.titles:
        say("titles", title_keys(title.value))
    for maker in record.makers:
        for name in (maker.name, *maker.aliases):
            say("makers", name_keys(name))
    materials = [*record.materials, *record.techniques, *filter(None, [record.materials_display])]
    say("materials", _materials(" ; ".join(materials)))
    kind = record.object_type
    say("object_type", type_keys(each.concept for each in find_types(f"{kind.level1} ; {kind.level2 or ''}")))
    if record.date is not None:
        say("date", date_keys(record.date.earliest, record.date.latest))
    sizes = recorded_sizes(record.measurements)
    if not sizes and record.measurements_display:
        sizes = read_measurements(record.measurements_display).sizes
    say("measurements", size_keys(sizes))
    for path, text in _other_texts(record):
        say(path, other_keys(" ".join(text.split()[:_MOST_WORDS])))
    return {level: tuple(keys) for level, keys in found.items() if keys}


def _materials(text: str) -> Iterable[str]:
    medium = parse_medium(text)
    yield from (f"m:{reading}" for mention in medium.mentions for reading in mention.readings)
    yield from other_keys(" ".join(medium.unread))


def _other_texts(record: CulturalObject) -> Iterable[tuple[str, str]]:
    """Every other field in which a listing's words may stand."""
    texts: list[tuple[str, str | None]] = [
        ("culture", record.culture),
        ("object_type", record.object_type.level2),
        ("place_made", record.place_made),
        ("place_found", record.place_found),
        ("subject", record.subject),
        ("serial_number", record.serial_number),
        *(("inscriptions", each.text) for each in record.inscriptions),
        *(("inscriptions", each.transliteration) for each in record.inscriptions),
        *(("features", each.text) for each in record.features),
        *(("descriptions", each.text) for each in record.descriptions),
        *(("inventory_numbers", each.value) for each in record.inventory_numbers),
    ]
    if record.loss_event is not None:
        loss = record.loss_event
        texts += [
            ("loss_event.place", loss.place),
            ("loss_event.holder", loss.holder),
            ("loss_event.owner", loss.owner),
        ]
    return [(path, text) for path, text in texts if text]
