"""How rare a word is among the titles and names of one type of object, in bits: log2 of 1 / its frequency.

"Dirham" says nothing among coins and much among paintings. Where few records were counted, an expectation stands in: as
if `EXPECTED` records had been seen, in which a commonplace word of titles stands in every eighth and any other word in one
of a thousand. So a registry of ten records does not take every word for common, and with ten thousand the counts decide.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from matcher.commonplace import COMMONPLACE
from registry.index.protocol import TermCounts
from registry.normalise.text import tokens
from registry.records.object import CulturalObject

EXPECTED = 500
_COMMONPLACE, _ANY = 1 / 8, 1 / 1024


@dataclass(frozen=True)
class Rarity:
    """Counts by first level of object type; a type, or a word, that was not counted has the expected rarity."""

    by_type: Mapping[str, TermCounts] = field(default_factory=dict)

    def bits(self, word: str, object_type: str) -> float:
        """How much it says that a record of the type has the word, 0 for one that all have."""
        expected = _COMMONPLACE if word in COMMONPLACE else _ANY
        counts = self.by_type.get(object_type)
        found = counts.counts.get(word) if counts is not None else None
        if counts is None or found is None:
            return -math.log2(expected)
        return max(0.0, math.log2((counts.records + EXPECTED) / (found + EXPECTED * expected)))

    @classmethod
    def counted(cls, records: Iterable[CulturalObject]) -> Self:
        """The rarity of all words in a set of records, as an index would count them."""
        numbers: Counter[str] = Counter()
        words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for record in records:
            kind = record.object_type.level1.value
            numbers[kind] += 1
            words[kind].update({word for text in _weighty(record) for word in tokens(text)})
        return cls({kind: TermCounts(number, words[kind]) for kind, number in numbers.items()})

    def to_json(self) -> dict[str, Any]:
        """As it is stored with a match, so that the same match weighs the same for good."""
        return {
            kind: {"records": each.records, "counts": dict(sorted(each.counts.items()))}
            for kind, each in sorted(self.by_type.items())
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote. Raises KeyError for anything else."""
        return cls({kind: TermCounts(each["records"], each["counts"]) for kind, each in stored.items()})


def _weighty(record: CulturalObject) -> Iterable[str]:
    yield from (title.value for title in record.titles)
    yield from (name for maker in record.makers for name in (maker.name, *maker.aliases))
    yield from (number.value for number in record.inventory_numbers)


NO_COUNTS = Rarity()
"""Nothing was counted: every word has the expected rarity."""
