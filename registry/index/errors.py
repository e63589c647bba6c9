"""The exceptions of the search index.

::

    SearchIndexError
    ├── IndexBusy      another process holds the write lock for longer than we wait
    ├── IndexDamaged   files are missing, cut off, altered, or of another version: rebuild from the store
    └── IndexClosed    the index was used after `close()`

Nothing in an index is original: whatever happens to it, `repatria reindex` makes it anew from the store.
"""


class SearchIndexError(Exception):
    """Base of every error raised by `registry.index`."""


class IndexBusy(SearchIndexError):
    """Another process writes the index. Nothing was changed; try again later."""


class IndexDamaged(SearchIndexError):
    """The index cannot be read. The store is not affected; `repatria reindex` builds the index anew."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The search index cannot be used: {what}. Run `repatria reindex` to build it anew.")


class IndexClosed(SearchIndexError):
    """The index was closed; open it again."""
