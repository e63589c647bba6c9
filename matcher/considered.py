"""What an answer was chosen from, written down so that exactly the same can be weighed again."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from matcher.candidates import Candidates, Found, Route
from matcher.rarity import Rarity
from matcher.trace import Trace

FORMAT = 2
"""Raise it with every change of what is written."""


@dataclass(frozen=True)
class Considered:
    """The candidates with every picture that was compared, which looks were turned, the version of each record, and how
    rare words were when they were weighed.

    How closely a picture is looked at depends on all other candidates, so those that no answer shows belong to it too.
    """

    candidates: Candidates
    turned: frozenset[int]
    versions: Mapping[str, int]
    rarity: Rarity

    @classmethod
    def of(cls, trace: Trace) -> Self:
        """What a match considered."""
        # A look that found nothing likely was described in the other orientations too; no other look ever is.
        turned = frozenset(look.index for look in trace.looks if "turned_descriptors" in vars(look))
        return cls(trace.candidates, turned, trace.versions, trace.rarity)

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the match."""
        return {
            "format": FORMAT,
            "turned": sorted(self.turned),
            "rarity": self.rarity.to_json(),
            "candidates": [
                {
                    "id": found.object_id,
                    "version": self.versions.get(found.object_id),
                    "ranks": {route.value: rank for route, rank in found.ranks.items()},
                    "pictures": {str(look): sorted(hashes) for look, hashes in found.pictures.items() if hashes},
                    "word_rank": {str(look): rank for look, rank in found.word_rank.items()},
                }
                for found in self.candidates.found.values()
            ],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote. Raises ValueError or KeyError for anything else."""
        if stored["format"] != FORMAT:
            raise ValueError(f"format {stored['format']} instead of {FORMAT}")
        candidates = Candidates()
        versions: dict[str, int] = {}
        for each in stored["candidates"]:
            ranks = {Route(name): int(rank) for name, rank in each["ranks"].items()}
            pictures: defaultdict[int, set[str]] = defaultdict(set)
            pictures.update({int(look): set(hashes) for look, hashes in each["pictures"].items()})
            word_rank = {int(look): int(rank) for look, rank in each["word_rank"].items()}
            candidates.found[each["id"]] = Found(each["id"], set(ranks), ranks, pictures, word_rank)
            if each["version"] is not None:
                versions[each["id"]] = each["version"]
        return cls(candidates, frozenset(stored["turned"]), versions, Rarity.from_json(stored["rarity"]))
