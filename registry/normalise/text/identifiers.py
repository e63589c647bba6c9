"""Inventory, serial and external numbers as one key."""

import unicodedata

from registry.normalise.text.folding import MARKS, plain_character

# Cyrillic and Greek capitals that look like Latin ones, as they get typed into inventory numbers.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅЁΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXIJSEABEZHIKMNOPTYX")


def identifier_key(text: str) -> str:
    """An inventory, serial or external number without spaces, punctuation, accents and script look-alikes, in capitals.

    "КП-12 345", "KP.12345" differ (П has no Latin twin); "АВ-17/3" in Cyrillic and "AB 17.3" in Latin are one.
    """
    text = unicodedata.normalize("NFKD", text.replace("№", " "))
    capitals = unicodedata.normalize("NFKC", MARKS.sub("", text).upper()).translate(_LOOK_ALIKES)
    return "".join(plain_character(character) for character in capitals if character.isalnum())
