"""What is said of a maker beside the name: qualifier, role, culture, dates, or that nobody is known."""

import re
from dataclasses import dataclass, field

from registry.normalise.names.data import (
    culture_phrases,
    name_words,
    qualifier_phrases,
    role_phrases,
    unknown_phrases,
)
from registry.normalise.names.life import find_life_dates
from registry.normalise.names.model import LifeDates, Name
from registry.normalise.text import located, words
from registry.normalise.text.latin import without_article
from registry.vocabulary.lists import AttributionQualifier

_TIME_WORDS = frozenset(
    "century centuries c ca circa cent th st nd rd the early late mid middle first second half quarter or siecle debut "
    "fin milieu du le la vers moitie secolo sec inizio fine meta siglo principios finales jahrhundert jahrhunderts jh "
    "anfang ende mitte um halfte век века вв в начало конец середина половина столття столетия столетие столiття стол "
    "століття початок кінець القرن قرن م ه 世纪 世紀 seklet talet borjan slutet mitten tribe culture people peoples".split()
)


@dataclass
class Said:
    """What is said of one maker, as it is collected."""

    qualifiers: list[AttributionQualifier] = field(default_factory=list)
    aliases: list[Name] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    life: LifeDates | None = None
    culture: str | None = None
    role: str | None = None
    unknown: bool = False


def told(segment: str, said: Said) -> bool:
    """Whether a segment is a qualifier, a role, a culture, dates or a word for unknown, and nothing else."""
    text = segment.strip(" .:")
    if found := find_life_dates(text):
        life, start, end = found
        said.life = said.life or life
        return not text[:start].strip(" ,.-") and not text[end:].strip(" ,.-?")
    if role := role_phrases().whole(text):
        said.role = said.role or role.values[0]
    elif qualifier := qualifier_phrases().whole(text):
        said.qualifiers.append(AttributionQualifier(qualifier.values[0]))
    elif unknown_phrases().whole(text):
        said.unknown = True
    elif culture := culture_of(text):
        said.culture = said.culture or culture
    else:
        return not text or all(word in _TIME_WORDS or _is_number(word) for word in words(text))
    return True


def culture_of(text: str) -> str | None:
    """The culture that a segment is, with nothing beside it but words for people and for times."""
    mentions = culture_phrases().find(text)
    if not mentions:
        return None
    places = [range(mention.start, mention.end) for mention in mentions]
    left = [without_article(token.text) for token in located(text) if not any(token.start in place for place in places)]
    listed = name_words()
    if left and all(word in listed.particles for word in left):
        return None  # a name: "El Greco"
    for word in left:
        if (
            word not in listed.people
            and word not in listed.particles
            and word not in _TIME_WORDS
            and not _is_number(word)
        ):
            return None
    return mentions[0].values[0]


def _is_number(word: str) -> bool:
    return len(word) == 1 or bool(re.fullmatch(r"\d+\w{0,3}|[ivxlc]+e?", word))
