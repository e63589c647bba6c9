"""How Alembic runs here: on the connection, and in the transaction, that `registry.store.schema` hands over."""

from alembic import context

from registry.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
