"""Evidence: one small module for each kind. Each returns support, contradiction or missing, with both values.

============  ==============================================================================================
picture       photograph against photograph
described     what a query says, field by field
recorded      what a record says, in the same forms
words         words as words: folded, across scripts, near spellings
levels        what comparing gives: a level and both values, and the evidence item of it
kinds         the list of all kinds from words, each with its levels and sentences
============  ==============================================================================================

The kinds from words: `identifier`, `title`, `maker`, `date`, `material`, `object_type`, `size`, `edition`, `extent`,
`inscription`, `feature`.
"""
