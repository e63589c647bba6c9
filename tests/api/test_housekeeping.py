"""A running server removes pictures whose time has passed."""

import asyncio
import datetime as dt
import hashlib
from pathlib import Path

import pytest

from api.housekeeping import housekeeping
from registry.store.errors import PictureNotFound
from registry.store.store import Store


def test_expired_query_pictures_go_by_themselves(tmp_path: Path) -> None:
    data = b"a picture that somebody asked with"
    sha256 = hashlib.sha256(data).hexdigest()
    now = dt.datetime.now(dt.UTC)
    with Store.open(f"sqlite:///{tmp_path / 'r.sqlite3'}", f"file://{tmp_path / 'pictures'}") as store:
        store.keep_query(sha256, data, now - dt.timedelta(seconds=1))

        async def serve() -> None:
            async with housekeeping(store, every=0.05):
                await asyncio.sleep(0.5)

        asyncio.run(serve())
        with pytest.raises(PictureNotFound):
            store.get_query(sha256)
