"""The search index without a server: files in a folder, one writer, any number of reading processes."""

from registry.index.embedded.index import EmbeddedIndex

__all__ = ["EmbeddedIndex"]
