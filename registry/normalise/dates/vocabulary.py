"""The words of dates as one lexicon of all languages, read from the data files in `registry/vocabulary`.

A phrase is a tuple of folded words; what it can mean is a set of senses, since "до" is "before" and "to" and "mars" a
month in two languages. The grammar decides by what stands around it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from registry import vocabulary
from registry.normalise.dates.value import Calendar, Role
from registry.normalise.text import fold

_FOLDER = Path(vocabulary.__file__).parent
_GROUP = re.compile(r"\(([^()]*)\)")
WORD = r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0970-\u0dff])*"
"""A run of letters; vowel signs of Indic scripts, which Python does not count as letters, belong to it."""
_ITEM = re.compile(WORD)

Senses = Mapping[str, object]
"""What a phrase can mean: a concept of date_words.toml, with a value where it has one (a month's number, a period)."""

PORTIONS = {"early": (3, 1), "mid": (3, 2), "late": (3, 3), "half_1": (2, 1), "half_2": (2, 2)}
"""Words that name a part of a century by themselves: of how many parts, which."""
UNITS = {"half": 2, "quarter": 4, "third": 3}
"""Words that name a part together with an ordinal."""
CALENDARS = tuple(calendar.value for calendar in Calendar if calendar != Calendar.COMMON)
ROLES = tuple(role.value for role in Role if role != Role.MADE)


@dataclass(frozen=True, slots=True)
class Period:
    """A period, dynasty or reign; years are historical, negative for BC (see periods.toml)."""

    key: str
    name: str
    earliest: int
    latest: int
    kind: str
    source: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, longest first, with their senses; and words of six letters and more by length."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Senses], ...]]
    long_words: tuple[str, ...]
    shortened: Mapping[str, tuple[str, ...]]
    """The long words by themselves and by each with one letter left out, to find those that are one edit away."""

    def starting_with(self, word: str) -> tuple[tuple[tuple[str, ...], Senses], ...]:
        """The phrases whose first word this is."""
        return self.phrases.get(word, ())


@lru_cache(maxsize=1)
def periods() -> Mapping[str, Period]:
    """All periods by key."""
    rows = _toml("periods.toml")["periods"]
    return MappingProxyType(
        {
            key: Period(
                key, row["name"], row["earliest"], row["latest"], row["kind"], row["source"], row.get("alone", False)
            )
            for key, row in rows.items()
        }
    )


@lru_cache(maxsize=1)
def egyptian_dynasties() -> Mapping[int, str]:
    """Key of the period of each numbered Egyptian dynasty."""
    rows = _toml("periods.toml")["periods"]
    return MappingProxyType(
        {int(name[1:]): key for key, row in rows.items() for name in row["names"] if name.startswith("#")}
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """All phrases of all languages."""
    found: dict[tuple[str, ...], dict[str, object]] = {}
    for pattern, concept, value in _entries():
        for spelling in _spellings(pattern):
            words = tuple(_ITEM.findall(fold(spelling)))
            if words:
                found.setdefault(words, {}).setdefault(concept, value)
    by_first: dict[str, list[tuple[tuple[str, ...], Senses]]] = {}
    for words, senses in found.items():
        by_first.setdefault(words[0], []).append((words, MappingProxyType(senses)))
    for choices in by_first.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    long_words = tuple(sorted({words[0] for words in found if len(words) == 1 and len(words[0]) >= 6}))
    shortened: dict[str, list[str]] = {}
    for word in long_words:
        for short in shortenings(word):
            shortened.setdefault(short, []).append(word)
    return Lexicon(
        MappingProxyType({first: tuple(choices) for first, choices in by_first.items()}),
        long_words,
        MappingProxyType({short: tuple(words) for short, words in shortened.items()}),
    )


def shortenings(word: str) -> frozenset[str]:
    """A word and what is left of it without any one letter. Two words one edit apart have one of these in common."""
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def _entries() -> Iterator[tuple[str, str, object]]:
    """Every pattern of the data files with its concept and value."""
    for concept, languages in _toml("date_words.toml").items():
        meaning = _meaning(concept)
        yield from ((pattern, *meaning) for patterns in languages.values() for pattern in patterns)
    numbers = _toml("date_numbers.toml")
    for concept, first in (("ordinal", 1), ("month", 1), ("season", 21)):
        for patterns in numbers[concept].values():
            yield from ((pattern, concept, number) for number, pattern in enumerate(patterns, start=first))
    yield from ((pattern, "last", True) for patterns in numbers["last"].values() for pattern in patterns)
    for names in numbers["named_century"].values():
        pairs = (name.split("=") for name in names)
        yield from ((word, "named_century", int(year)) for word, year in pairs)
    for key, row in _toml("periods.toml")["periods"].items():
        yield from ((name, "period", key) for name in row["names"] if not name.startswith("#"))


def _meaning(concept: str) -> tuple[str, object]:
    if concept in PORTIONS:
        return "portion", PORTIONS[concept]
    if concept in UNITS:
        return "unit", UNITS[concept]
    if concept in CALENDARS:
        return "calendar", Calendar(concept)
    if concept in ROLES:
        return "role", Role(concept)
    if concept.startswith("decade_") and concept[7:].isdigit():
        return "decade_named", int(concept[7:])
    return concept, True


def _spellings(pattern: str) -> Iterator[str]:
    """The spellings of a pattern: "a(b|c)" gives "ab" and "ac"."""
    group = _GROUP.search(pattern)
    if group is None:
        yield pattern
        return
    for choice in group[1].split("|"):
        yield from _spellings(pattern[: group.start()] + choice + pattern[group.end() :])


@lru_cache(maxsize=3)
def _toml(name: str) -> Any:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
