"""Fingerprints of registered pictures: computed once, at registration, and kept as rebuildable files.

`models` loads the learned models (or says why it cannot), `picture` computes a fingerprint, `files` keeps it,
`words` turns local features into visual words, `entries` makes an index entry of a record and its fingerprints.
"""
