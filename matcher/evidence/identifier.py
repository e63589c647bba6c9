"""Evidence of identifiers: inventory and other numbers. The same number may exist in another institution."""

from matcher.answer import EvidenceItem, EvidenceKind
from matcher.evidence.levels import MISSING, levelled
from matcher.evidence.words import QueryWords
from matcher.weights import Weights
from registry.normalise.text import identifier_key
from registry.records.object import CulturalObject

LEVELS = ("same with institution", "same", "other")

_SHORTEST = 3


def identifier_level(
    identifiers: tuple[str, ...], words: QueryWords, record: CulturalObject
) -> tuple[str, str | None, str | None]:
    """The level of the best agreeing identifier, and both values as they were given.

    Numbers may also stand in the text: a registered number counts as named there if its key is among the text's own.
    """
    given = {identifier_key(value): value for value in identifiers if identifier_key(value)}
    recorded: list[tuple[str, str | None]] = [
        *((number.value, number.institution) for number in record.inventory_numbers),
        *((each.value, None) for each in record.external_ids),
        *(((record.serial_number, None),) if record.serial_number else ()),
        (record.id, None),
    ]
    in_text = identifier_key(words.text)
    for value, institution in recorded:
        key = identifier_key(value)
        named = given.get(key)
        if named is None and _telling(key) and key in in_text and words.has(value.casefold().split()[-1]):
            named = value
        if named is not None:
            known = institution is not None and (words.share(institution) or 0.0) >= 0.6
            return ("same with institution" if known else "same"), named, value
    registered = record.inventory_numbers[0].value if record.inventory_numbers else None
    if given and registered:
        return "other", next(iter(given.values())), registered
    return MISSING, next(iter(given.values()), None), registered


def _telling(key: str) -> bool:
    return len(key) >= _SHORTEST and any(sign.isdigit() for sign in key) and not key.isdigit()


def identifier_evidence(
    identifiers: tuple[str, ...], words: QueryWords, record: CulturalObject, weights: Weights
) -> EvidenceItem:
    """The evidence item."""
    level, named, registered = identifier_level(identifiers, words, record)
    sentence = {
        "same with institution": "The number and the institution that gave it are the registered ones.",
        "same": "The number is a registered one; the same number may exist in another institution.",
        "other": "The number differs from the registered one; objects get renumbered.",
        MISSING: "There are no numbers to compare.",
    }[level]
    return levelled(EvidenceKind.IDENTIFIER, level, named, registered, sentence, weights)
