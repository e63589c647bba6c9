"""Words of two names side by side."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein

from registry.normalise.names.data import given_name_groups, name_words
from registry.normalise.names.keys import sound_keys, word_keys
from registry.normalise.names.model import Name
from registry.normalise.text import fold, skeleton
from registry.normalise.text.latin import ARABIC
from registry.normalise.text.tokenising import words as folded_words

ALIKE = 0.8
"""Similarity of two exact keys (1 - edits / letters of the longer) from which they are variants of each other."""
_SHORTEST_VARIANT = 4


class Likeness(StrEnum):
    """How two words agree, best first."""

    SAME = "same"
    INITIAL = "initial"
    VARIANT = "variant"
    NONE = "none"


@dataclass(frozen=True)
class NameParts:
    """The folded words that are compared: hyphens part words, particles are left out."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every word, given names first."""
        return (*self.given, *self.family)


@dataclass(frozen=True)
class WordPair:
    """Two words that agree in some way, with their similarity from 0 to 1."""

    one: str
    other: str
    likeness: Likeness
    similarity: float


@dataclass(frozen=True)
class Alignment:
    """Which words agree, and the share of the shorter name that does, longer words counting more."""

    pairs: tuple[WordPair, ...]
    share: float


def comparing_words(name: Name) -> NameParts:
    """The words of a name as they are compared."""
    return NameParts(_split(name.given), _split(name.family))


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    parts = [part for word in words for part in folded_words(word)]
    telling = [part for part in parts if part not in name_words().particles]
    return tuple(dict.fromkeys(telling or parts))


@lru_cache(maxsize=20_000)
def align(one: Name, other: Name) -> Alignment:
    """Pair the words of two names, the most alike first, each once."""
    a, b = comparing_words(one).all, comparing_words(other).all
    compared = [WordPair(x, y, *word_likeness(x, y)) for x, y in product(a, b)]
    compared.sort(
        key=lambda pair: (-pair.similarity, -min(len(pair.one), len(pair.other)), *sorted((pair.one, pair.other)))
    )
    pairs: list[WordPair] = []
    best = dict.fromkeys(a, 0.0), dict.fromkeys(b, 0.0)
    for pair in compared:
        if best[0][pair.one] == 0.0 and best[1][pair.other] == 0.0:
            best[0][pair.one] = best[1][pair.other] = pair.similarity
            if pair.likeness is not Likeness.NONE:
                pairs.append(pair)
    shares = [_share(side) for side in best if len(side) == min(len(a), len(b))]
    return Alignment(tuple(pairs), sum(shares) / len(shares) if shares else 0.0)


def _share(side: dict[str, float]) -> float:
    total = sum(len(word) for word in side)
    return sum(len(word) * similarity for word, similarity in side.items()) / total if total else 0.0


@lru_cache(maxsize=200_000)
def word_likeness(one: str, other: str) -> tuple[Likeness, float]:
    """How two folded words agree. Symmetric."""
    keys_a, keys_b = word_keys(one), word_keys(other)
    if not keys_a or not keys_b:
        return Likeness.NONE, 0.0
    if keys_a & keys_b:
        return (Likeness.SAME if min(map(len, keys_a | keys_b)) > 1 else Likeness.INITIAL), 1.0
    if _initial_of(keys_a, keys_b) or _initial_of(keys_b, keys_a):
        return Likeness.INITIAL, 0.9
    closeness = max(DamerauLevenshtein.normalized_similarity(x, y) for x, y in product(keys_a, keys_b))
    if _variants(one, other) and min(len(one), len(other)) > 1:
        return Likeness.VARIANT, max(0.9, closeness)
    long_enough = min(map(len, keys_a | keys_b)) >= _SHORTEST_VARIANT
    return (Likeness.VARIANT if closeness >= ALIKE and long_enough else Likeness.NONE), closeness


def _initial_of(initials: frozenset[str], words: frozenset[str]) -> bool:
    """Whether one is the other's first letter ("J." and "Johann"; "И." and "Ivan")."""
    return any(len(initial) == 1 and word.startswith(initial) for initial in initials for word in words)


def _variants(one: str, other: str) -> bool:
    if sound_keys(one) & sound_keys(other) and min(len(one), len(other)) > 2:
        return True
    groups = given_name_groups()
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return True
    arabic = bool(ARABIC.fullmatch(one)) or bool(ARABIC.fullmatch(other))
    return arabic and skeleton(one) != "" and skeleton(one) == skeleton(other)


_FIRM_ENDINGS = frozenset(
    "co company cie compagnie sons son brothers bros freres fratelli gebruder ltd limited inc incorporated corp "
    "corporation gmbh ag ab sa manufactory manufacture manufaktur factory fabrik works studio studios and und et".split()
)


def firm_likeness(one: str, other: str) -> tuple[Likeness, float]:
    """Two firms by the words that tell them apart ("Tiffany & Co." and "Tiffany Studios")."""
    a, b = (
        {word for word in folded_words(name) if word not in _FIRM_ENDINGS and word not in name_words().particles}
        for name in (fold(one), fold(other))
    )
    if not a or not b:
        return Likeness.NONE, 0.0
    shared = sum(len(word) for word in a & b)
    smaller = min(sum(map(len, a)), sum(map(len, b)))
    share = shared / smaller
    if a == b:
        return Likeness.SAME, 1.0
    return (Likeness.VARIANT if share >= ALIKE else Likeness.NONE), share
