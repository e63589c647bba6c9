"""What happens to a description on its way into a listing: one function for each operation, all seeded.

Every operation takes a catalogue entry and gives one that says the same thing in another way, or less, or less well.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from matcher.evaluation.listings.facts import FIELDS, Facts, centimetres, chosen
from matcher.evaluation.listings.languages import (
    ABOUT,
    CENTURY,
    DOWNGRADED,
    LANGUAGES,
    ON,
    RETITLED,
    SCHOOL,
    translated_words,
)
from registry.normalise.materials import parse_medium
from registry.normalise.object_types import parse_type
from registry.vocabulary.concepts import materials, object_types

_MM_AN_INCH = 25.4
_NEW_WORD = 0.5
"""Share of the partly retitled listings that also have a word of a house's own."""
_TWO_SIDES = re.compile(r"([\d.,/ ]+?) x ([\d.,/ ]+?) (cm|mm|in\.)")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Chance:
    """Where chance comes from, and whether title and maker go altogether. `other_makers` are names to put in their place."""

    rng: np.random.Generator
    replaced: bool
    other_makers: tuple[str, ...]


Operation = Callable[[Facts, Chance], Facts]


def language(facts: Facts, chance: Chance) -> Facts:
    """Written in another language: medium, type and date by our vocabularies, titles as far as a small table goes."""
    target = chosen(tuple(each for each in LANGUAGES if each != facts.language), chance.rng)
    kind = parse_type(facts.kind) if facts.kind else None
    return replace(
        facts,
        language=target,
        title=translated_words(facts.title, facts.language, target),
        medium=_medium_in(facts.medium, target),
        kind=object_types()[kind.concept].name(target) if kind else facts.kind,
        date=_date_in(facts, target),
        size=centimetres(facts.lengths, comma=target not in ("en", "ar")) if facts.lengths else facts.size,
    )


def units(facts: Facts, chance: Chance) -> Facts:
    """The size in another unit, rounded as that unit is."""
    if not facts.lengths:
        return facts
    way = int(chance.rng.integers(4))
    if way == 0:
        size = " x ".join(_inches(value) for value in facts.lengths) + " in."
    elif way == 1:
        size = " x ".join(f"{value / _MM_AN_INCH:.1f}" for value in facts.lengths) + " in."
    elif way == 2:
        size = " x ".join(f"{value:.0f}" for value in facts.lengths) + " mm"
    elif min(facts.lengths) >= 200:
        size = " x ".join(f"{value / 10:.0f}" for value in facts.lengths) + " cm"
    else:
        size = centimetres(facts.lengths)
    return replace(facts, size=size)


def order(facts: Facts, chance: Chance) -> Facts:
    """The fields in another order, and width before height."""
    turned = replace(facts, order=tuple(facts.order[int(place)] for place in chance.rng.permutation(len(facts.order))))
    sides = _TWO_SIDES.fullmatch(facts.size)
    if sides is None:
        return turned
    first, second, unit = sides.groups()
    return replace(turned, size=f"{second} x {first} {unit}", lengths=facts.lengths[::-1])


def attribution(facts: Facts, chance: Chance) -> Facts:
    """A lesser attribution; where makers are replaced, a school or another name."""
    if chance.replaced:
        if chance.rng.random() < 0.5 or not chance.other_makers:
            return replace(facts, maker=SCHOOL[facts.language])
        return replace(facts, maker=chosen(chance.other_makers, chance.rng))
    if not facts.maker:
        return facts
    return replace(facts, maker=chosen(DOWNGRADED[facts.language], chance.rng).format(facts.maker))


