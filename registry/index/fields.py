"""What both engines keep of an object's words and numbers, and the names of the fields that hold it.

Words are kept apart by confidentiality level: a search looks only into the fields that its clearance may read, so a word
of a higher level is neither found nor counted. Two fields a level hold the words as written, of weighty fields and of
the others; two more hold the same in Latin letters; one holds the identifiers. What goes into them is normalised here,
the same for both engines, which only split it at spaces.
"""

from collections import defaultdict
from collections.abc import Mapping

from registry.index.protocol import ObjectEntry, TextField
from registry.normalise.text import latin_index_text, tokens
from registry.vocabulary.lists import Level

WEIGHTY = frozenset({TextField.TITLE, TextField.MAKER, TextField.NUMBER})
"""Fields whose words say most about which object it is."""
_LONGEST_KEY = 200


def words_field(level: int, *, weighty: bool) -> str:
    """The field of a level's words as written."""
    return f"words{level}_{'main' if weighty else 'rest'}"


def latin_field(level: int, *, weighty: bool) -> str:
    """The field of a level's words in Latin letters."""
    return f"latin{level}_{'main' if weighty else 'rest'}"


def numbers_field(level: int) -> str:
    """The field of a level's identifiers."""
    return f"numbers{level}"


def readable(clearance: Level) -> list[Level]:
    """The levels that a clearance may read."""
    return [level for level in Level if level <= clearance]


def text_values(entry: ObjectEntry) -> Mapping[str, list[str]]:
    """The values of each words and Latin field: tokens joined by spaces."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for level, texts in entry.texts.items():
        for field, text in texts.items():
            weighty = field in WEIGHTY
            values[words_field(level, weighty=weighty)].append(" ".join(tokens(text)))
            values[latin_field(level, weighty=weighty)].append(latin_index_text(text))
    return values


def number_values(entry: ObjectEntry) -> Mapping[str, list[str]]:
    """The values of each field of identifiers."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for level, keys in entry.identifiers.items():
        values[numbers_field(level)] += filter(None, map(identifier_term, keys))
    return values


def identifier_term(key: str) -> str:
    """The term of an identifier: what UTF-8 can say of it, up to a sane length. Empty where nothing is left."""
    return key[:_LONGEST_KEY].encode("utf-8", "ignore").decode("utf-8")


KEYS = "keys"
"""The field of all keys. A key has its level before it, so that rarity is counted among all objects."""


def key_term(level: int, key: str) -> str:
    """The term of a key that stands at a level."""
    return f"{int(level)}|{identifier_term(key)}"


def key_values(entry: ObjectEntry) -> list[str]:
    """The terms of an object's keys, each once."""
    return list(dict.fromkeys(key_term(level, key) for level, keys in entry.keys.items() for key in keys if key))


def visual_word(word: int) -> str:
    """The term of a visual word."""
    return f"w{word}"
