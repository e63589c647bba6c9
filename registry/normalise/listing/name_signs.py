"""What speaks for and against a stretch of text being the name of a maker, as a sum of signs.

The weights are set by hand on the listings of the tests; `makers` holds their sum against its bar.
"""

import re

from registry.normalise.lexicon import words_of
from registry.normalise.listing.layout import LIFE_LINE
from registry.normalise.listing.vocabulary import going_on, is_given_name, is_listed
from registry.normalise.materials import find_materials
from registry.normalise.names.data import firm_phrases, name_words, qualifier_phrases, rank_phrases, unknown_phrases
from registry.normalise.names.life import find_life_dates
from registry.normalise.names.saying import culture_of
from registry.normalise.object_types import find_types
from registry.normalise.text import fold, words

NEVER = -9.0
_UNKNOWN, _SCHOOL, _FIRM, _LIFE, _QUALIFIER, _SURNAME_FIRST = 4.0, 3.5, 3.0, 3.0, 3.0, 3.0
_COMMON_QUALIFIER, _QUALIFIER_BEHIND, _CAPITAL_SURNAME = 1.5, 2.5, 2.0
_PLACE, _ORDER, _SHAPE, _GIVEN, _INITIAL = 1.0, 1.0, 1.0, 1.5, 1.5
_SHORTEST_LIFE, _LONGEST_LIFE = 15, 110
_MOST_WORDS = 7
ARTICLES = frozenset(
    "a an the le la les l un une der die das den dem ein eine il lo gli i una uno el los las ett".split()
)
_COMMON_WORDS = frozenset(
    map(
        fold,
        "by after nach da по за от art style stil stile copy copia kopie manner school near circle cast ? 依 据 法 仿 传 派 圈 "
        "manera maniera estilo стиль школа school école schule scuola escuela skola studio atelier atelje workshop".split(),
    )
)
"""Qualifiers that are words of common speech: the rest must look like a name."""
_JOINING = frozenset("and of the a".split())
"""Particles of titles rather than names, but for "Master of …" and "the Elder"."""
INITIALS = re.compile(r"(?:^|\s)(?:[^\W\d_]\.[ \t]?){1,3}(?=\s|$|[^\W\d_])")
HONOURS = re.compile(r"^(?:[A-Z]\.?){2,4}(?=\s|$|,)")
_CYRILLIC_SURNAME_FIRST = re.compile(r"^[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ'’-]+\s(?:[А-ЯЁІЇЄҐ]\.\s?){1,2}$")
_BRACKET = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]?\s*")
_WITH_PLACES = re.compile(r"\(\D{0,30}?((?:1\d|20)\d\d)\D{0,30}?[-–—]\D{0,30}?((?:1\d|20)\d\d)\D{0,30}?\)")
"""Years of a life with places: "(1808 München - 1885 Berlin)"."""


def name_score(head: str, whole: str, *, first: bool, inverted: bool) -> float:
    """How much speaks for `head` being a maker's name; `whole` is the statement with what follows it.

    `first` tells that it stands where makers stand, `inverted` that it was "Family, Given".
    """
    bare = without_brackets(head).strip(" .,:")
    if not bare or HONOURS.fullmatch(bare) or is_listed(bare, "untitled") or is_listed(bare, "aside"):
        return NEVER
    if _is_unknown(bare):
        return _UNKNOWN
    if first and _is_firm(bare):
        return _FIRM
    if is_school(bare):
        return _SCHOOL
    qualifier = qualifier_phrases().at_start(bare)
    score = _PLACE * first + _ORDER * inverted
    score += _LIFE * (is_life(whole) and (name_like(bare) or qualifier is not None))
    named = bare
    if qualifier is not None:
        named = bare[qualifier.end :].strip(" .:,-")
        common = fold(qualifier.term) in _COMMON_WORDS
        if not named or (common and not name_like(_without_particles(named))):
            return NEVER
        score += _COMMON_QUALIFIER if common else _QUALIFIER
    if whole != head and any(qualifier_phrases().whole(part.strip()) for part in whole.split(",")[1:]):
        score += _QUALIFIER_BEHIND
    return score + _SURNAME_FIRST * bool(_CYRILLIC_SURNAME_FIRST.match(bare)) + _looks(named)


