"""The search index in Elasticsearch 9: for several machines, and for millions of pictures.

`index` is the engine. It searches with `pictures` (hashes, descriptors, visual words) and `text`, which speak of the
fields of `mappings`; it writes with `writing` (changes) and `building` (all anew, beside the index that serves).
`connection` turns whatever the server or the network does into the errors of `registry.index.errors`.
"""

from registry.index.elasticsearch.index import ElasticsearchIndex

__all__ = ["ElasticsearchIndex"]
