"""Tests of `registry.store`, on SQLite always and on PostgreSQL where REPATRIA_TEST_POSTGRESQL names a server."""
