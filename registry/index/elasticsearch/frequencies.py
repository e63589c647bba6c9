"""How many pictures each visual word is in, remembered so that a query need not ask for it.

The counts are the server's document frequencies (of one shard, times the shards: objects are spread over them by
chance), asked for with an artificial document that has all the words. They only choose which words are asked for; the
server weighs each by its own count. What was asked is kept until the number of pictures has changed by a twentieth, in
a small index until it has changed at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from registry.index.fields import visual_word

CountWords = Callable[[list[str]], Mapping[str, int]]
"""Asks for the document frequencies of terms; those that occur nowhere may be missing."""

_TOLERATED = 0.05
_SMALL = 10_000
"""Pictures below which every change counts."""


@dataclass
class Frequencies:
    """Counts of words in an index of `pictures` pictures, of which `count` tells those not yet known."""

    count: CountWords
    pictures: int
    shards: int
    known: dict[int, int] = field(default_factory=dict)
    _upper: int = 0

    def still_good(self, pictures: int) -> bool:
        """Whether the counts serve for an index that has `pictures` now."""
        if self.pictures < _SMALL:
            return pictures == self.pictures
        return abs(pictures - self.pictures) <= _TOLERATED * self.pictures

    def of(self, words: Iterable[int]) -> tuple[Mapping[int, int], int]:
        """The counts of `words`, and the number of pictures."""
        asked = [word for word in words if word >= 0]
        if asked and max(asked) >= self._upper:
            # Once for a whole vocabulary: its size is the next power of two.
            upper = 1 << max(asked).bit_length()
            self._learn(range(self._upper, upper))
            self._upper = upper
        # What the one shard does not have, another may.
        unseen = 0 if self.shards == 1 else 1
        return {word: self.known.get(word, unseen) for word in asked}, self.pictures

    def _learn(self, words: range) -> None:
        by_term = {visual_word(word): word for word in words}
        for term, count in self.count(list(by_term)).items():
            if count:
                self.known[by_term[term]] = count * self.shards
