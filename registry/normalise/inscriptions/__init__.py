"""Inscriptions: read out of descriptions, turned into keys that survive scripts and losses, and compared.

==========  ========================================================================================================
reading     "signed lower left: J. Doe 1888": what kind, where, which words
keys        legible pieces in their own script and romanised, with the lacunae between them
scripts     which scripts a text is written in (ISO 15924)
comparing   whether two readings can be of one inscription
==========  ========================================================================================================
"""

from registry.normalise.inscriptions.comparing import (
    InscriptionComparison,
    InscriptionLevel,
    compare_inscriptions,
    compare_texts,
)
from registry.normalise.inscriptions.keys import InscriptionKey, inscription_key
from registry.normalise.inscriptions.reading import ReadInscription, read_inscriptions, recorded_inscription
from registry.normalise.inscriptions.scripts import scripts_of

__all__ = [
    "InscriptionComparison",
    "InscriptionKey",
    "InscriptionLevel",
    "ReadInscription",
    "compare_inscriptions",
    "compare_texts",
    "inscription_key",
    "read_inscriptions",
    "recorded_inscription",
    "scripts_of",
]
