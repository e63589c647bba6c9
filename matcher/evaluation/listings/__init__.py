"""Words measured: listings made from records, asked of a registry of all of them, and pairs that are hard to tell apart.

==========  ==========================================================================================================
records     a dataset's texts as records
facts       what of a record a catalogue entry says
languages   the words of catalogues in eight languages
operations  what happens to an entry on its way into a listing
making      listing versions of a record by strength, seeded
hard        pairs of records that words hardly tell apart
asking      listings asked, candidates compared
measuring   the figures
tables      the figures as tables
==========  ==========================================================================================================

`repatria evaluate DATASET --texts` measures, with `--fit` it fits the bits of words (`matcher.fitting.texts`).
"""
