"""Folded text that knows its offsets in the original: case, accents, digits and letter variants made equal."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from registry.normalise.text import fold

HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff]")
"""A character of unspaced Chinese."""
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
_DASHES = dict.fromkeys("\u2012\u2013\u2014\u2015\u2212\uff5e\u301c", "–") | dict.fromkeys(
    "\u2010\u2011\ufe63\uff0d", "-"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded string; `places[i]` is the offset in `original` of its character i."""

    text: str
    original: str
    places: tuple[int, ...] = field(repr=False)

    def start(self, at: int) -> int:
        """The original offset of the folded character at `at`."""
        return self.places[at]

    def end(self, at: int) -> int:
        """The original offset behind the folded character before `at`."""
        return self.places[at - 1] + 1 if at else 0


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    if character == "№":
        return "#"
    if character in _DASHES:
        return _DASHES[character]
    if not character.isascii() and character.isnumeric() and not character.isdecimal() and not HAN.match(character):
        # Vulgar fractions and circled or superior figures are no digits of a year; Roman numeral signs are letters.
        wide = fold(character)
        return wide if wide.isalpha() else "\u00bd"
    return fold(character)


def folded(text: str) -> Folded:
    """A text folded character by character; a non-breaking space of HTML is a space."""
    characters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        entity = _ENTITY.match(text, at) if text[at] == "&" else None
        if entity:
            characters.append(" ")
            places.append(at)
            at = entity.end()
            continue
        piece = " " if text[at].isspace() else _fold_character(text[at])
        characters.append(piece)
        places.extend([at] * len(piece))
        at += 1
    return Folded("".join(characters), text, tuple(places))
