"""The worker: brings what was written into the index, waits while that is away, ends when told to, keeps house."""

import datetime as dt
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from api.cli import main
from api.worker import LOOK_EVERY_SECONDS, BackOff, Worker
from matcher.service import Repatria
from registry.records.object import ObjectContent
from registry.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ObjectContent.model_validate({"status": "stolen", "object_type": "coin", "titles": [{"value": "Stater"}]})


@pytest.fixture
def repatria(folder: Path) -> Iterator[Repatria]:
    """A registry of a test's own, without models."""
    with Repatria.open(Settings(data=folder, descriptor="none", models=folder / "none")) as opened:
        yield opened


def reached(repatria: Repatria) -> int:
    """The generation of the index as others left it."""
    repatria.register.index.refresh(repatria.store.generation())
    return repatria.register.index.state().generation


def test_once(folder: Path, repatria: Repatria, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        repatria.store.add(CONTENT, actor="a")
    arguments = ["--data", str(folder), "worker", "--once"]
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--json"])
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out) == {"indexed": 3, "waiting": 0}
    assert reached(repatria) == 3
    with pytest.raises(SystemExit):
        main(arguments)
    assert "0 changes indexed" in capsys.readouterr().out


def test_it_works_until_told_to_end(folder: Path, repatria: Repatria, tmp_path: Path) -> None:
    heartbeat = tmp_path / "alive"
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "--data", str(folder), "worker", "--heartbeat", str(heartbeat)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "REPATRIA_DESCRIPTOR": "none", "REPATRIA_MODELS": str(folder / "none")},
    )
    try:
        for expected in (1, 2):
            repatria.store.add(CONTENT, actor="a")
            deadline = time.monotonic() + 60
            while reached(repatria) < expected:
                assert process.poll() is None
                assert time.monotonic() < deadline, "the change was not indexed"
                time.sleep(0.1)
        assert heartbeat.exists()
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    events = [json.loads(line)["event"] for line in said.splitlines() if line.startswith("{")]
    assert events[0] == "worker started"
    assert events[-1] == "worker ended"
    assert "changes indexed" in events
    assert "Traceback" not in said


def test_while_the_index_is_away_it_waits_longer_each_time(repatria: Repatria) -> None:
    worker = Worker(repatria, Event(), back_off=BackOff(1.0, 5.0, chance=lambda: 0.0))
    repatria.store.add(CONTENT, actor="a")
    assert worker.step() == LOOK_EVERY_SECONDS
    assert reached(repatria) == 1
    repatria.store.add(CONTENT, actor="a")
    repatria.register.index.close()
    assert [worker.step() for _ in range(5)] == [1.0, 2.0, 4.0, 5.0, 5.0]


def test_the_wait_is_shortened_by_chance_and_begins_anew_after_success() -> None:
    chances = iter([0.0, 1.0, 0.5, 0.0])
    back_off = BackOff(2.0, 10.0, chance=lambda: next(chances))
    assert [back_off.failed() for _ in range(3)] == [2.0, 2.0, 6.0]
    back_off.succeeded()
    assert back_off.failed() == 2.0
    endless = BackOff(chance=lambda: 0.0)
    assert [endless.failed() for _ in range(2000)][-1] == 60.0


def test_it_keeps_house(repatria: Repatria) -> None:
    data = b"a photograph"
    sha256 = hashlib.sha256(data).hexdigest()
    repatria.store.keep_query(sha256, data, dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1))
    Worker(repatria, Event()).step()
    with pytest.raises(Exception, match=sha256):
        repatria.store.get_query(sha256)


def test_told_to_end_before_it_began_it_does_nothing(repatria: Repatria) -> None:
    repatria.store.add(CONTENT, actor="a")
    stop = Event()
    stop.set()
    Worker(repatria, stop).run()
    assert reached(repatria) == 0
