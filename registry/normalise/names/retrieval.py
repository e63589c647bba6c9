"""Keys by which names are found: two names that may be one share a key.

Which kinds of keys are worth their postings was measured (`python -m benchmarks.names`, docs/names.md): words and
sounds find nearly everything that is spelled in another way, skeletons are what Arabic writing needs, and trigrams of
the family name find what is mistyped.
"""

from registry.normalise.names.chinese import chinese_keys
from registry.normalise.names.keys import sound_keys, word_keys
from registry.normalise.names.model import Name
from registry.normalise.names.words import comparing_words
from registry.normalise.text import skeleton

_SHORTEST_SKELETON = 3


def retrieval_keys(name: Name, *, kinds: str = "wpszt") -> frozenset[str]:
    """Keys of a name, each with the letter of its kind before it.

    `w:` a word, `p:` a word by sound, `s:` its consonants (from three), `z:` a Chinese name as a whole, `t:` a trigram
    of a word by sound, its ends marked. Initials give no key.
    """
    words = [word for word in comparing_words(name).all if len(word) > 1]
    keys: set[str] = set()
    for word in words:
        sounds = sound_keys(word)
        keys.update(f"w:{key}" for key in word_keys(word))
        keys.update(f"p:{key}" for key in sounds)
        if len(consonants := skeleton(word)) >= _SHORTEST_SKELETON:
            keys.add(f"s:{consonants}")
        keys.update(f"t:{gram}" for sound in sounds for gram in trigrams(sound))
    keys.update(f"z:{key}" for key in chinese_keys(name.whole))
    return frozenset(key for key in keys if key[0] in kinds)


def trigrams(word: str) -> frozenset[str]:
    """Runs of three letters, the word's ends marked by `_`."""
    marked = f"_{word}_"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))
