"""Pictures that share rare visual words with a query, through tantivy's inverted index.

A word in more than a tenth of the pictures tells little and makes the search slow, so it is left out once there are
enough pictures to say so; of the others the rarest 300 are asked for. BM25 weighs each by its rarity; a picture holds a
word once, so only its number of words enters besides.
"""

from typing import Any

import numpy as np
import tantivy

from registry.index.embedded.documents import restricted, schema, visual_word
from registry.index.embedded.snapshot import Snapshot
from registry.index.protocol import Filters, PictureHit, WordArray

MOST_WORDS = 300
COMMON_SHARE = 0.1
COMMON_FROM_PICTURES = 200


def near_words(snapshot: Snapshot, words: WordArray, *, limit: int, filters: Filters) -> list[PictureHit]:
    """See `SearchIndex.near_words`. `view` is the picture's first view, `score` a BM25 sum."""
    chosen = _rarest(snapshot, words)
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


def _rarest(snapshot: Snapshot, words: WordArray) -> list[str]:
    """The terms to ask for, by their number of pictures: those that occur, without common ones, the rarest first."""
    pictures = snapshot.counts[1]
    most = COMMON_SHARE * pictures if pictures >= COMMON_FROM_PICTURES else float("inf")
    frequencies = []
    for word in np.unique(np.asarray(words)).tolist():
        term = visual_word(word)
        frequency = snapshot.searcher.doc_freq("visual", term)
        if 0 < frequency <= most:
            frequencies.append((frequency, word, term))
    return [term for _, _, term in sorted(frequencies)[:MOST_WORDS]]


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
