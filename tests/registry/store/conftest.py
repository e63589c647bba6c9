"""Real stores in temporary folders, and short ways to make what goes into them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from registry.records import ObjectContent, Photograph
from registry.store import Store

MakeContent = Callable[..., ObjectContent]
MakePhotograph = Callable[..., Photograph]


@pytest.fixture
def pictures_url(tmp_path: Path) -> str:
    """Where the test's pictures lie."""
    return f"file://{tmp_path / 'pictures'}"


@pytest.fixture
def store(database_url: str, pictures_url: str) -> Iterator[Store]:
    """A new, empty store."""
    with Store.open(database_url, pictures_url) as opened:
        yield opened


@pytest.fixture
def content() -> MakeContent:
    """Make the content of a record; `number` gives it an external identifier."""

    def make(title: str = "Harbour at dusk", *, number: str | None = None, **fields: Any) -> ObjectContent:
        body: dict[str, Any] = {"status": "stolen", "object_type": "painting", "titles": [{"value": title}], **fields}
        if number is not None:
            body["external_ids"] = [{"scheme": "museum-x", "value": number}]
        return ObjectContent.model_validate(body)

    return make


@pytest.fixture
def photograph(store: Store) -> MakePhotograph:
    """Store bytes and make the photograph that names them."""

    def make(data: bytes, **facts: Any) -> Photograph:
        return Photograph(
            sha256=store.pictures.put(data), media_type="image/png", width=4, height=3, size_bytes=len(data), **facts
        )

    return make


@pytest.fixture
def start_process() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start Python with a script and arguments; what still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(script: str, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where we may mount one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("a small file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
