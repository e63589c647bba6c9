"""How each field was read, in plain English words."""

from collections.abc import Callable

from registry.normalise.dates import NotUnderstood, parse_date
from registry.normalise.dates import in_words as date_in_words
from registry.normalise.identifiers import IdentifierKind, find_editions, find_extents, find_identifiers
from registry.normalise.inscriptions import read_inscriptions
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import is_listed
from registry.normalise.materials import parse_medium
from registry.normalise.measurements import in_words as size_in_words
from registry.normalise.measurements import read_measurements
from registry.normalise.names import LifeDates, Maker, MakerKind, parse_makers
from registry.normalise.object_types import parse_type
from registry.vocabulary.lists import AttributionQualifier, EditionKind

AS_WRITTEN = "kept as written"


def in_words(kind: FieldKind, value: str, before: str = "") -> str:
    """A value of a kind as it was read; `before` is the text that led to it ("LOT "). Never empty."""
    if kind is FieldKind.IDENTIFIER:
        return _identifier(value, before)
    said = _SAYING.get(kind)
    return (said(value) if said is not None else "") or AS_WRITTEN


def _maker(value: str) -> str:
    return "; ".join(_one_maker(maker) for maker in parse_makers(value))


def _one_maker(maker: Maker) -> str:
    culture = f"{maker.culture.capitalize()} " if maker.culture else ""
    if maker.kind is MakerKind.UNKNOWN or maker.name is None:
        named = (
            f"{culture}school"
            if maker.kind is MakerKind.SCHOOL and culture
            else f"maker unknown{', ' if culture else ''}{culture}".strip()
        )
    else:
        named = maker.name.whole + (f" the {maker.name.rank_in_family}" if maker.name.rank_in_family else "")
    aliases = "".join(f", also {alias.whole}" for alias in maker.aliases)
    qualifier = "" if maker.name is None or maker.qualifier is AttributionQualifier.BY else f"{maker.qualifier} "
    return f"{qualifier}{named}{aliases}{_life(maker.life)}"


def _life(life: LifeDates | None) -> str:
    if life is None:
        return ""
    about = "about " if life.circa else ""
    if life.active:
        return f", active {about}{life.first}" + (f" to {life.last}" if life.last else "")
    if life.first and life.last:
        return f", lived {about}{life.first} to {life.last}"
    return f", born {about}{life.first}" if life.first else f", died {about}{life.last}"


def _title(value: str) -> str:
    return "without a title" if is_listed(value, "untitled") else f"“{value}”"


def _type(value: str) -> str:
    found = parse_type(value)
    if found is None:
        return "a kind of object that is not in the list"
    concept, first = found.concept.replace("_", " "), str(found.level1)
    return first if concept == first else f"{first}: {concept}"


def _date(value: str) -> str:
    reading = parse_date(value)
    return f"no date: {reading.sentence}" if isinstance(reading, NotUnderstood) else date_in_words(reading)


def _medium(value: str) -> str:
    medium = parse_medium(value)
    made, carried = ([one.concept.replace("_", " ") for one in part] for part in (medium.made_of, medium.supports))
    mounts = [one.concept.replace("_", " ") for one in medium.mentions if one.mount]
    parts = [", ".join(dict.fromkeys(made))] if made else []
    parts += ["on " + ", ".join(dict.fromkeys(carried))] if carried else []
    parts += ["mounted on " + ", ".join(dict.fromkeys(mounts))] if mounts else []
    return " ".join(parts)


def _measurements(value: str) -> str:
    read = read_measurements(value)
    return "; ".join(size_in_words(size) for size in read.sizes)


def _inscription(value: str) -> str:
    parts = []
    for each in read_inscriptions(value):
        kinds = " and ".join(sorted(str(kind) for kind in each.kinds))
        place = f", {each.position}" if each.position else ""
        parts.append(f"{kinds}{place}" + (f": “{each.text}”" if each.text else ""))
    return "; ".join(parts)


def _edition(value: str) -> str:
    parts = []
    for each in find_editions(value):
        number = f"number {each.number}" if each.number else ""
        of = f"of {each.of}" if each.number and each.of else f"an edition of {each.of}" if each.of else ""
        special = "" if each.kind is EditionKind.NUMBERED else str(each.kind)
        parts.append(" ".join(word for word in (special, number, of) if word))
    return "; ".join(parts)


def _extent(value: str) -> str:
    return "; ".join(
        f"{each.low if each.low == each.high else f'{each.low} to {each.high}'} {each.kind}"
        for each in find_extents(value)
    )


def _identifier(value: str, before: str) -> str:
    found = next((each for each in find_identifiers(before + value) if each.span.end > len(before)), None)
    if found is None:
        return "a number, looked up by itself"
    kind = str(found.kind) if found.kind in (IdentifierKind.LOT, IdentifierKind.SHELFMARK) else f"{found.kind} number"
    return f"{kind} {found.value}" + (f" of {found.institution}" if found.institution else "")


_SAYING: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.MAKER: _maker,
    FieldKind.TITLE: _title,
    FieldKind.OBJECT_TYPE: _type,
    FieldKind.DATE: _date,
    FieldKind.MEDIUM: _medium,
    FieldKind.MEASUREMENTS: _measurements,
    FieldKind.INSCRIPTION: _inscription,
    FieldKind.EDITION: _edition,
    FieldKind.EXTENT: _extent,
    FieldKind.ESTIMATE: lambda _: "an estimate or a price, not compared",
    FieldKind.OTHER: lambda _: "not understood, searched as words",
}
