"""Listing versions of a record: so many operations, the same for the same seed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.evaluation.listings.facts import Facts, facts_of
from matcher.evaluation.listings.languages import LABELS
from matcher.evaluation.listings.operations import OPERATIONS, Chance
from registry.records.object import CulturalObject

STRENGTHS = {"light": 2, "medium": 4, "heavy": 6}
"""Operations a listing of each strength has been through. A heavy one always has title and maker replaced altogether."""

SEED = 2026
_STYLES = 3


@dataclass(frozen=True)
class Listing:
    """A listing: its text, numbers given beside it, the record it was made from, its strength and its operations."""

    text: str
    about: str
    strength: str
    operations: tuple[str, ...]
    identifiers: tuple[str, ...] = ()


def listing_of(
    record: CulturalObject, strength: str, *, seed: int = SEED, makers: Sequence[str] = (), numbers: float = 0.0
) -> Listing:
    """A listing of a record. `makers` are names to replace its own by, `numbers` the share that give its number."""
    rng = _rng(record.id, strength, seed)
    replaced = strength == "heavy"
    always = {"attribution", "retitled"} if replaced else set()
    others = [name for name in OPERATIONS if name not in always]
    extra = rng.choice(len(others), STRENGTHS[strength] - len(always), replace=False)
    chosen = always | {others[int(number)] for number in extra}
    facts = facts_of(record)
    if rng.random() >= numbers:
        facts = Facts(**{**vars(facts), "number": ""})
    chance = Chance(rng, replaced, tuple(name for name in makers if name != facts.maker))
    done = tuple(name for name in OPERATIONS if name in chosen)
    for name in done:
        facts = OPERATIONS[name](facts, chance)
    return Listing(written(facts, int(rng.integers(_STYLES))), record.id, strength, done)


def plain_listing(record: CulturalObject) -> Listing:
    """A listing that copies the record, but for its number."""
    return Listing(written(Facts(**{**vars(facts_of(record)), "number": ""}), 0), record.id, "plain", ())


def written(facts: Facts, style: int) -> str:
    """An entry as a text: line by line, as a sentence, or with labels."""
    said = [(name, " ".join(str(getattr(facts, name)).split())) for name in facts.order]
    said = [(name, value) for name, value in said if value]
    if style == 0:
        return "\n".join(value for _, value in said)
    if style == 1:
        return ". ".join(value.removesuffix(".") for _, value in said) + "."
    labels = {**LABELS["en"], **LABELS[facts.language]}
    return "\n".join(f"{labels[name]}: {value}" for name, value in said)


def _rng(*parts: object) -> np.random.Generator:
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
