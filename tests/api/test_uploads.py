"""Bodies of uploads: cut off, too many at once, no room for them on the disk."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient

from api.errors import Busy
from api.upload_budget import UploadBudget
from tests.api.conftest import World

_PART = (
    b'--b\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n%b\r\n'
)
_MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}


def ask(client: TestClient, world: World, content):
    return client.post("/v1/match", content=content, headers=world.headers("officer") | _MULTIPART)


def body(*photographs: bytes) -> bytes:
    return b"".join(_PART % photograph for photograph in photographs) + b"--b--\r\n"


@pytest.mark.parametrize("cut", [6, 1000])
def test_a_form_without_its_end_is_refused_though_its_first_photograph_is_whole(
    client: TestClient, world: World, cut: int
) -> None:
    whole = body(world.painting_jpeg, world.painting_phone)
    response = ask(client, world, whole[:-cut])
    assert response.status_code == 400
    assert response.json()["type"] == "/problems/malformed-body"
    assert "end is missing" in response.json()["detail"]


def test_bytes_held_are_given_back() -> None:
    budget = UploadBudget(100)
    with budget.share() as one, budget.share() as two:
        one.reach(60)
        one.reach(50)
        two.reach(40)
        with pytest.raises(Busy):
            two.reach(41)
        assert (one.taken, two.taken) == (60, 40)
    with budget.share() as again:
        again.reach(100)


@pytest.mark.parametrize("declared", [True, False])
def test_an_upload_that_finds_no_room_in_memory_is_told_to_come_back(
    client: TestClient, world: World, declared: bool
) -> None:
    content = body(world.painting_jpeg)
    budget = client.app.state.parts.uploads
    with budget.share() as others:
        others.reach(budget.most - len(content) + 1)
        response = ask(client, world, content if declared else iter([content[:100], content[100:]]))
        assert response.status_code == 503
        assert response.json()["type"] == "/problems/busy"
        assert response.headers["retry-after"]
    assert ask(client, world, content).status_code == 200
    with budget.share() as everything:
        everything.reach(budget.most)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes in this process: what a full disk is like."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_room_for_the_temporary_file_of_an_upload_is_told(client: TestClient, world: World) -> None:
    large = world.painting_jpeg + bytes(2_500_000)
    with largest_file(2_000_000):
        response = ask(client, world, body(large))
    assert response.status_code == 507, response.text
    assert response.json()["type"] == "/problems/storage-full"
