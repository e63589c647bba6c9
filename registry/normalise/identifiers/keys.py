"""Keys of numbers: as written, folded (script and punctuation do not count), and fuzzy (what scanners confuse)."""

import re
import unicodedata
from dataclasses import dataclass

from registry.normalise.lexicon import plain
from registry.normalise.text import identifier_key

_SCANNED = str.maketrans("OQDILSBZG", "000115826")
"""Letters that optical character recognition takes for digits, or the other way round."""


@dataclass(frozen=True)
class IdentifierKeys:
    """Three keys of one number, from strict to loose.

    ``exact`` keeps punctuation but not spaces or case; ``folded`` is `identifier_key`, which the index holds; ``fuzzy``
    unites letters and digits that look alike (O and 0, I, l and 1) and is only a weaker hint.
    """

    exact: str
    folded: str
    fuzzy: str


def identifier_keys(value: str) -> IdentifierKeys:
    """The keys of a number as somebody wrote it; empty strings where it has neither letter nor digit."""
    folded = identifier_key(value)
    exact = re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(value))).upper()
    return IdentifierKeys(exact, folded, fuzzy_key(folded))


def fuzzy_key(folded: str) -> str:
    """The folded key with what scanners confuse made equal. Idempotent."""
    return folded.translate(_SCANNED)
