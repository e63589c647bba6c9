"""The words that announce numbers, editions, folios and lines, from `terms.toml`."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from registry.normalise.lexicon import Lexicon, spellings
from registry.vocabulary.lists import EditionKind


class IdentifierKind(StrEnum):
    """What kind of number it is."""

    INVENTORY = "inventory"
    ACCESSION = "accession"
    SHELFMARK = "shelfmark"
    LOT = "lot"
    SERIAL = "serial"
    HALLMARK = "hallmark"


class ExtentKind(StrEnum):
    """What of a book is counted."""

    FOLIOS = "folios"
    PAGES = "pages"
    LINES = "lines"


@cache
def _terms() -> dict[str, Any]:
    return tomllib.loads(files("registry.normalise.identifiers").joinpath("terms.toml").read_text(encoding="utf-8"))


@cache
def label_words() -> Lexicon[IdentifierKind]:
    """Words that announce a number on an object."""
    return Lexicon(
        (term, IdentifierKind(kind)) for kind, languages in _terms()["labels"].items() for term in spellings(languages)
    )


@cache
def number_words() -> Lexicon[bool]:
    """Words that only mean "number"."""
    words = (term for term in _terms()["number_words"]["all"] if any(sign.isalpha() for sign in term))
    return Lexicon((term, True) for term in words)


@cache
def proof_words() -> Lexicon[EditionKind]:
    """Words and letters for proofs outside an edition."""
    return Lexicon(
        (term, EditionKind(kind)) for kind, languages in _terms()["proofs"].items() for term in spellings(languages)
    )


@cache
def edition_words() -> Lexicon[str]:
    """Words before the size of an edition ("edition of") and before a number in it ("copy")."""
    return Lexicon((term, heading) for heading in ("editions", "copies") for term in spellings(_terms()[heading]))


@cache
def extent_words() -> Lexicon[ExtentKind]:
    """Words for folios, pages and lines."""
    return Lexicon((term, kind) for kind in ExtentKind for term in spellings(_terms()[kind.value]))
