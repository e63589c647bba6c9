"""From what a database driver raises to the errors of this package."""

from sqlalchemy.exc import DBAPIError

from registry.store.errors import (
    StorageFull,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnusable,
    UnstorableContent,
)

_CODES: dict[tuple[str, ...], tuple[type[StoreError], str]] = {
    ("SQLITE_FULL", "53100"): (
        StorageFull,
        "No room is left on the disk of the store {name}. Nothing was written; free space.",
    ),
    ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01", "57014"): (
        StoreBusy,
        "The store is busy with another writer. Nothing was written; try again in a moment.",
    ),
    ("53200", "53300"): (
        StoreBusy,
        "The store {name} has no connection or memory left ({said}). Try again; allow it more of both.",
    ),
    ("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002"): (
        StoreDamaged,
        "The store {name} is damaged or no database ({said}). Restore a backup.",
    ),
    ("25006",): (
        StoreUnusable,
        "The store {name} only allows reading ({said}). Use the address of the primary server.",
    ),
    (
        "SQLITE_READONLY",
        "SQLITE_CANTOPEN",
        "SQLITE_IOERR",
        "SQLITE_PERM",
        "08",
        "25P03",
        "28",
        "3D",
        "42501",
        "57P",
        "58",
    ): (
        StoreUnusable,
        "The store {name} cannot be used: {said}. Check address, rights and disk.",
    ),
    ("22",): (UnstorableContent, "A value cannot be stored: {said}. Correct the text or number."),
}
"""By SQLite's name of an error, or the beginning of PostgreSQL's SQLSTATE (appendix A of its manual); first come."""


def translated(error: DBAPIError, name: str) -> StoreError | None:
    """Our error for what the driver of the store `name` said; None for what is a mistake of ours."""
    driver = error.orig
    said = str(driver).strip()
    code = str(getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None) or "")
    for codes, (kind, sentence) in _CODES.items():
        if code.startswith(codes):
            return kind(sentence.format(name=name, said=said))
    if not code and (error.connection_invalidated or type(driver).__name__ == "OperationalError"):
        # psycopg has no code where no connection came about, or where it was cut.
        return StoreUnusable(f"The store {name} cannot be reached: {said}. Is it running?")
    if type(driver).__name__ == "DataError":
        return UnstorableContent(f"A value cannot be stored: {said}. Correct the text or number.")
    return None
