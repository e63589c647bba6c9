"""Life dates beside a name: "(1606-1669)", "b. 1970", "active 1500-1520", "geb. 1920", "род. 1920"."""

import re

from registry.normalise.names.model import LifeDates
from registry.normalise.text import fold

_YEAR = r"(?:1[0-9]{3}|20[0-2][0-9]|[5-9][0-9]{2})"
_CIRCA = r"(?:c\.?|ca\.?|circa|um|vers|около|ок\.?|бл\.?|about|حوالي|约)\s*"
_DASH = r"\s*(?:-|–|—|bis|to|until|/|至)\s*"
_BORN = (
    r"(?:b\.?|born|nee?|ne\s+en|ne|nato|nata|nacido|geb\.?|geboren|\*|род\.?|р\.|родился|нар\.?|ولد|f\.|fodd|"
    r"生于|生)\s*(?:in\s+|en\s+)?"
)
_DIED = r"(?:d\.?|died|mort|morto|gest\.?|†|\+|ум\.?|пом\.?|توفي|卒|dod|m\.)\s*(?:in\s+|en\s+)?"
_ACTIVE = (
    r"(?:active|act\.?|fl\.?|flourished|working|worked|actif|active\s+en|tatig|attivo|attiva|activo|activa|"
    r"работал|работала|активен|працював|verksam|نشط|活跃于)\s*(?:in\s+|en\s+|ca?\.?\s*|um\s+)?"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<active>{_ACTIVE})(?P<circa>{_CIRCA})?(?P<first>{_YEAR})(?:{_DASH}(?P<last>{_YEAR}|\d\d))?(?!\d)",
        rf"(?:{_BORN})?(?P<circa>{_CIRCA})?(?P<first>{_YEAR})\??(?:/\d\d?)?{_DASH}(?:{_CIRCA}|{_DIED})?(?P<last>{_YEAR}|\d\d)(?!\d)\+?",
        rf"(?<![a-z]){_BORN}(?P<circa>{_CIRCA})?(?P<first>{_YEAR})(?:,?\s*{_DIED}(?P<last>{_YEAR}))?",
        rf"(?<![a-z]){_DIED}(?P<circa>{_CIRCA})?(?P<last>{_YEAR})",
        rf"(?P<circa>{_CIRCA})?(?P<first>{_YEAR}){_DASH}(?=$|[)\],;])",
    )
)


def find_life_dates(text: str) -> tuple[LifeDates, int, int] | None:
    """The first life dates of `text` and where they stand, or None. A lone year is no life date."""
    plain = _same_length_fold(text)
    for pattern in _PATTERNS:
        if found := pattern.search(plain):
            named = found.groupdict()
            first = int(named["first"]) if named.get("first") else None
            last = _last_year(named.get("last"), first)
            if first is not None and last is not None and last < first:
                continue
            life = LifeDates(first, last, active=bool(named.get("active")), circa=bool(named.get("circa")))
            return life, found.start(), found.end()
    return None


def _last_year(written: str | None, first: int | None) -> int | None:
    """The last year; two digits belong to the century of the first ("1830-95")."""
    if not written:
        return None
    if len(written) == 2 and first is not None:
        return first - first % 100 + int(written)
    return int(written)


def _same_length_fold(text: str) -> str:
    """`text` folded letter by letter, so that places stay; what folds to more letters stays as it is."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)
