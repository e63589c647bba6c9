"""A listing to its fields: the steps in their order, and what is left."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from registry.normalise.lexicon import Span
from registry.normalise.listing.labels import claim_labelled
from registry.normalise.listing.makers import claim_makers
from registry.normalise.listing.mediums import claim_mediums
from registry.normalise.listing.numbers import claim_editions, claim_extents, claim_lot, claim_numbers
from registry.normalise.listing.prices import claim_prices
from registry.normalise.listing.remarks import claim_owners, claim_remarks
from registry.normalise.listing.sheet import Claim, Sheet, cleaned, trimmed
from registry.normalise.listing.sizes import claim_sizes
from registry.normalise.listing.times import claim_dates
from registry.normalise.listing.titles import claim_quoted, claim_titles
from registry.normalise.listing.value import FieldKind, ReadField, ReadListing
from registry.normalise.listing.wording import in_words
from registry.normalise.listing.writing import claim_inscriptions

LONGEST = 10_000
"""Characters of a listing that are read; the rest is kept as other text."""

_STEPS: tuple[Callable[[Sheet], Sheet], ...] = (
    claim_labelled,
    claim_lot,
    claim_prices,
    claim_editions,
    claim_numbers,
    claim_inscriptions,
    claim_sizes,
    claim_extents,
    claim_quoted,
    claim_owners,
    claim_mediums,
    claim_remarks,
    claim_makers,
    claim_dates,
    claim_titles,
)
"""The surest first: labels, then what has a shape of its own, then what is known by its words, last by its place."""

_LEADS = 24
"""Characters before a number that may say which number it is."""


@lru_cache(maxsize=1_000)
def read_listing(text: str) -> ReadListing:
    """The fields of a listing in any of the ten languages. Pure and total: any text gives a reading."""
    sheet = Sheet(text[:LONGEST])
    for step in _STEPS:
        sheet = step(sheet)
    claims = sorted((*sheet.claims, *_left(sheet, text)), key=lambda claim: claim.span)
    return ReadListing(text, tuple(_field(text, claim) for claim in claims))


def _field(text: str, claim: Claim) -> ReadField:
    value = cleaned(claim.span.of(text))
    before = text[max(0, claim.span.start - _LEADS) : claim.span.start]
    return ReadField(claim.kind, value, claim.span, in_words(claim.kind, value, before))


def _left(sheet: Sheet, text: str) -> Iterator[Claim]:
    """Every stretch with a letter or digit that nothing claimed."""
    start = 0
    free = sheet.free
    for line in free.splitlines(keepends=True):
        if any(sign.isalnum() for sign in line):
            yield Claim(FieldKind.OTHER, trimmed(sheet.text, Span(start, start + len(line.rstrip("\n")))))
        start += len(line)
    beyond = trimmed(text, Span(len(free), len(text)))
    if beyond.start < beyond.end:
        yield Claim(FieldKind.OTHER, beyond)
