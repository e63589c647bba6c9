"""How records and photographs get in: one picture, one record, or a whole file; and how the index follows the store.

`photographs` stores and fingerprints one picture, `pool` does it in several processes, `importing` reads our own
import form, `following` keeps the index in step with the store, `filling` computes fingerprints that a machine lacks,
`register` puts store, index and fingerprints together.
"""
