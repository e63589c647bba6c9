"""The word lists of names, read once."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from registry.normalise.phrases import Phrases
from registry.normalise.text import fold


@dataclass(frozen=True)
class NameWords:
    """Folded single words by what they are in a name."""

    particles: frozenset[str]
    titles: frozenset[str]
    people: frozenset[str]
    honours: frozenset[str]
    free_conjunctions: tuple[str, ...]
    careful_conjunctions: tuple[str, ...]


def _read(name: str) -> Any:
    return json.loads(files("registry.vocabulary").joinpath(name).read_text(encoding="utf-8"))


@cache
def name_words() -> NameWords:
    """Particles, titles, words for people, honours, and conjunctions."""
    raw = _read("name_words.json")
    return NameWords(
        particles=frozenset(map(fold, raw["particles"])) | frozenset(map(fold, raw["arabic_particles"])),
        titles=frozenset(map(fold, raw["titles"])),
        people=frozenset(map(fold, raw["people_words"])),
        honours=frozenset(raw["honours"]),
        free_conjunctions=tuple(raw["conjunctions"]["free"]),
        careful_conjunctions=tuple(raw["conjunctions"]["careful"]),
    )


@cache
def qualifier_phrases() -> Phrases:
    """Attribution qualifiers in ten languages."""
    return Phrases(
        (term, qualifier, language)
        for qualifier, languages in _read("attribution.json")["qualifiers"].items()
        for language, terms in languages.items()
        for term in terms
    )


@cache
def culture_phrases() -> Phrases:
    """Cultures and schools in ten languages."""
    return Phrases(
        (term, culture, language)
        for culture, languages in _read("cultures.json")["cultures"].items()
        for language, terms in languages.items()
        for term in terms
    )


@cache
def unknown_phrases() -> Phrases:
    """ "Unknown", "anonymous" and their like."""
    return Phrases((term, "unknown", "") for term in _read("name_words.json")["unknown"])


@cache
def alias_phrases() -> Phrases:
    """Words that introduce another name of the same person."""
    return Phrases((term, "alias", "") for term in _read("name_words.json")["alias_words"])


@cache
def firm_phrases() -> Phrases:
    """Words by which a firm or workshop is known as one."""
    return Phrases((term, "firm", "") for term in _read("name_words.json")["firms"])


@cache
def role_phrases() -> Phrases:
    """Roles: former owner, donor, publisher, engraver."""
    return Phrases((term, role, "") for role, terms in _read("name_words.json")["roles"].items() for term in terms)


@cache
def rank_phrases() -> Phrases:
    """The elder and the younger."""
    return Phrases((term, rank, "") for rank, terms in _read("name_words.json")["suffixes"].items() for term in terms)


@cache
def given_name_groups() -> dict[str, frozenset[int]]:
    """Folded given names and the groups of equivalents they belong to."""
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_read("given_names.json")["groups"]):
        for name in group:
            groups.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}
