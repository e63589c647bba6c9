"""Fixtures of every folder here: a database of either kind."""

from tests.databases import database_url, postgresql_url  # noqa: F401
