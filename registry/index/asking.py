"""The ways in which a word of a query may match, the same for both engines.

A word is matched as written (folded), in Latin letters, as the beginning of a longer word, and from five letters with
one edit, each way weighing less than the one before. Every query is built from terms, never parsed, so no input can
break it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from registry.index.fields import latin_field, readable, words_field
from registry.normalise.text import latin_keys, word_tokens
from registry.vocabulary.lists import Level

MOST_WORDS = 32
"""Words of a query that count: the rarest, where there are more."""
MOST_WEIGHED = 2000
"""Words of a query whose rarity is looked up; what comes after them does not count."""
ALL_WORDS_BONUS = 1_000.0
"""Score of an object that has all words: it comes before those with some."""
SECOND_FIELD = 0.1
"""Share of the score of a word's second-best way, so that two fields do not outweigh two words."""

_MAIN, _REST = 3.0, 1.0
_AS_WRITTEN, _LATIN, _BEGINNING, _ONE_EDIT = 1.0, 0.8, 0.5, 0.3
_PREFIX_FROM, _EDIT_FROM = 4, 5


class Manner(Enum):
    """How the terms of a way have to stand in the field."""

    ALL = auto()
    BEGINNING = auto()
    ONE_EDIT = auto()


@dataclass(frozen=True)
class Way:
    """One way in which a word may match: all `terms` in `field` (one, unless the manner is ALL), and its weight."""

    manner: Manner
    field: str
    terms: tuple[str, ...]
    weight: float


def text_fields(clearance: Level) -> Iterator[tuple[str, str, float]]:
    """The fields that a clearance may read: as written, in Latin letters, and their weight."""
    for level in readable(clearance):
        for weighty, weight in ((True, _MAIN), (False, _REST)):
            yield words_field(level, weighty=weighty), latin_field(level, weighty=weighty), weight


def ways(word: str, fields: Iterable[tuple[str, str, float]]) -> Iterator[Way]:
    """The ways in which a folded word may match in `fields`."""
    keys = latin_keys(word)
    for written, latin, weight in fields:
        yield Way(Manner.ALL, written, tuple(word_tokens(word)), weight * _AS_WRITTEN)
        if keys:
            yield Way(Manner.ALL, latin, keys, weight * _LATIN)
        if len(keys) == 1 and keys[0].isalpha():
            if len(keys[0]) >= _PREFIX_FROM:
                yield Way(Manner.BEGINNING, latin, keys, weight * _BEGINNING)
            if len(keys[0]) >= _EDIT_FROM:
                yield Way(Manner.ONE_EDIT, latin, keys, weight * _ONE_EDIT)
