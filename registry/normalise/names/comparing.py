"""How two names compare: a level, a similarity from 0 to 1, and both names.

The level says in what way they agree; the similarity orders pairs within and between levels, since each level has its
own band. Comparing is symmetric: the order of the two sides never matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.normalise.names.chinese import chinese_keys, is_chinese
from registry.normalise.names.data import given_name_groups
from registry.normalise.names.model import Maker, MakerKind, Name
from registry.normalise.names.words import Likeness, NameParts, WordPair, align, comparing_words, firm_likeness


class NameLevel(StrEnum):
    """From full agreement to conflict; `missing` says nothing either way."""

    SAME = "same"
    BY_INITIALS = "same by initials"
    VARIANT = "variant"
    FAMILY_NAME = "same family name"
    OTHER_GIVEN = "same family name, other given name"
    CONFLICT = "conflict"
    MISSING = "missing"


_BANDS = {
    NameLevel.SAME: (0.96, 1.0),
    NameLevel.BY_INITIALS: (0.9, 0.96),
    NameLevel.VARIANT: (0.75, 0.9),
    NameLevel.FAMILY_NAME: (0.6, 0.75),
    NameLevel.OTHER_GIVEN: (0.4, 0.6),
    NameLevel.CONFLICT: (0.0, 0.4),
    NameLevel.MISSING: (0.0, 0.0),
}
_OF_LIKENESS = {
    Likeness.SAME: NameLevel.SAME,
    Likeness.INITIAL: NameLevel.BY_INITIALS,
    Likeness.VARIANT: NameLevel.VARIANT,
}


@dataclass(frozen=True)
class NameComparison:
    """The result, with the two names that were compared (None where there is none)."""

    level: NameLevel
    similarity: float
    one: str | None
    other: str | None


MISSING = NameComparison(NameLevel.MISSING, 0.0, None, None)


def compare(one: Name, other: Name) -> NameComparison:
    """Compare two names of persons."""
    level, share = _level(one, other), align(one, other).share
    better = level in (NameLevel.SAME, NameLevel.BY_INITIALS)
    if not better and _may_be_chinese(one, other) and chinese_keys(one.whole) & chinese_keys(other.whole):
        return _result(NameLevel.VARIANT, 1.0, one, other)
    return _result(level, share, one, other)


def compare_makers(one: Sequence[Maker], other: Sequence[Maker]) -> NameComparison:
    """Compare two statements by their best pair of names or aliases; unknown makers and schools name nobody.

    Donors and former owners are no makers and are left out.
    """
    pairs = [
        _compare_kinds(a, name_a, b, name_b)
        for a in _authors(one)
        for b in _authors(other)
        for name_a in _names(a)
        for name_b in _names(b)
    ]
    return max(pairs, key=lambda pair: pair.similarity, default=MISSING)


def _compare_kinds(a: Maker, name_a: Name, b: Maker, name_b: Name) -> NameComparison:
    if MakerKind.FIRM in (a.kind, b.kind):
        likeness, share = firm_likeness(name_a.whole, name_b.whole)
        level = NameLevel.CONFLICT if likeness is Likeness.NONE else _OF_LIKENESS[likeness]
        return _result(level, share, name_a, name_b)
    return compare(name_a, name_b)


_NOT_AUTHORS = frozenset({"former owner", "donor", "seller", "user", "depicted", "commissioner"})


def _authors(makers: Sequence[Maker]) -> list[Maker]:
    return [maker for maker in makers if maker.name is not None and maker.role not in _NOT_AUTHORS]


def _names(maker: Maker) -> tuple[Name, ...]:
    return (*((maker.name,) if maker.name else ()), *maker.aliases)


def _level(one: Name, other: Name) -> NameLevel:
    if one.rank_in_family and other.rank_in_family and one.rank_in_family != other.rank_in_family:
        return min(_level_of_words(one, other), NameLevel.OTHER_GIVEN, key=lambda level: _BANDS[level])
    return _level_of_words(one, other)


def _level_of_words(one: Name, other: Name) -> NameLevel:
    a, b = comparing_words(one), comparing_words(other)
    if a.all and set(a.all) == set(b.all):
        return NameLevel.BY_INITIALS if any(len(word) == 1 for word in a.all) else NameLevel.SAME
    pairs = align(one, other).pairs
    if not pairs:
        return NameLevel.CONFLICT
    worst = _OF_LIKENESS[max((pair.likeness for pair in pairs), key=list(Likeness).index)]
    if 1 not in (len(a.all), len(b.all)):
        return _level_of_full(a, b, pairs, worst)
    if len(a.all) == len(b.all):
        return worst
    single, whole = (a, other) if len(a.all) == 1 else (b, one)
    return _level_of_single(single.all[0], whole, pairs[0].likeness, worst)


def _level_of_full(a: NameParts, b: NameParts, pairs: Sequence[WordPair], worst: NameLevel) -> NameLevel:
    """Two names of two or more words each."""
    met_a, met_b = {pair.one for pair in pairs}, {pair.other for pair in pairs}
    if not a.family or not b.family:  # a family name of two parts stands alone ("Andriienko-Nechytailo")
        met, alone, whole = (met_b, a, b) if not a.family else (met_a, b, a)
        return worst if alone.family or not whole.family else _level_of_double(alone, whole, met)
    if not (met_a & set(a.family) and met_b & set(b.family)):
        return NameLevel.CONFLICT
    if len(pairs) < 2:
        return NameLevel.OTHER_GIVEN
    if set(a.given) - met_a and set(b.given) - met_b:
        first_met = align(Name("", given=a.given[:1]), Name("", given=b.given[:1])).pairs
        return NameLevel.VARIANT if first_met else NameLevel.OTHER_GIVEN
    return worst


def _level_of_double(alone: NameParts, whole: NameParts, met: set[str]) -> NameLevel:
    return NameLevel.FAMILY_NAME if len(met) == len(alone.all) and met & set(whole.family) else NameLevel.CONFLICT


def _level_of_single(word: str, whole: Name, likeness: Likeness, worst: NameLevel) -> NameLevel:
    """One word against a full name: its family name, or the name by which it is known ("Rembrandt")."""
    words = comparing_words(whole)
    if likeness is Likeness.INITIAL:
        return NameLevel.CONFLICT
    if align(Name(word, given=(word,)), Name("", given=tuple(words.family))).pairs:
        return NameLevel.FAMILY_NAME
    first_met = bool(align(Name(word, given=(word,)), Name("", given=words.given[:1])).pairs)
    if first_met and whole.particles:
        return worst
    return NameLevel.CONFLICT if not first_met or word in given_name_groups() else NameLevel.FAMILY_NAME


def _may_be_chinese(one: Name, other: Name) -> bool:
    """One name in characters and one in letters, or syllables joined by hyphens or apostrophes ("Ch'i Pai-shih")."""
    if is_chinese(one.whole) != is_chinese(other.whole):
        return True
    joined = any(sign in name.whole for name in (one, other) for sign in "-'’")
    return joined and not (one.particles or other.particles)


def _result(level: NameLevel, share: float, one: Name, other: Name) -> NameComparison:
    low, high = _BANDS[level]
    return NameComparison(level, round(low + (high - low) * share, 4), one.whole, other.whole)
