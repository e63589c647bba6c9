"""Remarks on condition, former owners and publications that have no label: "Relined.", "Private collection, Turin".

Museums put the part somebody played behind the name: "Carl Gustaf Wrangel (Tidigare ägare)" is no maker.
"""

import re
from collections.abc import Sequence

from registry.normalise.lexicon import Span
from registry.normalise.listing.layout import free_segments
from registry.normalise.listing.segments import Gap, Segment
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import cue_words, is_listed, terms

_ROLE = re.compile(r"\(([^()]{3,30})\)\.?$")


def claim_owners(sheet: Sheet) -> Sheet:
    """Every name with the part of a former owner or giver in brackets behind it."""
    found = free_segments(sheet)
    claims = []
    for number, segment in enumerate(found):
        role = _ROLE.search(segment.of(sheet.free))
        if role is not None and is_listed(role[1], "owner_roles"):
            claims.append(Claim(FieldKind.PROVENANCE, Span(_begin(found, number), segment.end)))
    return sheet.claiming(claims)


def _begin(found: Sequence[Segment], number: int) -> int:
    """Where a name begins that has commas in it: "Brahe, grevliga ätten nr 1"."""
    while number > 0 and found[number].gap is Gap.COMMA:
        number -= 1
    return found[number].start


def claim_remarks(sheet: Sheet) -> Sheet:
    """Sentences that begin with a telling phrase; not at the head of a listing, where titles stand."""
    found = free_segments(sheet)
    claims: list[Claim] = []
    begun: tuple[FieldKind, Span] | None = None
    for number, segment in enumerate(found):
        kind = _cued(segment, sheet.free) if number > 0 else None
        if begun is not None and segment.gap is Gap.COMMA and kind in (None, begun[0]):
            begun = begun[0], Span(begun[1].start, segment.end)
            continue
        if begun is not None:
            claims.append(Claim(*begun))
        begun = (kind, segment.span) if kind is not None else None
    if begun is not None:
        claims.append(Claim(*begun))
    return sheet.claiming(claims)


def _cued(segment: Segment, text: str) -> FieldKind | None:
    first = next(terms(segment.of(text), cue_words()), None)
    return first[0] if first is not None and first[1] <= 1 else None
