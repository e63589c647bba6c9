"""Keys: what a record can be found by, and what a listing of it asks for, so that both engines only compare terms.

A record has its keys written into the index; a listing asks for things it says, each in one or several ways. A key has
the letter of its kind before it:

=====  =========================  ====================================================================================
key    from                       found by
=====  =========================  ====================================================================================
`w:`   words of titles, makers    the same word in Latin letters (pairs of characters for Han and kana)
`r:`   words of everything else   the same word, weighing less
`p:`   names of makers            a word that sounds the same, however romanised (`sound_keys`)
`s:`   titles, makers             a word with the same consonants: Arabic and its romanisations
`a:`   titles, makers             a word with the same first half: what is mistyped or misread further on
`b:`   titles, makers             a word with the same second half
`z:`   names in Chinese           the whole name, in characters or romanised
`m:`   materials, techniques      the same concept, in whatever language
`o:`   object type                the same concept, or a broader one
`y:`   date                       the same first and last year
`e:`   date                       a decade in common, with the years that cataloguers differ by
`x:`   two largest measures       both the same to a millimetre
`d:`   two largest measures       both within tolerance
`l:`   each measure               one within tolerance: canvases are cut, frames are measured along
=====  =========================  ====================================================================================

`words` and `facts` make keys for both sides, `record` collects those of a record with the confidentiality of the field
they come from, `listing` those of a listing with their weights. A change of any key needs `FORMAT` of the embedded engine
and `SCHEMA` of the other one raised.
"""

from registry.index.keys.listing import listing_query
from registry.index.keys.record import record_keys

__all__ = ["listing_query", "record_keys"]
