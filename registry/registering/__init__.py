"""How records and photographs get in: one picture, one record, or a whole file; and how the index follows the store.

`photographs` stores and fingerprints one picture, `pool` does it in several processes, `importing` reads our own
import form, `register` puts store, index and fingerprints together.
"""
