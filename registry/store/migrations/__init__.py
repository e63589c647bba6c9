"""Alembic migrations of the store: run by `registry.store.schema.migrate`, never by hand."""
