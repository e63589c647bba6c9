"""Bringing a database to the tables this program knows, by Alembic migrations that come with the package."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from registry.store.database import Database
from registry.store.errors import StoreUnusable

_LOCK_KEY = 0x5245504154  # any number, the same in every process: the advisory lock of PostgreSQL


def migrate(database: Database) -> None:
    """Create or upgrade the tables, in one transaction; does nothing on a store that is up to date.

    Safe when several processes start at once: they take the write lock (SQLite) or an advisory lock (PostgreSQL) and
    all but the first find nothing left to do. Raises StoreUnusable for a store written by a newer program.
    """
    config = Config()
    config.set_main_option("script_location", "registry.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    with database.reading() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with database.writing() as connection:
        if not database.is_sqlite:
            # However long another process migrates.
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreUnusable(
                f"The store {database.name} was written by a newer Repatria (format {current}). Upgrade the program."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(database: Database) -> str | None:
    """The format the database is in now; None before the first migration."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()
