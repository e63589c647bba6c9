"""Which scripts a text is written in, as ISO 15924 codes, from the names of its letters in the Unicode database."""

import unicodedata
from collections import Counter
from functools import lru_cache

_CODES = {
    "LATIN": "Latn", "FULLWIDTH": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr",
    "CJK": "Hani", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "SINHALA": "Sinh", "TIBETAN": "Tibt", "KHMER": "Khmr", "THAI": "Thai", "LAO": "Laoo", "MYANMAR": "Mymr",
    "GEORGIAN": "Geor", "ARMENIAN": "Armn", "ETHIOPIC": "Ethi", "COPTIC": "Copt", "SYRIAC": "Syrc", "CUNEIFORM": "Xsux",
    "EGYPTIAN": "Egyp", "RUNIC": "Runr", "GOTHIC": "Goth", "PHOENICIAN": "Phnx", "BRAHMI": "Brah", "NKO": "Nkoo",
    "TIFINAGH": "Tfng", "VAI": "Vaii", "MONGOLIAN": "Mong", "NEWA": "Newa", "GRANTHA": "Gran",
}  # fmt: skip
_TWO_WORDS = {"OLD SOUTH": "Sarb", "OLD NORTH": "Narb", "OLD PERSIAN": "Xpeo", "OLD ITALIC": "Ital", "LINEAR A": "Lina",
              "LINEAR B": "Linb", "IMPERIAL ARAMAIC": "Armi", "NABATAEAN LETTER": "Nbat", "PALMYRENE LETTER": "Palm"}  # fmt: skip


@lru_cache(maxsize=20_000)
def _script_of(letter: str) -> str | None:
    if not letter.isalpha():
        return None
    words = unicodedata.name(letter, "").split()
    return _TWO_WORDS.get(" ".join(words[:2])) or (_CODES.get(words[0]) if words else None)


def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of a text, the most used first; letters of unknown scripts and digits do not count."""
    counted = Counter(code for letter in text if (code := _script_of(letter)))
    if "Jpan" in counted:  # kanji among kana are Japanese
        counted["Jpan"] += counted.pop("Hani", 0)
    return tuple(code for code, _ in counted.most_common())
