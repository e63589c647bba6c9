"""Listing text of every shape to fields: what auction catalogues, dealers and police bulletins write, in ten languages.

`read_listing` returns a `ReadListing`: fields in the order of the text, each with its kind, its value, its place and a
reading in plain words. What is ambiguous stays unclaimed, as other text. `labelled_text` writes fields as a text that reads
back to the same fields; so users correct a reading.

=============  ======================================================================================================
value          kinds of fields, and the result
vocabulary     labels, and words that begin remarks, from `words.toml`
sheet          which stretches are claimed; a later step sees only what is free
segments       lines, and what punctuation parts in them
layout         the free segments of a sheet
labels         "Provenance: …", "Maße: …", "Название: …"
numbers        lots, numbers on the object, editions, folios
prices         estimates and sums
writing        signatures and other inscriptions
sizes          sizes and weights
mediums        "Öl auf Leinwand, doubliert"
remarks        condition and former owners without a label
makers         the maker's statement
times          the date
titles         the title, and the type of object
wording        each field in plain words
reading        the steps in their order
labelling      fields back to a text
=============  ======================================================================================================
"""

from registry.normalise.listing.labelling import LABELS, labelled_text
from registry.normalise.listing.prices import price_in_euros
from registry.normalise.listing.reading import read_listing
from registry.normalise.listing.value import FieldKind, ReadField, ReadListing

__all__ = ["LABELS", "FieldKind", "ReadField", "ReadListing", "labelled_text", "price_in_euros", "read_listing"]
