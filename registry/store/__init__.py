"""The system of record: SQL for records and answers, files for pictures.

`store` is the front; `objects`, `history`, `outbox`, `matches`, `keys`, `audit` are its parts, `database` and `schema` the
SQL underneath, `pictures`, `derived` and `atomic` the files, `chain` the hash chains, `errors` what can go wrong.
"""

from registry.store.chain import Break, Head
from registry.store.derived import DerivedFiles
from registry.store.history import HistoryEntry
from registry.store.keys import ApiKey
from registry.store.matches import StoredMatch
from registry.store.outbox import Outbox, OutboxRow
from registry.store.pictures import PictureFiles
from registry.store.store import Store

__all__ = [
    "ApiKey",
    "Break",
    "DerivedFiles",
    "Head",
    "HistoryEntry",
    "Outbox",
    "OutboxRow",
    "PictureFiles",
    "Store",
    "StoredMatch",
]
