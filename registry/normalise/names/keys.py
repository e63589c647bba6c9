"""A word of a name to one spelling, whatever the script and the romanisation.

`word_keys` gives exact keys: the Latin key of `registry.normalise.text`, for Cyrillic in the Russian and the Ukrainian
reading (г is g or h). `sound_key` goes further and unites what languages write differently for one sound; two words
that only share it are variants of each other, not the same.

| united                                   | because                                        |
|------------------------------------------|------------------------------------------------|
| ch, sh, cz, sz, zh, tsh                  | Чехов: Chekhov, Tchekhov, Czechow; Шагал: Chagall |
| z, s, ss, c before e and i               | Айвазовский: Aivazovsky, Ajwasowski            |
| k, c, q, ck; x as ks                     | Aleksander, Alexander                          |
| v, w, f at the end; ff                   | Ivanov, Ivanow, Iwanoff                        |
| u, ou, oo; i, y, j, ij, ie; silent e     | Yuri, Iouri; Répine                            |
| t, th, dt, d at the end; h after a vowel | Rembrandt, Rembrand; Theodor, Teodor           |
"""

import re
from functools import lru_cache

from registry.normalise.text import fold, latin_keys
from registry.normalise.text.tokenising import words

_UKRAINIAN = str.maketrans({"г": "х", "ґ": "г"})  # read as h, which the Latin key writes for х
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SOUNDS = (
    (r"shch|tsch|tch|tsh|cz|ch|sz|sh|zh|tz", "x"),
    (r"ks|x(?=[aeiou]|$)", lambda found: "ks" if found[0] == "x" and found.start() else found[0]),
    (r"c(?=[ei])|z", "s"),
    (r"[cq]", "k"),
    (r"ou|oo", "u"),
    (r"ie|ii", "i"),
    (r"th|dt$|d$|dt(?=s)", "t"),
    (r"gh", "g"),
    (r"f+$", "v"),
    (r"(?<=[aeiou])h(?![aeiou])", ""),
    (r"(?<=..[bdfgklmnprstvx])e$", ""),
)


@lru_cache(maxsize=50_000)
def word_keys(word: str) -> frozenset[str]:
    """The exact keys of one word; empty where it has no letter or digit."""
    folded = fold(word)
    readings = [folded, folded.translate(_UKRAINIAN)] if _CYRILLIC.search(folded) else [folded]
    return frozenset(key for reading in readings if (key := "".join(_joined(reading))))


@lru_cache(maxsize=50_000)
def sound_keys(word: str) -> frozenset[str]:
    """The keys of a word by sound, one for each exact key."""
    return frozenset(sound_key(key) for key in word_keys(word))


def sound_key(key: str) -> str:
    """An exact key with the letters united that languages write for one sound. Idempotent in practice, not by proof."""
    # The letters x that stand for ks must go before others become x.
    sounded = re.sub(r"(?<=[aeiou])x", "ks", key)
    for pattern, sound in _SOUNDS:
        sounded = re.sub(pattern, sound, sounded)
    return re.sub(r"(.)\1+", r"\1", sounded)


def _joined(folded: str) -> list[str]:
    return [key for word in words(folded) for key in latin_keys(word)]