def _looks(named: str) -> float:
    """What the words themselves say."""
    parts = named.split()
    if not parts:
        return NEVER
    score = 0.0
    if not name_like(named):
        score -= 3.0
    elif len(parts) >= 2:
        score += _SHAPE
    if fold(parts[0]).strip(".,") in ARTICLES and not INITIALS.match(named):
        score -= 3.0
    if is_given_name(parts[0]):
        score += _GIVEN
    if len(parts) >= 2 and INITIALS.search(f"{named} "):
        score += _INITIAL
    if len(parts) >= 2 and parts[-1].isupper() and not parts[0].isupper() and len(parts[-1]) > 2:
        score += _CAPITAL_SURNAME
    return score - of_a_thing(named)


def of_a_thing(named: str) -> float:
    """How much words for objects and materials speak against a name; a single one at its end may be a family name."""
    places = [one.start for one in find_types(named) if one.end - one.start > 3]
    places += [one.start for one in find_materials(named) if one.end - one.start > 3]
    if not places:
        return 0.0
    last = named.rstrip().rfind(" ") + 1
    return 1.0 if min(places) >= last > 0 else 2.0


def known_as_name(part: str) -> bool:
    """Whether a stretch is a name by itself: a known given name, initials or capitals, and words like those of a name."""
    bare = without_brackets(part)
    named = bare.split()
    if not named or not name_like(bare):
        return False
    hints = is_given_name(named[0]), bool(INITIALS.search(f"{bare} ")), named[-1].isupper(), not named[0].isascii()
    return any(hints)


def name_like(text: str) -> bool:
    """One to seven words, each with a capital (where the script has them) but for particles; no digits, no "with"."""
    parts = text.strip(" .,:;").split()
    if not 1 <= len(parts) <= _MOST_WORDS or re.search(r"[\d:;!?\"«»“”/]", text.strip(" .,:;")):
        return False
    listed = name_words()
    ranked = bool(rank_phrases().find(text))
    titled = ranked or any(fold(part) in listed.people for part in parts)
    titled = titled or is_given_name(parts[0]) or bool(INITIALS.match(parts[0]))
    allowed = listed.particles - {"and"} if titled else listed.particles - _JOINING
    folded = [fold(part).strip(".,") for part in parts]
    if any(word in going_on() and word not in allowed for word in folded):
        return False
    return ranked or all(_may_be_of_a_name(part) for part in parts)


def _may_be_of_a_name(part: str) -> bool:
    uncased = part.lower() == part.upper()
    particle = fold(part).strip(".,'’") in name_words().particles
    return part[:1].isupper() or uncased or particle or "'" in part or "’" in part


def is_life(part: str) -> bool:
    """Whether a stretch gives the years of a life."""
    places = _WITH_PLACES.search(part) or LIFE_LINE.search(part)
    if places is not None:
        born, died = (int(year) for year in places.groups() if year)
        return _SHORTEST_LIFE <= died - born <= _LONGEST_LIFE
    found = find_life_dates(part)
    if found is None:
        return False
    life = found[0]
    if life.first is not None and life.last is not None:
        return _SHORTEST_LIFE <= life.last - life.first <= _LONGEST_LIFE
    return any(sign in part for sign in "([（")


def without_brackets(part: str) -> str:
    """The stretch without what stands in brackets."""
    return _BRACKET.sub(" ", part).strip()


def _without_particles(named: str) -> str:
    parts = named.split()
    while len(parts) > 1 and fold(parts[0]).strip("'’") in name_words().particles:
        parts = parts[1:]
    return " ".join(parts)


def _is_unknown(bare: str) -> bool:
    """ "Unknown", "unbekannter Künstler", "unknown French"."""
    start = unknown_phrases().at_start(bare)
    if start is None or len(words(bare)[0]) < 2:
        return False
    rest = bare[start.end :].strip(" .,")
    return not rest or culture_of(rest) is not None


def _is_firm(bare: str) -> bool:
    found = firm_phrases().find(bare)
    return bool(found) and found[-1].end == len(bare) and name_like(bare) and len(bare.split()) > 1


def is_school(bare: str) -> bool:
    """ "Flemish School", "Scuola veneta del XVIII secolo", "French painter"."""
    said = {word.key for word in words_of(bare)}
    return culture_of(bare) is not None and bool(said & (name_words().people | {"school", "ecole"}))
