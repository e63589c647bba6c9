"""Text to search keys: folding, tokens with their places, Latin and identifier keys, and highlights.

Both search engines index and query what these functions return, so they find the same objects without any analyser of
their own. All functions are pure and accept any string; `fold`, `tokens` joined by spaces, and `identifier_key` are
idempotent, so text that was normalised already may be normalised again.

==============  =====================================================================================================
folding         one letter for its variants in case, accent, Arabic, Hebrew and Han writing; the script is kept
tokenising      words, pairs of characters for scripts without spaces, and where each stands in the original
latin           the additional key in Latin letters that unites romanisations
skeleton        consonants alone: Arabic writing and its romanisations ("محمد", "Muhammad", "Mohamed")
compounds       German and Swedish compounds in their parts, by the words of our vocabularies
index_text      what a document holds in the end, and the name of the scheme
identifiers     inventory numbers without punctuation and look-alike letters
untelling       words that say nothing of an object
highlights      where a query's words stand in an original
==============  =====================================================================================================
"""

from registry.normalise.text.folding import fold
from registry.normalise.text.highlights import highlight_spans, within_one_edit
from registry.normalise.text.identifiers import identifier_key
from registry.normalise.text.index_text import TEXT_SCHEME, latin_index_text
from registry.normalise.text.latin import latin_key, latin_keys
from registry.normalise.text.skeleton import skeleton, skeletons
from registry.normalise.text.tokenising import MAX_TOKEN, Token, located, tokens, word_tokens, words
from registry.normalise.text.untelling import UNTELLING

__all__ = [
    "MAX_TOKEN",
    "TEXT_SCHEME",
    "UNTELLING",
    "Token",
    "fold",
    "highlight_spans",
    "identifier_key",
    "latin_index_text",
    "latin_key",
    "latin_keys",
    "located",
    "skeleton",
    "skeletons",
    "tokens",
    "within_one_edit",
    "word_tokens",
    "words",
]
