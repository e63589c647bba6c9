"""Listings asked of a registry, and every candidate compared: labelled comparisons of words.

The registry is an embedded index of all records in a folder of its own; the candidates are those that an answer would
consider (`matcher.candidates`), compared as an answer compares them (`matcher.evidence`).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from matcher.candidates import PER_ROUTE, by_turns
from matcher.evaluation.listings.hard import HardPair, hard_pairs, identity
from matcher.evaluation.listings.making import STRENGTHS, Listing, listing_of
from matcher.evidence.described import Described
from matcher.evidence.kinds import text_levels
from matcher.evidence.recorded import Recorded
from matcher.fitting.texts import TextPair
from matcher.rarity import Rarity
from registry.fingerprint.entries import object_entry
from registry.index.embedded import EmbeddedIndex
from registry.index.keys import listing_query
from registry.index.protocol import Filters
from registry.records.object import CulturalObject
from registry.vocabulary.lists import Level

SAMPLE, HARD, SEED = 300, 2000, 2026
DRAWN = 30
"""Records drawn at random for each listing, the same for all strengths."""
OFFICER = Filters(clearance=Level.LAW_ENFORCEMENT)
Step = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Asked:
    """One listing: what it was made from, whether its facts are unique, where its record came, and what was compared.

    `place` is that of the right record, or of one that no listing tells from it, among the candidates (from 0), None where
    it is not among the first 50. `pairs` has one comparison for each candidate, in the order of the candidates; `drawn` one
    for each of some records that nothing brought up.
    """

    listing: Listing
    unique: bool
    place: int | None
    pairs: tuple[TextPair, ...]
    drawn: tuple[TextPair, ...]


@dataclass(frozen=True)
class Answers:
    """All that was asked of a dataset."""

    name: str
    records: int
    asked: tuple[Asked, ...]
    hard: tuple[tuple[HardPair, TextPair], ...]

    def pairs(self) -> list[TextPair]:
        """All comparisons: those of candidates, those drawn, the hard ones."""
        asked = [pair for each in self.asked for pair in (*each.pairs, *each.drawn)]
        return asked + [pair for _, pair in self.hard]


def ask(
    name: str,
    records: Sequence[CulturalObject],
    step: Step,
    *,
    sample: int = SAMPLE,
    hard: int = HARD,
    seed: int = SEED,
) -> Answers:
    """Ask listings of `sample` records in each strength, and compare `hard` pairs that are hard to tell apart."""
    asking = _Asking(records, seed)
    chosen = [records[int(place)] for place in np.sort(np.random.default_rng(seed).permutation(len(records))[:sample])]
    with TemporaryDirectory(prefix="repatria-texts-") as folder:
        index = EmbeddedIndex.open(Path(folder))
        try:
            step("indexing", 0, 1)
            index.rebuild((object_entry(record, lambda _: None) for record in records), generation=1, schemes={})
            asked = []
            for number, record in enumerate(chosen):
                step("listings", number, len(chosen))
                asked += [asking.one(index, record, strength) for strength in STRENGTHS]
        finally:
            index.close()
    pairs = hard_pairs(records, hard, seed)
    compared = []
    for number, pair in enumerate(pairs):
        step("hard pairs", number, len(pairs))
        compared.append((pair, asking.hard(pair)))
    return Answers(name, len(records), tuple(asked), tuple(compared))


class _Asking:
    """What is read of the records once."""

    def __init__(self, records: Sequence[CulturalObject], seed: int) -> None:
        self.seed = seed
        self.rarity = Rarity.counted(records)
        self.recorded = {record.id: Recorded(record, self.rarity) for record in records}
        self.identity = {record.id: identity(record) for record in records}
        self.ids = [record.id for record in records]
        self.makers = sorted({maker.name for record in records for maker in record.makers})
        self.shared: dict[object, int] = {}
        for each in self.identity.values():
            facts = each[2:]  # type: ignore[index]
            self.shared[facts] = self.shared.get(facts, 0) + 1

    def one(self, index: EmbeddedIndex, record: CulturalObject, strength: str) -> Asked:
        """Ask one listing and compare its candidates."""
        listing = listing_of(record, strength, seed=self.seed, makers=self.makers)
        (hits,) = index.near_records([listing_query(listing.text, listing.identifiers)], filters=OFFICER)
        candidates = by_turns(hits)[:PER_ROUTE]
        right = [self.identity[each] == self.identity[record.id] for each in candidates]
        described, query = Described(listing.text, listing.identifiers), f"{record.id}/{strength}"
        pairs = tuple(
            TextPair(text_levels(described, self.recorded[each]), same, record.id, query, each)
            for each, same in zip(candidates, right, strict=True)
        )
        drawn = tuple(
            TextPair(text_levels(described, self.recorded[each]), False, record.id, query, each, drawn=True)
            for each in self._drawn(record)
        )
        facts = self.identity[record.id][2:]  # type: ignore[index]
        return Asked(listing, self.shared[facts] == 1, right.index(True) if True in right else None, pairs, drawn)

    def _drawn(self, record: CulturalObject) -> list[str]:
        """Ids of records that are not this one, drawn with the record's own seed."""
        rng = np.random.default_rng([self.seed, *hashlib.sha256(record.id.encode()).digest()[:4]])
        places = rng.permutation(len(self.ids))[: DRAWN + 1]
        others = [self.ids[int(place)] for place in places]
        return [each for each in others if self.identity[each] != self.identity[record.id]][:DRAWN]

    def hard(self, pair: HardPair) -> TextPair:
        """Compare a hard pair."""
        levels = text_levels(Described(pair.listing.text), Recorded(pair.other, self.rarity))
        about = pair.listing.about.partition("#")[0]
        return TextPair(levels, False, about, f"{pair.listing.about}/{pair.kind}", pair.other.id, hard=True)
