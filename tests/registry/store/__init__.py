"""Tests of `registry.store`, on SQLite and on PostgreSQL."""
