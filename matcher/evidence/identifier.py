"""Evidence of identifiers: inventory and other numbers. The same number may exist in another institution."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from matcher.evidence.words import Words
from registry.normalise.identifiers import (
    Identifier,
    IdentifierKind,
    IdentifierLevel,
    compare_identifiers,
    find_identifiers,
)
from registry.normalise.text import identifier_key
from registry.records.object import CulturalObject


class NumberLevel(StrEnum):
    """From another number to the same one of the same institution."""

    OTHER = "other"
    OTHER_INSTITUTION = "other institution"
    ONE_SIGN_OFF = "one sign off"
    SAME = "same"
    SAME_WITH_INSTITUTION = "same with institution"
    MISSING = "missing"


SENTENCES = {
    NumberLevel.OTHER: "The number differs from the registered one; objects get renumbered.",
    NumberLevel.OTHER_INSTITUTION: "The number is a registered one, but was given by another institution.",
    NumberLevel.ONE_SIGN_OFF: "The number differs from the registered one by a sign that is easily misread: read it on the "
    "object again.",
    NumberLevel.SAME: "The number is a registered one; the same number may exist in another institution.",
    NumberLevel.SAME_WITH_INSTITUTION: "The number and the institution that gave it are the registered ones.",
    NumberLevel.MISSING: "There are no numbers to compare.",
}

_BY_COMPARISON = {
    IdentifierLevel.SAME_WITH_INSTITUTION: NumberLevel.SAME_WITH_INSTITUTION,
    IdentifierLevel.SAME: NumberLevel.SAME,
    IdentifierLevel.SAME_SCANNED: NumberLevel.ONE_SIGN_OFF,
    IdentifierLevel.OTHER_INSTITUTION: NumberLevel.OTHER_INSTITUTION,
    IdentifierLevel.OTHER: NumberLevel.OTHER,
    IdentifierLevel.MISSING: NumberLevel.MISSING,
}
_SAME = frozenset({IdentifierLevel.SAME_WITH_INSTITUTION, IdentifierLevel.SAME})
_IN_TEXT = frozenset(IdentifierKind) - {IdentifierKind.LOT, IdentifierKind.HALLMARK}
_SHORTEST = 3

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_RUN = re.compile(rf"[^\W_{_CJK}]+|[{_CJK}]+")
_GAP = re.compile(r"\s?(?:[.,:_]|[-–/]\s?)?|(?<=[^\W\d_])\.\s")
"""What may stand between the parts of one number; a full stop and a space only after a letter, as in "I.M. 56"."""
_GOES_ON = re.compile(r"[.,:/–-][^\W_]")
_BEGAN_BEFORE = re.compile(r"[^\W_][.,:/–-]")


@dataclass(frozen=True)
class _Compared:
    """A level, with the number as the query spells it and as it is registered."""

    level: IdentifierLevel
    named: str | None
    registered: str | None


def identifier(described: Described, recorded: Recorded) -> Outcome:
    """The level of the best agreeing number, and both values, each in its own spelling.

    Numbers may also stand in the text, where only whole ones count: "IM 566" is not named by "IM 566.2".
    """
    found = _best(described.identifiers, described.words, recorded.record)
    return Outcome(_BY_COMPARISON[found.level], found.named, found.registered)


def _best(identifiers: tuple[str, ...], words: Words, record: CulturalObject) -> _Compared:
    given = [value for value in identifiers if identifier_key(value)]
    inventory = record.inventory_numbers
    compared = [
        each
        for number in inventory
        for each in (
            *_given(given, number.value, number.institution, words),
            *_told(number.value, number.institution, words),
        )
    ]
    others = (*(each.value for each in record.external_ids), record.serial_number, record.id)
    compared += [
        each
        for value in others
        if value
        for each in (*_given(given, value, None, words), *_told(value, None, words))
        if each.level in _SAME  # another kind of number differs from every number
    ]
    nothing = _Compared(IdentifierLevel.MISSING, given[0] if given else None, inventory[0].value if inventory else None)
    return min(compared, key=lambda each: each.level, default=nothing)


def _given(given: list[str], registered: str, institution: str | None, words: Words) -> Iterator[_Compared]:
    """Numbers sent as such, against a registered one."""
    named = institution if _names(words, institution) else None
    for value in given:
        yield _Compared(compare_identifiers(value, registered, named, institution), value, registered)


def _told(registered: str, institution: str | None, words: Words) -> Iterator[_Compared]:
    """Places in the text that name a registered number."""
    named = institution if _names(words, institution) else None
    spellings = [(each.value, each.institution or named) for each in _numbers(words.text)]
    spellings += [(value, named) for value in _whole(words.text, identifier_key(registered))]
    for value, giver in spellings:
        level = compare_identifiers(value, registered, giver, institution)
        with_institution = level is IdentifierLevel.SAME_WITH_INSTITUTION
        if with_institution or (level in _SAME and _telling(identifier_key(value))):
            yield _Compared(level, value, registered)


def _names(words: Words, institution: str | None) -> bool:
    return institution is not None and (words.share(institution) or 0.0) >= 0.6


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[Identifier, ...]:
    """The numbers that a text announces as such; the same text is held against every candidate."""
    return tuple(
        each for each in find_identifiers(text) if each.kind in _IN_TEXT and len(each.keys.folded) >= _SHORTEST
    )


def _whole(text: str, key: str) -> Iterator[str]:
    """Where a text names a number of this folded key as a whole, in the text's own spelling."""
    if not _telling(key):
        return
    runs = _runs(text)
    for first, (start, *_) in enumerate(runs):
        _, end, folded = runs[first]
        if not key.startswith(folded) or _BEGAN_BEFORE.fullmatch(text, max(0, start - 2), start):
            continue
        for following, its_end, more in runs[first + 1 :]:
            if folded == key or not key.startswith(folded + more) or not _GAP.fullmatch(text, end, following):
                break
            end, folded = its_end, folded + more
        if folded == key and not _GOES_ON.match(text, end):
            yield text[start:end]


@lru_cache(maxsize=64)
def _runs(text: str) -> tuple[tuple[int, int, str], ...]:
    """Unbroken letters and digits of a text: start, end, folded key."""
    return tuple((run.start(), run.end(), key) for run in _RUN.finditer(text) if (key := identifier_key(run[0])))


def _telling(key: str) -> bool:
    return len(key) >= _SHORTEST and any(sign.isdigit() for sign in key) and not key.isdigit()
