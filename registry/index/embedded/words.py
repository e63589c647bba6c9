"""Pictures that share rare visual words with a query, through tantivy's inverted index.

BM25 weighs each word by its rarity; a picture holds a word once, so only its number of words enters besides.
"""

from typing import Any

import numpy as np
import tantivy

from registry.index.embedded.documents import restricted, schema
from registry.index.embedded.snapshot import Snapshot
from registry.index.fields import visual_word
from registry.index.protocol import Filters, PictureHit, WordArray
from registry.index.visual import rarest


def near_words(snapshot: Snapshot, words: WordArray, *, limit: int, filters: Filters) -> list[PictureHit]:
    """See `SearchIndex.near_words`. `view` is the picture's first view, `score` a BM25 sum."""
    asked = np.unique(np.asarray(words)).tolist()
    frequencies = {word: snapshot.searcher.doc_freq("visual", visual_word(word)) for word in asked}
    chosen = rarest(frequencies, snapshot.counts[1])
    if limit <= 0 or not chosen:
        return []
    should = [(tantivy.Occur.Should, tantivy.Query.term_query(schema(), "visual", word, "basic")) for word in chosen]
    query = tantivy.Query.boolean_query(should)
    mask = snapshot.mask(filters)
    if not mask.everything:
        query = restricted(query, filters)
    pictures = snapshot.counts[1]
    fetched = int(limit * max(1.0, 1.2 * pictures / max(1, snapshot.counts[0]))) + 1
    while True:
        result = snapshot.searcher.search(query, fetched, count=False)
        hits = _by_object(snapshot, result.hits, limit)
        if len(hits) >= limit or len(result.hits) < fetched:
            return hits
        fetched *= 4


def _by_object(snapshot: Snapshot, found: list[tuple[Any, Any]], limit: int) -> list[PictureHit]:
    """The best picture of each of the first `limit` objects."""
    if not found:
        return []
    serials = snapshot.searcher.fast_field_values("serial", [address for _, address in found])
    places, rows = snapshot.pictures_of_serials(np.asarray(serials, dtype=np.uint64))
    hits: dict[int, PictureHit] = {}
    for (score, _), place, row in zip(found, places.tolist(), rows.tolist(), strict=True):
        segment = snapshot.segments[place]
        number = int(snapshot.starts[place]) + int(segment.columns["p_object"][row])
        if number not in hits:
            view = segment.view_name(int(segment.first_view[row]))
            hits[number] = PictureHit(
                snapshot.object_id(number), segment.picture_names[row], view, query=0, score=float(score)
            )
            if len(hits) >= limit:
                break
    return list(hits.values())
