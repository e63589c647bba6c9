"""Finding registered objects by words and filters: the index finds, the record (redacted) is what is shown."""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from api.errors import BadCursor, FieldError
from api.links import object_url, photograph_url
from api.schemas import Highlight, Hit, ObjectPage, SearchQuery
from matcher.service import Repatria
from registry.index.protocol import Filters
from registry.normalise.text import highlight_spans, identifier_key
from registry.records.object import CulturalObject
from registry.records.visibility import visible
from registry.store.ids import read_id
from registry.vocabulary.lists import Role

MAX_OFFSET = 10_000
"""How far pages go; whoever needs more narrows the search."""
_EXCERPT = 240
_LEAD = 80
_MOST_HIGHLIGHTS = 6


@dataclass(frozen=True)
class Place:
    """How far a search was shown: so many of the objects with the number typed, then so many that its words found."""

    numbered: int
    found: int


def search(repatria: Repatria, query: SearchQuery, role: Role) -> ObjectPage:
    """One page of what `role` may find. Raises BadCursor."""
    place = _place(query)
    generation = repatria.register.catch_up()
    index, filters = repatria.register.index, _filters(query, role)
    numbered = _by_number(repatria, query, filters, role)
    first = numbered[place.numbered : place.numbered + query.limit]
    # Words find most of the numbered ones too; as many more hits are asked for as may have to be passed over.
    page = index.search_text(query.q, offset=place.found, limit=query.limit + len(numbered), filters=filters)
    found = [hit.object_id for hit in page.hits]
    ids, taken = [*first], 0
    while taken < len(found) and (len(ids) < query.limit or found[taken] in numbered):
        ids += [found[taken]] if found[taken] not in numbered else []
        taken += 1
    records = repatria.store.get_many(ids)
    seen = (visible(records[each], role) for each in ids if each in records)
    reached = Place(place.numbered + len(first), place.found + taken)
    more = reached.numbered < len(numbered) or reached.found < min(page.total, MAX_OFFSET)
    return ObjectPage(
        total=max(page.total, len(numbered)),
        hits=tuple(hit_of(record, query.q) for record in seen if record is not None),
        facets={name: dict(counts) for name, counts in page.facets.items()},
        next_cursor=_cursor(reached, query) if more and reached != place else None,
        registry_generation=generation,
    )


def _filters(query: SearchQuery, role: Role) -> Filters:
    years = None
    if query.from_year is not None or query.to_year is not None:
        years = (
            query.from_year if query.from_year is not None else -4_000_000,
            query.to_year if query.to_year is not None else 3000,
        )
    return Filters(
        clearance=role.clearance,
        object_types=frozenset(query.type),
        statuses=frozenset(query.status),
        countries=frozenset(query.country),
        years=years,
        has_picture=query.has_picture,
    )


def _by_number(repatria: Repatria, query: SearchQuery, filters: Filters, role: Role) -> list[str]:
    """Objects whose number is exactly what was typed, whatever its spaces and punctuation; they come first.

    Only those that the role may see and the filters admit: a count of one would tell that a hidden object is there.
    """
    key = identifier_key(query.q)
    found: list[str] = []
    if any(character.isdigit() for character in key):
        found = list(repatria.register.index.by_identifiers([key], limit=20, filters=filters))
    own = read_id(query.q) if query.q.strip() else None
    if own is not None and own not in found:
        record = repatria.store.get_many([own]).get(own)
        seen = visible(record, role) if record is not None else None
        if seen is not None and _admitted(seen, query):
            found.insert(0, own)
    return found


def _admitted(seen: CulturalObject, query: SearchQuery) -> bool:
    """Whether a redacted record, found by its id and not by the index, passes the filters of the search."""
    date, loss = seen.date, seen.loss_event
    earliest, latest = (date.earliest, date.latest) if date is not None else (None, None)
    return (
        (not query.type or seen.object_type.level1 in query.type)
        and (not query.status or seen.status in query.status)
        and (not query.country or (loss is not None and loss.country in query.country))
        and (query.has_picture is None or query.has_picture == bool(seen.photographs))
        and (query.from_year is None or (latest is not None and latest >= query.from_year))
        and (query.to_year is None or (earliest is not None and earliest <= query.to_year))
    )


