"""Numbers on objects: found in text with place and kind, turned into keys, and compared.

==============  ====================================================================================================
numbers         inventory and accession numbers, shelfmarks, lots, serial numbers, hallmarks in running text
editions        which impression or cast of how many
extents         folios, pages and lines of a book
keys            exact, folded and fuzzy keys of one number
institutions    institutions by any name, in any language, and by the prefix of their numbers
comparing       whether two numbers with their institutions are one
==============  ====================================================================================================
"""

from registry.normalise.identifiers.comparing import IdentifierLevel, compare_identifiers
from registry.normalise.identifiers.editions import EditionLevel, EditionNumber, compare_editions, find_editions
from registry.normalise.identifiers.extents import Extent, ExtentLevel, compare_extents, find_extents
from registry.normalise.identifiers.institutions import Agreement, compare_institutions, institution_named
from registry.normalise.identifiers.keys import IdentifierKeys, identifier_keys
from registry.normalise.identifiers.numbers import Identifier, find_identifiers
from registry.normalise.identifiers.vocabulary import ExtentKind, IdentifierKind

__all__ = [
    "Agreement",
    "EditionLevel",
    "EditionNumber",
    "Extent",
    "ExtentKind",
    "ExtentLevel",
    "Identifier",
    "IdentifierKeys",
    "IdentifierKind",
    "IdentifierLevel",
    "compare_editions",
    "compare_extents",
    "compare_identifiers",
    "compare_institutions",
    "find_editions",
    "find_extents",
    "find_identifiers",
    "identifier_keys",
    "institution_named",
]
