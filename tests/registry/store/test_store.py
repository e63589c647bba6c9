"""Opening a store as a whole."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from registry.store import Store
from registry.store.errors import StoreUnusable

from .conftest import MakeContent


def keep(store: Store, data: bytes, until: dt.datetime) -> str:
    """Keep a picture and name it."""
    sha256 = hashlib.sha256(data).hexdigest()
    store.keep_query(sha256, data, until)
    return sha256


def test_opens_again_with_everything(content: MakeContent, database_url: str, pictures_url: str) -> None:
    with Store.open(database_url, pictures_url) as store:
        added = store.add(content(number="A.1"), actor="a")
        sha256 = store.pictures.put(b"x")
        head = store.history_head()
    with Store.open(database_url, pictures_url) as store:
        assert store.get(added.id) == added
        assert store.find_external("museum-x", "A.1") == added.id
        assert store.pictures.get(sha256) == b"x"
        assert store.history_head() == head


@pytest.mark.parametrize("prefix", ["file://", ""])
def test_query_pictures_lie_beside_the_registered(tmp_path: Path, prefix: str) -> None:
    with Store.open(f"sqlite:///{tmp_path}/r.sqlite3", f"{prefix}{tmp_path}/pictures/") as store:
        sha256 = keep(store, b"x", dt.datetime.now(dt.UTC))
    assert (tmp_path / "queries" / sha256[:2] / sha256).read_bytes() == b"x"


def test_query_pictures_go_where_said(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/r.sqlite3", str(tmp_path / "p"), str(tmp_path / "q")) as store:
        sha256 = keep(store, b"x", dt.datetime.now(dt.UTC))
    assert (tmp_path / "q" / sha256[:2] / sha256).read_bytes() == b"x"


def test_a_bucket_without_a_folder_needs_both_addresses(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="query pictures"):
        Store.open(f"sqlite:///{tmp_path}/r.sqlite3", "memory://bucket")


def test_every_script_and_large_bodies_come_back_as_they_were(store: Store, content: MakeContent) -> None:
    """As large as the interface lets through, in signs of one to four bytes, combined and from right to left."""
    text = "Ärger e\u0301 порт مصحف 漢字 𓂀 🏺\u200f\n\t\\ \"quoted\" 'single' %s {} $1 :name" * 200
    descriptions = [{"text": f"{number} {text}"} for number in range(90)]
    added = store.add(content("𓂀" * 50, descriptions=descriptions), actor="Jörg 漢")
    assert len(added.model_dump_json()) > 1_000_000
    assert store.get(added.id) == added
    assert store.get_versions({added.id: 1, "RP-0": 1, "x\0": 1}) == {added.id: added}
    assert store.history(added.id)[0].actor == "Jörg 漢"
    assert store.verify_history() is None
    answer = {"id": "M-1", "text": text * 300, "scores": [0.1, 1e-7, 1e22, -0.5, 2 / 3, 123456789.123456789]}
    store.save_match(answer, {"text": text}, considered={"candidates": [text]})
    found = store.get_match("M-1")
    assert found.answer == answer
    assert found.considered == {"candidates": [text]}