def hit_of(record: CulturalObject, words: str) -> Hit:
    """A redacted record as a search result."""
    picture = record.photographs[0] if record.photographs else None
    loss = record.loss_event
    return Hit(
        id=record.id,
        title=record.title(),
        title_language=record.titles[0].language if record.titles else None,
        object_type=record.object_type.level1,
        scope=record.scope,
        status=record.status,
        makers=tuple(maker.name for maker in record.makers),
        date=record.date.display if record.date else None,
        country=loss.country if loss else None,
        place=loss.place if loss else None,
        thumbnail_url=photograph_url(record.id, picture.sha256, "thumbnail") if picture else None,
        url=object_url(record.id),
        highlights=tuple(_highlights(record, words))[:_MOST_HIGHLIGHTS] if words.strip() else (),
    )


def _highlights(record: CulturalObject, words: str) -> Iterator[Highlight]:
    for field, text, language in searched_texts(record):
        spans = highlight_spans(text, words)
        if spans:
            yield _excerpt(field, text, spans, language)


def _excerpt(field: str, text: str, spans: list[tuple[int, int]], language: str | None) -> Highlight:
    start = 0 if len(text) <= _EXCERPT else max(0, spans[0][0] - _LEAD)
    if start > 0:  # begin at a word
        start = text.find(" ", start, spans[0][0]) + 1 or start
    end = min(len(text), start + _EXCERPT)
    inside = tuple(span for span in spans if span[1] <= end)
    return Highlight(
        field=field,
        excerpt=text[start:end],
        excerpt_start=start,
        spans=inside or (spans[0],),
        language=language,
    )


def searched_texts(record: CulturalObject) -> Iterator[tuple[str, str, str | None]]:
    """Every text of a record that a search looks in: name of the field, text, language."""
    for number, title in enumerate(record.titles):
        yield f"titles.{number}.value", title.value, title.language
    for number, maker in enumerate(record.makers):
        yield f"makers.{number}.name", maker.name, None
        for place, alias in enumerate(maker.aliases):
            yield f"makers.{number}.aliases.{place}", alias, None
    for number, inventory in enumerate(record.inventory_numbers):
        yield f"inventory_numbers.{number}.value", inventory.value, None
    for number, inscription in enumerate(record.inscriptions):
        yield f"inscriptions.{number}.text", inscription.text, inscription.language
    for number, feature in enumerate(record.features):
        yield f"features.{number}.text", feature.text, None
    for number, description in enumerate(record.descriptions):
        yield f"descriptions.{number}.text", description.text, description.language
    for number, material in enumerate(record.materials):
        yield f"materials.{number}", material, None
    loss = record.loss_event
    plain = {
        "object_type.level2": record.object_type.level2,
        "culture": record.culture,
        "place_made": record.place_made,
        "place_found": record.place_found,
        "materials_display": record.materials_display,
        "subject": record.subject,
        "serial_number": record.serial_number,
        "loss_event.place": loss.place if loss else None,
        "loss_event.holder": loss.holder if loss else None,
        "loss_event.circumstances": loss.circumstances if loss else None,
    }
    for field, text in plain.items():
        if text:
            yield field, text, None


def _digest(query: SearchQuery) -> str:
    same = query.model_dump(mode="json", exclude={"cursor", "limit"})
    return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()[:12]


def _cursor(place: Place, query: SearchQuery) -> str:
    text = f"{place.numbered}.{place.found}.{_digest(query)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _place(query: SearchQuery) -> Place:
    if query.cursor is None:
        return Place(0, 0)
    try:
        text = base64.urlsafe_b64decode(query.cursor.encode() + b"=" * (-len(query.cursor) % 4)).decode("ascii")
        numbered, found, digest = text.split(".")
        if digest == _digest(query) and numbered.isdecimal() and found.isdecimal() and int(found) < MAX_OFFSET:
            return Place(int(numbered), int(found))
    except (ValueError, binascii.Error):
        pass
    raise BadCursor(
        "The cursor does not belong to this search.",
        fields=[FieldError("cursor", "Leave it out to begin again, or use next_cursor with the same parameters.")],
    )
