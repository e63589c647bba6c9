"""Makers' names: statements to makers, names to keys, and how two names compare.

==========  =========================================================================================================
model       what a name says: kind, parts, aliases, qualifier and its rank, life dates, culture, role
data        the word lists, from registry/vocabulary
splitting   several makers in one string
life        life dates beside a name
parts       one name in given names, family name and particles
saying      what is said of a maker beside the name
parsing     a statement to makers
keys        a word of a name to one spelling across scripts and romanisations
chinese     pinyin and Wade-Giles
comparing   two names to a level and a similarity
retrieval   keys by which candidates are found
==========  =========================================================================================================
"""

from registry.normalise.names.comparing import NameComparison, NameLevel, compare, compare_makers
from registry.normalise.names.keys import word_keys
from registry.normalise.names.model import RANKS, LifeDates, Maker, MakerKind, Name
from registry.normalise.names.parsing import parse_makers
from registry.normalise.names.parts import person_name
from registry.normalise.names.retrieval import retrieval_keys

__all__ = [
    "RANKS",
    "LifeDates",
    "Maker",
    "MakerKind",
    "Name",
    "NameComparison",
    "NameLevel",
    "compare",
    "compare_makers",
    "parse_makers",
    "person_name",
    "retrieval_keys",
    "word_keys",
]
