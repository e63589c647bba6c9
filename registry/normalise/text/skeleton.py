"""Keys of consonants: what Arabic writing and all its romanisations have in common.

Arabic writes no short vowels, and English, French and German spell the long ones and several consonants in ways of
their own: محمد is Muhammad, Mohamed or Mehmed, الجزار is al-Jazzar, el-Gazzar or Djezzar. A skeleton keeps the
consonants that all of these write, in classes of those that are confused:

======================================  =====  ==========================================
Arabic                                  class  romanised as
======================================  =====  ==========================================
ب پ                                     b      b, p
ت ط ث                                   t      t, th
ج چ غ گ ژ                               g      j, dj, g, gh, zh
ح ه خ                                   h      h, kh (Cyrillic writes х for all three)
ك ق                                     k      k, q, c, ck
د ذ ض ظ                                 d      d, dh
ز                                       z      z
س ص                                     s      s, ss, ç
ش                                       x      sh, sch, ch
ف ڤ                                     f      f, ph, v
ر ل م ن                                 same   same
ا و ي ء ع and vowels                    -      dropped, and a final h after a vowel
======================================  =====  ==========================================
"""

import re
from functools import lru_cache

from anyascii import anyascii

from registry.normalise.text.latin import ARABIC, without_article
from registry.normalise.text.tokenising import words

_ARABIC_CLASSES = str.maketrans(
    {
        **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطثټ", "t"), **dict.fromkeys("جچغگژ", "g"),
        **dict.fromkeys("حهخ", "h"), **dict.fromkeys("كق", "k"), **dict.fromkeys("دذضظڈ", "d"), "ز": "z",
        **dict.fromkeys("سص", "s"), "ش": "x", **dict.fromkeys("فڤ", "f"), "ر": "r", "ل": "l", "م": "m", "ن": "n",
        **dict.fromkeys("اويءعى", None),
    }
)  # fmt: skip
_LATIN_DIGRAPHS = (
    ("tsch", "x"), ("tch", "x"), ("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "h"), ("gh", "g"), ("zh", "g"),
    ("dj", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"),
)  # fmt: skip
_LATIN_CLASSES = str.maketrans("pjqcv", "bgkkf", "aeiouyw")
_ASSIMILATED = re.compile(r"^(?:al|el|ul|a[dnrstz]|ash|ath|adh|e[dnrstz]|ud|ur|us)$")
_LEAST = 2


def skeletons(text: str) -> list[str]:
    """The skeletons of the words of `text` in any script, in order; words with fewer than two consonants give none.

    A romanised article ("al-", "el-", "ad-") gives none either, as the Arabic one is part of its word.
    """
    return [key for word in words(text) if (key := skeleton(word))]


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The skeleton of one folded word; empty where fewer than two consonants are left."""
    if ARABIC.fullmatch(word):
        bare = without_article(word)
        bare = bare[:-1] if bare.endswith("ه") and len(bare) > 3 else bare
        key = bare.translate(_ARABIC_CLASSES)
    else:
        romanised = re.sub("[^a-z]", "", anyascii(word).lower())
        if _ASSIMILATED.match(romanised):
            return ""
        key = _of_latin(romanised)
    key = re.sub(r"(.)\1+", r"\1", re.sub("[^a-z]", "", key))
    return key if len(key) >= _LEAST else ""


def _of_latin(romanised: str) -> str:
    romanised = re.sub("(?<=[aeiou])h$", "", romanised)
    for written, consonant in _LATIN_DIGRAPHS:
        romanised = romanised.replace(written, consonant)
    return romanised.translate(_LATIN_CLASSES)
