"""The words that introduce inscriptions, from `terms.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from registry.normalise.lexicon import Lexicon, key_of, spellings
from registry.vocabulary.lists import InscriptionKind

type Meaning = InscriptionKind | str
"""A kind of inscription, or the name of a position ("lower left")."""


@cache
def _terms() -> dict[str, Any]:
    return tomllib.loads(files("registry.normalise.inscriptions").joinpath("terms.toml").read_text(encoding="utf-8"))


@cache
def introducing_words() -> Lexicon[Meaning]:
    """Kinds and positions by all their names."""
    terms = _terms()
    kinds = (
        (term, InscriptionKind(kind)) for kind, languages in terms["kinds"].items() for term in spellings(languages)
    )
    positions = ((term, place) for place, languages in terms["positions"].items() for term in spellings(languages))
    return Lexicon[Meaning]([*positions, *kinds])


@cache
def filler_words() -> frozenset[str]:
    """Folded words that say nothing between an announcement and its text."""
    return frozenset(key_of(word) for term in _terms()["fillers"]["all"] for word in term.split())


@cache
def lacuna_words() -> frozenset[str]:
    """Folded words for what cannot be read."""
    return frozenset(key_of(word) for term in _terms()["lacunae"]["all"] for word in term.split())
