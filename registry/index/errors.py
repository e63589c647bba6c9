"""The exceptions of the search index.

::

    SearchIndexError
    ├── IndexBusy      another process holds the write lock for longer than we wait
    ├── IndexDamaged   files are missing, cut off, altered, or of another version: rebuild from the store
    │   └── IndexOutdated   the server's index has the fields of another version of this program: rebuild as well
    ├── IndexUnavailable    the server does not answer, or not now: writes wait in the store, searches fail
    ├── IndexUnsupported    the server is not one this program can work with
    ├── NothingBefore       there is no earlier content to go back to
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


class IndexOutdated(IndexDamaged):
    """The index on the server was made by another version of this program, with other fields."""


class IndexUnavailable(SearchIndexError):
    """The search server cannot be reached, is overloaded, red, read-only, or refuses us. Nothing is lost; try again."""


class IndexUnsupported(SearchIndexError):
    """The server's version is not one this program works with."""


class NothingBefore(SearchIndexError):
    """No content from before the last rebuild is kept; `repatria reindex` builds the index anew."""


class IndexClosed(SearchIndexError):
    """The index was closed; open it again."""
