"""What the words of a query are to the evidence modules: folded tokens, compared with those of a record.

Longer words count more, articles and prepositions nothing. How rare a word is does not count yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from registry.normalise.text import latin_key, tokens

ALIKE = 88.0
"""Similarity of two tokens (rapidfuzz ratio, 0 to 100) from which a spelling counts as the same word."""

_LONG = 4
_COMMON = frozenset(
    "the a an of and in on at with from to by for le la les l un une des du de d et au aux il lo gli i del della "
    "der die das ein eine und mit von zu el los las y en con no untitled title".split()
)


@dataclass(frozen=True)
class QueryWords:
    """The words of a query, folded, with their Latin keys."""

    text: str

    @cached_property
    def all(self) -> frozenset[str]:
        """Every token and Latin key."""
        return frozenset(tokens(self.text)) | frozenset(tokens(latin_key(self.text)))

    def has(self, word: str) -> bool:
        """Whether a word, or a near spelling of it, is among them."""
        if word in self.all:
            return True
        if len(word) < _LONG:
            return False
        return any(abs(len(word) - len(other)) <= 2 and fuzz.ratio(word, other) >= ALIKE for other in self.all)

    def share(self, value: str) -> float | None:
        """The share of a value's telling words that the query has, longer words counting more; None if it has none.

        Tokens are taken in the value's own script or, where that does not fit, through its Latin key.
        """
        shares = [found for key in (value, latin_key(value)) if (found := self._share(tokens(key))) is not None]
        return max(shares, default=None)

    def best(self, values: Iterable[str]) -> tuple[float, str] | None:
        """The largest share that the query has of any of the values, and that value; None where nothing compares."""
        shares = [(share, value) for value in values if (share := self.share(value)) is not None]
        return max(shares) if self.all and shares else None

    def _share(self, words: Iterable[str]) -> float | None:
        counted = [word for word in dict.fromkeys(words) if word not in _COMMON]
        total = sum(len(word) for word in counted)
        if not total:
            return None
        return sum(len(word) for word in counted if self.has(word)) / total


def telling(value: str) -> list[str]:
    """The words of a value that say something, in order."""
    return [word for word in dict.fromkeys(tokens(value)) if word not in _COMMON]
