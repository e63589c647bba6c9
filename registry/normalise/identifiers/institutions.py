"""Institutions by any of their names, and by the prefix of their numbers."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from registry.normalise.lexicon import Lexicon
from registry.normalise.text import identifier_key, latin_key

_GENERIC = (
    "the museum musée museo музей muzeum museet museums museen state national nazionale nacional nationalmuseum of de di du "
    "del la le art arts fine and library biblioteca bibliothèque bibliothek библиотека collection collections gallery "
    "galerie galleria in zu der des das institute university государственный национальный королевский متحف المتحف الوطني مكتبة"
)
"""Words that many institutions share."""


class Agreement(StrEnum):
    """Whether two names mean one institution."""

    SAME = "same"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Institution:
    """An institution of our table."""

    key: str
    prefixes: tuple[str, ...]
    names: tuple[str, ...]


@cache
def institutions() -> tuple[Institution, ...]:
    """The table of institutions."""
    text = files("registry.normalise.identifiers").joinpath("institutions.toml").read_text(encoding="utf-8")
    return tuple(
        Institution(each["key"], tuple(each["prefixes"]), tuple(each["names"]))
        for each in tomllib.loads(text)["institution"]
    )


@cache
def _by_name() -> dict[str, Institution]:
    return {_name_key(name): each for each in institutions() for name in each.names}


@cache
def prefixes() -> dict[str, Institution]:
    """Institutions by the folded prefix of their numbers."""
    return {identifier_key(prefix): each for each in institutions() for prefix in each.prefixes}


@lru_cache(maxsize=10_000)
def _name_key(name: str) -> str:
    return latin_key(name)


@cache
def institution_names() -> Lexicon[Institution]:
    """All names of all institutions, to be found in running text."""
    return Lexicon((name, each) for each in institutions() for name in each.names)


def institution_named(name: str) -> Institution | None:
    """The institution of a name in any of its languages; None if the table lacks it."""
    return _by_name().get(_name_key(name))


def institution_of_number(value: str) -> tuple[Institution, str] | None:
    """The institution that a number's prefix names, and the folded number without it: "IM 56.642" is 56642 of Baghdad."""
    folded = identifier_key(value)
    letters = len(folded) - len(folded.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    found = prefixes().get(folded[:letters])
    return (found, folded[letters:]) if found is not None and folded[letters:].isdigit() else None


def compare_institutions(one: str | None, other: str | None) -> Agreement:
    """Whether two names mean one institution. Two that the table knows differ surely; others only seem to."""
    if not one or not other:
        return Agreement.UNCLEAR
    first, second = institution_named(one), institution_named(other)
    if first is not None and second is not None:
        return Agreement.SAME if first == second else Agreement.DIFFERENT
    if _name_key(one) == _name_key(other):
        return Agreement.SAME
    mine, theirs = _telling(one), _telling(other)
    smaller = min(mine, theirs, key=len)
    return Agreement.SAME if smaller and smaller <= (mine & theirs) else Agreement.UNCLEAR


def _telling(name: str) -> frozenset[str]:
    return frozenset(_name_key(name).split()) - _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(_name_key(_GENERIC).split())
