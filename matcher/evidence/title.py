"""Evidence of titles: how rare the words are that the query shares with a registered title, and how much of it they are.

A title that two catalogues give in the same rare words is strong evidence; "Still life" is next to none. Stolen works are
retitled, so another title is a contradiction, but a small one. Where no title was read, the title's words may stand
anywhere in the description; leaving them out says nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from matcher.evidence.described import Described
from matcher.evidence.levels import Outcome
from matcher.evidence.recorded import Recorded
from matcher.evidence.words import Words, rows


class TitleLevel(StrEnum):
    """From another title to the same one in rare words."""

    OTHER = "other"
    FEW_WORDS = "few words"
    COMMON = "common"
    RARE_WORDS = "rare words"
    CONTAINED = "contained"
    SAME = "same"
    SAME_AND_RARE = "same and rare"
    MISSING = "missing"


SENTENCES = {
    TitleLevel.OTHER: "Another title is given; works get new titles when they change hands.",
    TitleLevel.FEW_WORDS: "Some words of the registered title are in the description.",
    TitleLevel.COMMON: "The title agrees, but in words that stand in many titles of this kind of object.",
    TitleLevel.RARE_WORDS: "Rare words of the registered title are in the description.",
    TitleLevel.CONTAINED: "One of the titles contains the other.",
    TitleLevel.SAME: "The titles agree word for word.",
    TitleLevel.SAME_AND_RARE: "The titles agree word for word, in words that are rare for this kind of object.",
    TitleLevel.MISSING: "No title can be compared, which says nothing.",
}

_WHOLE = 0.9
"""Share of a title's bits from which a slip of spelling or a missing article is all that is left."""
_LEAST, _TELLING, _RARE = 4.0, 9.0, 18.0
"""Bits of shared words. Nine: fewer than one title in 500 has them by chance; eighteen: twice as many bits."""


@dataclass(frozen=True)
class _Shared:
    """A registered title with the words that were found, their bits, and the shares of both titles that they are."""

    title: str
    words: tuple[tuple[str, float], ...]
    bits: float
    of_registered: float
    of_listed: float | None
    listed: str | None

    @property
    def level(self) -> TitleLevel:
        both = min(self.of_registered, self.of_listed or 0.0)
        one = max(self.of_registered, self.of_listed or 0.0)
        if self.bits < _LEAST:
            return TitleLevel.MISSING if self.listed is None else TitleLevel.OTHER
        if self.bits < _TELLING:
            return TitleLevel.COMMON if one >= _WHOLE else TitleLevel.FEW_WORDS
        if both >= _WHOLE:
            return TitleLevel.SAME_AND_RARE if self.bits >= _RARE else TitleLevel.SAME
        return TitleLevel.CONTAINED if one >= _WHOLE else TitleLevel.RARE_WORDS


_ORDER = list(TitleLevel)


def title(described: Described, recorded: Recorded) -> Outcome:
    """The best agreement of any title of the query with any of the record."""
    listed = [words for words in described.titles if _bits(rows(words.text)[0], recorded) >= _LEAST]
    found = [
        each
        for known in recorded.titles
        for words in (*listed, None)
        if (each := _shared(described, recorded, known, words)) is not None
    ]
    named = described.titles[0].text if described.titles else None
    if not found:
        registered = recorded.titles[0].text if recorded.titles else None
        return Outcome(TitleLevel.MISSING, named, registered)
    best = max(found, key=lambda each: (_rank(each.level), each.bits, each.listed or ""))
    return Outcome(best.level, best.listed or named, _shown(best))


def title_terms(described: Described, recorded: Recorded) -> frozenset[str]:
    """The words whose rarity decides: those of the query's titles, and those of registered ones that the query has."""
    known = {word for words in recorded.titles for word in rows(words.text)[0]}
    listed = {word for words in described.titles for word in rows(words.text)[0]}
    return frozenset(word for word in known if described.telling.has(word)) | listed


def _shared(described: Described, recorded: Recorded, known: Words, listed: Words | None) -> _Shared | None:
    """What the query, or one title of it, shares with a registered title; None where that has no telling words."""
    where = described.telling if listed is None else listed
    native, latin = (_without_maker(row, recorded) for row in rows(known.text))
    total = _bits(native, recorded)
    if total < _LEAST:
        return None
    words = tuple((word, recorded.bits(word)) for word in native if where.has(word))
    bits = sum(each for _, each in words)
    romanised = total * _share_of_letters(latin, where) if latin != native else 0.0
    if romanised > bits:
        words, bits = (), romanised
    of_listed = None if listed is None else _share_of(listed, known, recorded)
    return _Shared(known.text, words, bits, bits / total, of_listed, None if listed is None else listed.text)


def _share_of(listed: Words, known: Words, recorded: Recorded) -> float:
    """The share of a listed title's bits that the registered title has."""
    native, latin = (_without_maker(row, recorded) for row in rows(listed.text))
    total = _bits(native, recorded)
    plain = sum(recorded.bits(word) for word in native if known.has(word)) / total if total else 0.0
    return max(plain, _share_of_letters(latin, known)) if latin != native else plain


def _without_maker(words: tuple[str, ...], recorded: Recorded) -> tuple[str, ...]:
    """A title's words without the maker's name, which is evidence of its own."""
    return tuple(word for word in words if not recorded.maker_words.has(word))


def _bits(words: tuple[str, ...], recorded: Recorded) -> float:
    return sum(recorded.bits(word) for word in words)


def _share_of_letters(latin: tuple[str, ...], where: Words) -> float:
    """The share of a romanised title that is found: its words were not counted, so longer ones count more."""
    return sum(len(word) for word in latin if where.has(word)) / max(1, sum(map(len, latin)))


def _rank(level: TitleLevel) -> int:
    return -1 if level is TitleLevel.MISSING else _ORDER.index(level)


def _shown(best: _Shared) -> str:
    """The registered title, with the rarity of the words that were found in it."""
    weighed = ", ".join(f"{word} {bits:.1f}" for word, bits in best.words)
    return f"{best.title} [{weighed} bits]" if weighed else best.title
