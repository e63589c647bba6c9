"""The key in Latin letters: an additional key, never instead of the original script.

Romanisation is that of the anyascii table; then spellings that vary between romanisations and languages are united:

* `y` and `j` become `i`, `w` becomes `v`, repeated letters become one ("Ayvazovskiy", "Ajwasowski");
* `ae`, `oe`, `ue` become `a`, `o`, `u`, as ä, ö, ü do ("Mörike", "Moerike", "Morike"; "Łukasz" needs no rule);
* `tsch`, `tch` become `ch`, `sch` becomes `sh`, `kh` becomes `h`, `ph` becomes `f`, `ck` becomes `k`
  (German, French and English ways to write Чайковский, Шишкин, Михаил);
* the Arabic article and the prefixes written onto it go ("المتحف", "والمتحف", "متحف").
"""

import re
from functools import lru_cache

from anyascii import anyascii

from registry.normalise.text.tokenising import MAX_TOKEN, words

_SPELLINGS = str.maketrans("yjw", "iiv")
_REPLACED = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("ck", "k"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"),
)  # fmt: skip
ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]+")
_ARTICLE = re.compile(
    "^(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)"
)  # (w|f)(b|k)al, (w|f)ll
_LEAST_LEFT = 3


def latin_key(text: str) -> str:
    """The words of `text` in Latin letters, joined by spaces, with spellings that vary between romanisations united.

    "Айвазовский", "Aivazovsky" and "Ayvazovskiy" share the key `aivazovski`. A word without any letter or digit in the
    anyascii table gives nothing.
    """
    return " ".join(key for word in words(text) for key in latin_keys(word))


@lru_cache(maxsize=50_000)
def latin_keys(word: str) -> tuple[str, ...]:
    """The Latin keys of one folded word; usually one, none where nothing can be romanised."""
    if ARABIC.fullmatch(word):
        word = without_article(word)
    romanised = anyascii(word).lower().replace("`", "").replace("'", "")
    keys = []
    for part in re.findall(r"[a-z]+|[0-9]+", romanised):
        keys.append((united(part) if part.isalpha() else part)[:MAX_TOKEN])
    return tuple(keys)


def united(romanised: str) -> str:
    """One spelling for the ways in which a romanised word is written. Idempotent."""
    for written, one in _REPLACED:
        romanised = romanised.replace(written, one)
    spelled = re.sub(r"(.)\1+", r"\1", romanised.translate(_SPELLINGS))
    return spelled if spelled == romanised else united(spelled)


def without_article(word: str) -> str:
    """A folded Arabic word without the article and the conjunctions and prepositions written onto it."""
    bare = _ARTICLE.sub("", word)
    return bare if len(bare) >= _LEAST_LEFT else word