def retitled(facts: Facts, chance: Chance) -> Facts:
    """Another title: altogether where names are replaced, or else the longer half of the old one beside a new word or two."""
    new = chosen(RETITLED[facts.language], chance.rng)
    words = facts.title.split()
    if chance.replaced or len(words) < 2:
        return replace(facts, title=new)
    halves = words[: (len(words) + 1) // 2], words[len(words) // 2 :]
    kept = max(halves, key=lambda half: len("".join(half)))
    added = new.split()[:1] if chance.rng.random() < _NEW_WORD else []
    return replace(facts, title=" ".join((*kept, *added)))


def dropped(facts: Facts, chance: Chance) -> Facts:
    """Fields left out: lesser ones always, and one of the chief ones but the title, which no listing is without.

    Where title and maker are replaced, date, medium and size stay: nothing else would say which object it is.
    """
    lesser = dict.fromkeys(("number", "inscription", "kind"), "")
    if chance.replaced:
        return replace(facts, **lesser)  # type: ignore[arg-type]
    chief = chosen(("maker", "date", "medium", "size"), chance.rng)
    if chief == "size":
        return replace(facts, **lesser, size="", lengths=())  # type: ignore[arg-type]
    return replace(facts, **{**lesser, chief: ""})  # type: ignore[arg-type]


def typos(facts: Facts, chance: Chance) -> Facts:
    """One or two mistyped words."""
    for _ in range(int(chance.rng.integers(1, 3))):
        field = chosen(("title", "maker", "medium"), chance.rng)
        facts = replace(facts, **{field: _mistyped(str(getattr(facts, field)), chance.rng)})  # type: ignore[arg-type]
    return facts


_CONFUSED = {
    "rn": "m", "m": "rn", "l": "1", "I": "l", "O": "0", "e": "c", "c": "e", "h": "b", "u": "n", "n": "u", "cl": "d",
    "é": "e", "ö": "o", "ä": "a", "å": "a", "S": "5", "t": "f", "и": "н", "ш": "щ",
}  # fmt: skip
_LETTERS, _PAIRS, _DIGITS = 0.02, 3, 0.003
"""Shares of the letters, pairs (times as many) and digits that are misread."""
_CONFUSED_DIGITS = {"1": "l", "0": "O", "5": "S", "8": "B"}


def noise(facts: Facts, chance: Chance) -> Facts:
    """Read by a machine from a printed page: letters taken for others, digits seldom, and units not at all."""
    changed = {
        name: _misread(str(getattr(facts, name)), chance.rng, letters=0.0 if name == "size" else _LETTERS)
        for name in FIELDS
    }
    return replace(facts, **changed)  # type: ignore[arg-type]


OPERATIONS: Mapping[str, Operation] = {
    "language": language,
    "attribution": attribution,
    "retitled": retitled,
    "units": units,
    "order": order,
    "dropped": dropped,
    "typos": typos,
    "noise": noise,
}
"""In the order in which they are done: what is written, then how, then what goes wrong."""


def _medium_in(medium: str, target: str) -> str:
    """A medium line from our vocabulary's terms; what it does not know is left out, as cataloguers do."""
    read = parse_medium(medium)
    known = materials()
    made = list(dict.fromkeys(known[each.concept].name(target) for each in read.made_of))
    support = list(dict.fromkeys(known[each.concept].name(target) for each in read.supports))
    if not made and not support:
        return medium
    return f" {ON[target]} ".join(part for part in (", ".join(made), ", ".join(support)) if part)


def _date_in(facts: Facts, target: str) -> str:
    if facts.years is None:
        return facts.date
    first, last = facts.years
    if first == last and first > 0:
        return str(first)
    if first > 0 and last - first <= 12 and not re.search(r"\d{4}\D+\d", facts.date):
        return f"{ABOUT[target]} {(first + last) // 2}"
    if first > 1000 and last - first == 99 and first % 100 == 1:
        number = first // 100 + 1
        return CENTURY[target].format(n=number, roman=_roman(number), hundreds=first - 1)
    return f"{first}-{last}" if first > 0 and last - first < 60 else facts.date


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _inches(millimetres: float) -> str:
    eighths = round(millimetres / _MM_AN_INCH * 8)
    whole, rest = divmod(eighths, 8)
    if not rest:
        return str(max(1, whole))
    divisor = 8
    while rest % 2 == 0:
        rest, divisor = rest // 2, divisor // 2
    return f"{whole} {rest}/{divisor}" if whole else f"{rest}/{divisor}"


def _mistyped(text: str, rng: np.random.Generator) -> str:
    places = [place for place, letter in enumerate(text[:-1]) if letter.isalpha() and text[place + 1].isalpha()]
    if not places:
        return text
    at = int(rng.choice(places))
    way = int(rng.integers(3))
    if way == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if way == 1 else text[:at] + text[at] + text[at:]


def _misread(text: str, rng: np.random.Generator, letters: float) -> str:
    found = []
    at = 0
    while at < len(text):
        pair, letter = text[at : at + 2], text[at]
        if pair in _CONFUSED and rng.random() < letters * _PAIRS:
            found.append(_CONFUSED[pair])
            at += 2
            continue
        if letter in _CONFUSED and rng.random() < letters:
            letter = _CONFUSED[letter]
        elif letter in _CONFUSED_DIGITS and rng.random() < _DIGITS:
            letter = _CONFUSED_DIGITS[letter]
        found.append(letter)
        at += 1
    return "".join(found)
