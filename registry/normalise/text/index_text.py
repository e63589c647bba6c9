"""What a document holds in Latin letters, and the name of the whole text scheme.

A document holds more than a query asks for: the Latin key of each word and, for a German or Swedish compound, those of
its parts. So "målning" finds "oljemålning" and "oljemålning" still finds itself, mistyped too.
"""

from registry.normalise.text.compounds import compound_parts
from registry.normalise.text.latin import latin_keys
from registry.normalise.text.tokenising import words

TEXT_SCHEME = "text-2"
"""Changes whenever tokens or Latin keys of a text change: an index that names another scheme must be rebuilt."""


def latin_index_text(text: str) -> str:
    """The Latin keys of a document's words and of the parts of its compounds, joined by spaces, in order."""
    keys: list[str] = []
    for word in words(text):
        keys.extend(latin_keys(word))
        for part in compound_parts(word):
            keys.extend(latin_keys(part))
    return " ".join(keys)
