"""Migrations make, from nothing, exactly the tables the program knows."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from registry.store import Store
from registry.store.database import Database
from registry.store.errors import StoreUnusable
from registry.store.schema import migrate, revision
from registry.store.tables import metadata

MIGRATIONS = Path(__file__).parents[3] / "registry/store/migrations/versions"


def test_from_empty_to_the_known_tables(database_url: str) -> None:
    database = Database(database_url)
    assert revision(database) is None
    migrate(database)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    newest = revision(database)
    migrate(database)
    assert revision(database) == newest
    database.close()


def test_needs_nothing_in_the_working_folder(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere 100% ü"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    database = Database(database_url)
    migrate(database)
    database.close()
    assert list(elsewhere.iterdir()) == []


def test_a_newer_store_is_left_alone(database_url: str, pictures_url: str) -> None:
    Store.open(database_url, pictures_url).close()
    database = Database(database_url)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreUnusable, match="newer Repatria"):
        Store.open(database_url, pictures_url)


def test_revisions_follow_each_other() -> None:
    """Files are named by their revision, and each revises the one before."""
    previous = None
    for path in sorted(MIGRATIONS.glob("r*.py")):
        source = path.read_text()
        number = re.match(r"r(\d{4})_", path.name)
        assert number is not None
        assert f'revision = "{number[1]}"' in source
        assert f"down_revision = {previous!r}".replace("'", '"') in source
        previous = number[1]
