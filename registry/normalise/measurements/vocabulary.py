"""The words of measuring in all languages, from `terms.toml`, by what they mean."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from registry.normalise.lexicon import Lexicon, key_of, spellings
from registry.normalise.measurements.tokens import Sort
from registry.normalise.measurements.values import Part
from registry.vocabulary.lists import MeasurementKind

type Meaning = tuple[Sort, frozenset[MeasurementKind], Part | None]
"""What a word stands for: a sort, the kinds a label may mean, the part it names."""

_JOINERS = {
    Sort.TIMES: "x х χ by par mal на per por",
    Sort.TO: "to bis до إلى الى till 至",
    Sort.BETWEEN: "between zwischen entre tra между між بين mellan",
    Sort.AND: "and und et e y и і та och och و 和",
}


@cache
def _terms() -> dict[str, Any]:
    text = files("registry.normalise.measurements").joinpath("terms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def measuring_words() -> Lexicon[Meaning]:
    """All words of measuring. The earlier entry wins, so the telling headings come first."""
    terms = _terms()
    none: frozenset[MeasurementKind] = frozenset()

    def entries() -> Iterator[tuple[str, Meaning]]:
        for letter, kinds in terms["letters"].items():
            yield letter, (Sort.LETTER, frozenset(map(MeasurementKind, kinds)), None)
        for kind, languages in terms["kinds"].items():
            for term in spellings({key: words for key, words in languages.items() if key != "signs"}):
                yield term, (Sort.KIND, frozenset({MeasurementKind(kind)}), None)
        for part, languages in terms["parts"].items():
            for term in spellings(languages):
                yield term, (Sort.PART, none, Part(part.replace("_", " ")))
        for term in spellings({key: words for key, words in terms["approximate"].items() if key != "signs"}):
            yield term, (Sort.APPROXIMATE, none, None)
        for heading, sort in (
            ("nothing", Sort.NOTHING),
            ("each", Sort.EACH),
            ("details", Sort.DETAIL),
            ("fillers", Sort.FILLER),
        ):
            for term in spellings(terms[heading]):
                yield term, (sort, none, None)

    return Lexicon(entries())


@cache
def joiners() -> dict[str, Sort]:
    """Words that join numbers: "by", "bis", "et"."""
    return {key_of(word): sort for sort, words in _JOINERS.items() for word in words.split()}


@cache
def detail_diameters() -> frozenset[str]:
    """Words that name a spot and a diameter at once."""
    return frozenset(spellings(_terms()["detail_diameters"]))


@cache
def letters() -> frozenset[str]:
    """Single letters (and the ambiguous "largo") that may label a size."""
    return frozenset(_terms()["letters"])
