"""Which engine an installation uses, and how to open it."""

from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import SearchIndex
from registry.settings import Settings

LOCK_SECONDS = 2.0
"""How long writing the index waits for another process: a query must not wait for an import."""


def open_index(settings: Settings, *, discard_damaged: bool = False) -> SearchIndex:
    """Elasticsearch where its URL is set, otherwise the embedded engine in the data folder.

    Elasticsearch need not run yet: each call that needs it says so. `IndexDamaged` when embedded files cannot be read;
    with `discard_damaged` an empty index takes their place, to be filled by `rebuild`. (What is on a server stays until
    `rebuild` has made something better, so there is nothing to discard.)
    """
    if settings.elasticsearch_url is None:
        return EmbeddedIndex.open(settings.index_folder, discard_damaged=discard_damaged, lock_timeout=LOCK_SECONDS)
    # The client is heavy, and most installations do without.
    from registry.index.elasticsearch import ElasticsearchIndex
    from registry.index.elasticsearch.building import Layout
    from registry.index.elasticsearch.connection import Access

    password, key = settings.elasticsearch_password, settings.elasticsearch_api_key
    access = Access(
        nodes=tuple(node for each in settings.elasticsearch_url.split(",") if (node := each.strip())),
        ca=settings.elasticsearch_ca,
        user=settings.elasticsearch_user,
        password=password.get_secret_value() if password else None,
        api_key=key.get_secret_value() if key else None,
        timeout=settings.elasticsearch_timeout,
    )
    layout = Layout(settings.elasticsearch_shards, settings.elasticsearch_replicas, settings.vector_index)
    return ElasticsearchIndex.open(
        access, prefix=settings.elasticsearch_prefix, layout=layout, lock_timeout=LOCK_SECONDS
    )
