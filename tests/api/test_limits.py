"""Nobody can keep the others from being answered: matches of one key, waiting matches, pixels, originals decoded at once."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from api.app import create_app
from api.errors import TooManyMatches
from api.turns import KeyTurns
from registry.imaging.decode import claimed_pixels
from registry.settings import Settings
from registry.vocabulary.lists import Role
from tests.api.conftest import World, sign_in
from tests.api.test_match import ask, photo


@pytest.fixture
def many() -> Iterator[ThreadPoolExecutor]:
    """Threads for requests that wait."""
    with ThreadPoolExecutor(64) as threads:
        yield threads


@contextmanager
def occupied(client: TestClient) -> Iterator[None]:
    """Every thread that computes matches has something else to do for the length of the block."""
    parts, go = client.app.state.parts, threading.Event()  # type: ignore[attr-defined]
    assert client.portal is not None
    busy = [client.portal.start_task_soon(parts.pool.run, go.wait) for _ in range(parts.settings.parallel_matches)]
    try:
        yield
    finally:
        go.set()
        for each in busy:
            each.result(20)


def wait_for(reached: Callable[[], bool]) -> None:
    """Until something is the case; it has to be soon."""
    until = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.02)


def is_health_quick(client: TestClient) -> bool:
    started = time.perf_counter()
    # 10 ms on a machine that does nothing else; the bound leaves room for a busy one.
    return client.get("/health").is_success and time.perf_counter() - started < 0.5


def test_a_key_may_have_two_matches_under_way(client: TestClient, world: World, many: ThreadPoolExecutor) -> None:
    metrics = client.app.state.parts.metrics  # type: ignore[attr-defined]
    ask(client, world, data={"text": "a mask"})
    with occupied(client):
        waiting: list[Future[httpx2.Response]] = [
            many.submit(ask, client, world, "officer", data={"text": f"mask {number}"}) for number in range(2)
        ]
        wait_for(lambda: metrics.waiting._value.get() == 2)
        refused = ask(client, world, "officer", files=[photo(world.painting_jpeg)])
        assert refused.status_code == 429
        assert refused.json()["type"] == "/problems/too-many-matches"
        assert int(refused.headers["retry-after"]) > 0
        again = client.get("/v1/matches/M-0/rescored", headers=world.headers("officer"))
        assert again.status_code == 429
        other = many.submit(ask, client, world, "trade", data={"text": "a mask"})
        wait_for(lambda: metrics.waiting._value.get() == 3)
        assert is_health_quick(client)
    assert [each.result(30).status_code for each in (*waiting, other)] == [200] * 3
    assert ask(client, world, "officer", data={"text": "a mask"}).status_code == 200


def test_the_page_is_told_as_well(
    client: TestClient, browser: TestClient, world: World, many: ThreadPoolExecutor
) -> None:
    sign_in(browser, world.keys[Role.INVESTIGATOR])
    turns = client.app.state.parts.turns  # type: ignore[attr-defined]
    key_id = client.app.state.parts.repatria.store.keys.check(world.keys[Role.INVESTIGATOR]).id  # type: ignore[attr-defined]
    with turns.taken(f"key:{key_id}"), turns.taken(f"key:{key_id}"):
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        refused = browser.post("/match", data={"text": "a mask"}, headers=headers)
    assert refused.status_code == 429
    assert "too many matches under way" in refused.text
    assert "retry-after" in refused.headers


def test_turns_are_given_back_whatever_happens() -> None:
    turns = KeyTurns(1)
    with turns.taken("a"), turns.taken("b"), pytest.raises(TooManyMatches), turns.taken("a"):
        pass
    with turns.taken("a"):
        pass


def test_so_many_matches_wait_and_no_more(folder: Path, many: ThreadPoolExecutor) -> None:
    settings = Settings(data=folder, descriptor="none", parallel_matches=1, waiting_matches=1)
    with TestClient(create_app(settings)) as client:
        parts = client.app.state.parts  # type: ignore[attr-defined]
        keys = [parts.repatria.store.keys.create(f"post {number}", Role.OFFICER)[1] for number in range(2)]

        def asked(key: str) -> httpx2.Response:
            return client.post("/v1/match", data={"text": "a mask"}, headers={"Authorization": f"Bearer {key}"})

        with occupied(client):
            first = many.submit(asked, keys[0])
            wait_for(lambda: parts.metrics.waiting._value.get() == 1)
            refused = asked(keys[1])
            assert (refused.status_code, refused.json()["type"]) == (503, "/problems/busy")
            assert int(refused.headers["retry-after"]) > 0
            assert is_health_quick(client)
        assert first.result(30).status_code == 200


def png(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (width, height), 128).save(written, "PNG")
    return written.getvalue()


def test_the_pixels_of_all_photographs_together_are_limited(folder: Path) -> None:
    settings = Settings(data=folder, descriptor="none", max_picture_pixels=1_000_000, max_query_pixels=1_500_000)
    with TestClient(create_app(settings)) as client:
        key = client.app.state.parts.repatria.store.keys.create("post", Role.OFFICER)[1]  # type: ignore[attr-defined]

        def asked(*pictures: bytes) -> httpx2.Response:
            files = [photo(each, "a.png", "image/png") for each in pictures]
            return client.post("/v1/match", files=files, headers={"Authorization": f"Bearer {key}"})

        assert asked(png(900, 900)).status_code == 200
        refused = asked(png(900, 900), png(900, 901))
        assert refused.status_code == 413
        problem = refused.json()
        assert (problem["type"], problem["code"]) == ("/problems/upload-too-large", "too_many_query_pixels")
        assert "1.5" in problem["detail"]
        assert "send smaller copies" in problem["detail"]
        alone = asked(png(900, 900), png(1200, 1200)).json()
        assert (alone["code"], alone["photograph"]) == ("too_many_pixels", 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_pixels_are_told_by_the_header(kind: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (320, 200)).save(written, kind)
    assert claimed_pixels(written.getvalue()) == 320 * 200
    assert claimed_pixels(b"") == claimed_pixels(b"no picture") == claimed_pixels(written.getvalue()[:9]) == 0


def test_two_originals_are_decoded_at_once_and_nobody_else_waits(
    app: FastAPI, client: TestClient, world: World, many: ThreadPoolExecutor
) -> None:
    answer = ask(client, world, files=[photo(world.painting_phone)]).json()
    best = answer["candidates"][0]
    number = next(place for place, item in enumerate(best["evidence"]) if item["picture"])
    display = best["photographs"][0]["display_url"]
    sent = f"/v1/matches/{answer['id']}/photographs/{answer['inputs'][0]['sha256']}"
    overlay = f"/v1/matches/{answer['id']}/overlay/{best['object_id']}/{number}/side-by-side"
    officer = world.headers("officer")
    assert client.get(display, headers=officer).status_code == 200
    other = next(
        each for each in app.state.parts.repatria.store.all_objects() if each.photographs[1:] or each.photographs
    )
    thumbnail = f"/v1/objects/{other.id}/photographs/{other.photographs[0].sha256}/thumbnail"
    app.state.parts.repatria.register.derived.delete("thumbnail", other.photographs[0].sha256, "jpeg400")
    limiter, holders = app.state.parts.decoding, [object(), object()]
    assert client.portal is not None
    for holder in holders:
        client.portal.call(limiter.acquire_on_behalf_of, holder)
    try:
        paths = [sent, overlay, thumbnail] * 17  # more than the server has threads
        waiting = [many.submit(client.get, path, headers=world.headers("registrar")) for path in paths]
        wait_for(lambda: client.portal.call(limiter.statistics).tasks_waiting == len(paths))  # type: ignore[union-attr]
        assert client.get(display, headers=officer).status_code == 200, "a copy that is there needs no decoding"
        assert client.get("/v1/coverage").status_code == 200
        assert is_health_quick(client)
    finally:
        for holder in holders:
            client.portal.call(limiter.release_on_behalf_of, holder)
    assert {each.result(60).status_code for each in waiting} == {200}


def test_limits_lowered_later_do_not_hide_what_was_accepted(client: TestClient, world: World) -> None:
    answer = ask(client, world, files=[photo(world.painting_phone)]).json()
    best = answer["candidates"][0]
    number = next(place for place, item in enumerate(best["evidence"]) if item["picture"])
    strict = world.settings.model_copy(update={"max_picture_pixels": 1000, "max_picture_bytes": 1000})
    with TestClient(create_app(strict)) as lowered:
        for kind in ("side-by-side", "warped", "crop"):
            path = f"/v1/matches/{answer['id']}/overlay/{best['object_id']}/{number}/{kind}"
            assert lowered.get(path, headers=world.headers("officer")).status_code == 200
        sent = f"/v1/matches/{answer['id']}/photographs/{answer['inputs'][0]['sha256']}"
        assert lowered.get(sent, headers=world.headers("officer")).status_code == 200
        refused = lowered.post("/v1/match", files=[photo(world.painting_phone)], headers=world.headers("officer"))
        assert refused.status_code == 413
