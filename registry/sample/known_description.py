"""From an entry of the compiled list of known cases to what the object is described by."""

import re
from decimal import Decimal
from typing import Any

from registry.records.description import (
    DateSpan,
    Feature,
    Inscription,
    InventoryNumber,
    Maker,
    Measurement,
    Relation,
    Title,
    TypeOfObject,
)
from registry.sample import known_words as words
from registry.vocabulary.lists import (
    AttributionQualifier,
    Certainty,
    FeatureKind,
    InscriptionKind,
    MeasurementKind,
    ObjectType,
)

_UNSURE_OF_DATE = re.compile(r"exact year|exact year of making|year of making|date of manufacture|dates?")


def astronomical(year: int) -> int:
    """A historical year (negative before Christ, no year 0) as EDTF counts it: 1 BC is 0, 490 BC is -489."""
    if year == 0:
        raise ValueError("there is no year 0 between 1 BC and AD 1")
    return year + 1 if year < 0 else year


def object_type(given: dict[str, str]) -> TypeOfObject:
    """On two levels; words that our list lacks are kept on the second."""
    first, second = given["level1"], given["level2"]
    if first in words.TYPES:
        return TypeOfObject(level1=words.TYPES[first], level2=f"{first}: {second}")
    return TypeOfObject(level1=ObjectType(first), level2=None if second == first else second)


def titles(source: dict[str, Any]) -> tuple[Title, ...]:
    """The main title, then those in other languages."""
    others = (
        Title(value=other["text"].removesuffix(" (Wikidata label)"), language=other["lang"])
        for other in source.get("alt_titles", [])
    )
    return (Title(value=source["title"]), *others)


def makers(source: dict[str, Any]) -> tuple[Maker, ...]:
    """Each name with each qualifier that is held; nobody for an unknown artist."""
    if "maker" not in source:
        return ()
    names = words.MAKERS.get(source["maker"], (source["maker"],))
    qualifiers = words.QUALIFIERS[source["maker_qualifier"]] if "maker_qualifier" in source else None
    return tuple(
        Maker(name=name, qualifier=qualifier)
        for name in names
        for qualifier in qualifiers or (AttributionQualifier.BY,)
    )


def date(source: dict[str, Any]) -> DateSpan | None:
    """The words with their span in astronomical years; circa and doubts become the certainty."""
    if "date_text" not in source:
        return None
    text: str = source["date_text"]
    unsure = any(_UNSURE_OF_DATE.fullmatch(doubt) for doubt in source["confidence"]["less_sure_of"])
    certainty = Certainty.UNCERTAIN if unsure or " or " in text else Certainty.CERTAIN
    if text.startswith(("c. ", "about ")):
        certainty = Certainty.CIRCA
    return DateSpan(
        display=text,
        earliest=astronomical(source["year_from"]),
        latest=astronomical(source["year_to"]),
        certainty=certainty,
    )


def measurements(given: dict[str, Any]) -> tuple[tuple[Measurement, ...], str | None]:
    """The measurements, and words in their place where the numbers are those of another piece."""
    note = given.get("note")
    numbers = {name.rpartition("_")[::2]: value for name, value in given.items() if name != "note"}
    if note and "companion" in note:
        said = ", ".join(f"{kind} {value} {unit}" for (kind, unit), value in numbers.items())
        return (), f"{said} ({note})"
    return tuple(
        Measurement(kind=MeasurementKind(kind), value=Decimal(str(value)), unit=unit, note=note)
        for (kind, unit), value in numbers.items()
    ), None


def inscriptions(text: str | None) -> tuple[Inscription, ...]:
    """One inscription, its kind and script read from the words that describe it."""
    if text is None:
        return ()
    kind = InscriptionKind.TEXT
    if "signed" in text or "signatures" in text:
        kind = InscriptionKind.SIGNATURE
    elif "dedicat" in text:
        kind = InscriptionKind.DEDICATION
    script = next((script for script in ("cuneiform", "Musnad") if script in text), None)
    return (Inscription(text=text, kind=kind, script=script),)


def features(text: str | None) -> tuple[list[Feature], list[Relation], list[str]]:
    """Features, relations and what is neither, from one text with semicolons."""
    if text is None:
        return [], [], []
    if text in words.NO_FEATURES:
        return [], [], [f"{text[0].upper()}{text[1:]}."]
    if text in words.FEATURES_THAT_ARE_RELATIONS:
        return [], [Relation(kind=words.FEATURES_THAT_ARE_RELATIONS[text], text=text)], []
    features = []
    for part in text.split("; "):
        kind = next((kind for word, kind in words.FEATURE_WORDS if word in part), FeatureKind.OTHER)
        features.append(Feature(text=part, kind=kind))
    return features, [], []


def inventory_numbers(source: dict[str, Any]) -> tuple[InventoryNumber, ...]:
    """The number, with the institution in brackets behind it or else the holder."""
    if "inventory_number" not in source:
        return ()
    found = re.fullmatch(r"(.+?)(?: \((.+)\))?", source["inventory_number"])
    if found is None:
        return ()
    return (InventoryNumber(value=found[1], institution=found[2] or source["loss_event"].get("holder_at_loss")),)
