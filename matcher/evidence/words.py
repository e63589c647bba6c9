"""Words compared as words: folded, in their own script or through their Latin keys, near spellings included."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from registry.normalise.text import UNTELLING, latin_key, tokens

ALIKE = 88.0
"""Similarity of two tokens (rapidfuzz ratio, 0 to 100) from which a spelling counts as the same word."""

_LONG = 4


@dataclass(frozen=True)
class Words:
    """The words of a text as they are held against those of another. Keep it: what was found out is remembered."""

    text: str

    @cached_property
    def all(self) -> frozenset[str]:
        """Every token and Latin key."""
        return frozenset(tokens(self.text)) | frozenset(tokens(latin_key(self.text)))

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return tuple(word for word in self.all if len(word) >= _LONG - 1)

    @cached_property
    def _found(self) -> dict[str, bool]:
        return {}

    def has(self, word: str) -> bool:
        """Whether a word, or a near spelling of it, is among them."""
        if word in self.all:
            return True
        if len(word) < _LONG:
            return False
        if word not in self._found:
            near = process.extractOne(word, self._spellings, scorer=fuzz.ratio, score_cutoff=ALIKE)
            self._found[word] = near is not None
        return self._found[word]

    def share(self, value: str) -> float | None:
        """The share of a value's telling words that are here, longer words counting more; None if it has none.

        Tokens are taken in the value's own script or, where that does not fit, through its Latin key.
        """
        shares = [found for row in rows(value) if (found := self._share(row)) is not None]
        return max(shares, default=None)

    def _share(self, row: Iterable[str]) -> float | None:
        counted = list(row)
        total = sum(len(word) for word in counted)
        return sum(len(word) for word in counted if self.has(word)) / total if total else None


@lru_cache(maxsize=20_000)
def rows(value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The telling words of a value in its own script, and in Latin letters."""
    return telling(value), telling(latin_key(value))


@lru_cache(maxsize=20_000)
def telling(value: str) -> tuple[str, ...]:
    """The words of a value that say something, each once, in order."""
    return tuple(word for word in dict.fromkeys(tokens(value)) if word not in UNTELLING)
