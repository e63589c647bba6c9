"""Chinese names: characters, pinyin and Wade-Giles to one key.

Wade-Giles writes with an apostrophe, which listings drop, what pinyin writes with another letter (ch and ch', t and
t'). So only the classes of sounds that both systems keep apart without it are kept here: 張大千, Zhang Daqian, Chang
Ta-ch'ien; 齐白石, Qi Baishi, Ch'i Pai-shih. Characters are read by the anyascii table, which gives one reading each.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from registry.normalise.text import fold

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_FINALS = (("ih", "i"), ("ieh", "ie"), ("ien", "ian"), ("ueh", "ue"), ("uo", "o"), ("ung", "ong"), ("eh", "e"),
           ("erh", "er"), ("ou", "u"), ("yu", "u"), ("y", "i"), ("w", "u"), ("uu", "u"), ("ii", "i"))  # fmt: skip
_INITIALS = re.compile(r"hs|sh|sz|ss|x|tsch|ch|zh|ts|tz|q|j|z|c|r(?=[aeiou])|b|d|g|k|t|p")
_CLASSES = {
    **dict.fromkeys(("hs", "sh", "sz", "ss", "x"), "s"),
    **dict.fromkeys(("tsch", "ch", "zh", "ts", "tz", "q", "j", "z", "c", "r"), "c"),
    "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k",
}  # fmt: skip
_LEAST = 4


def is_chinese(text: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return bool(HAN.search(text))


@lru_cache(maxsize=20_000)
def chinese_keys(text: str) -> frozenset[str]:
    """The keys of a name in characters or romanised, the family name first or last; empty where it is too short."""
    if is_chinese(text):
        read = anyascii("".join(HAN.findall(fold(text)))).lower()
        return frozenset(filter(None, [_key(read)]))
    parts = [re.sub("[^a-z]", "", anyascii(fold(part)).lower()) for part in text.split()]
    parts = [part for part in parts if part]
    orders = {"".join(parts), "".join([*parts[-1:], *parts[:-1]])}
    return frozenset(key for order in orders if (key := _key(order)))


def _key(romanised: str) -> str:
    for written, one in _FINALS:
        romanised = romanised.replace(written, one)
    key = _INITIALS.sub(lambda found: _CLASSES[found[0]], romanised)
    return key if len(key) >= _LEAST else ""
