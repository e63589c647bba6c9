"""What a busy server answers: `python -m benchmarks.busy_server [--rounds 5] [--write]`.

Loads the demonstration into a folder of its own and starts `repatria serve` as a process. Each round asks eight matches at
once, two with each of four keys, and meanwhile `/health` every 20 milliseconds. All matches must be answered.
"""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import httpx2
import numpy as np

from benchmarks.page import publish_between

ROLES = ("trade", "officer", "investigator", "registrar") * 2
"""Whose keys ask at once: no key may have more than two matches under way."""

_PAUSE = 0.02
_ADDRESS = re.compile(r"http://[0-9.]+:\d+")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and with --write put the table into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.busy_server", description=__doc__)
    parser.add_argument("--works", type=int, default=30, help="works of the demonstration")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "api.cli", "--data", str(Path(folder) / "data")]
        loaded = subprocess.run(  # noqa: S603 - the project's own command
            [*command, "demo", "--works", str(options.works), "--no-serve", "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
        facts = json.loads(loaded.stdout)
        photographs = [Path(path) for path in facts["queries"] if path.endswith("-phone.jpg")]
        with _serving(command) as address:
            text = _measure(address, facts["keys"], [path.read_bytes() for path in photographs], options.rounds)
    print(text)
    if options.write:
        publish_between("performance.md", "benchmarks/busy_server.py", text)


@contextmanager
def _serving(command: Sequence[str]) -> Iterator[str]:
    """The address of a server that is warm."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([*command, "serve", "--port", "0"], stderr=said, env=os.environ)  # noqa: S603
        try:
            yield _ready(process, said)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _ready(process: "subprocess.Popen[bytes]", said: TextIO) -> str:
    for _ in range(600):
        said.seek(0)
        text = said.read()
        if process.poll() is not None:
            raise SystemExit(text)
        found = _ADDRESS.search(text)
        try:
            if found and httpx2.get(f"{found[0]}/ready").is_success:
                return found[0]
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server was not ready within a minute")


def _measure(address: str, keys: dict[str, str], photographs: Sequence[bytes], rounds: int) -> str:
    single = [_match(address, keys["officer"], photographs[number % len(photographs)]) for number in range(3)]
    health: list[float] = []
    spent: list[float] = []
    for turn in range(rounds):
        chosen = [photographs[(turn * len(ROLES) + at) % len(photographs)] for at in range(len(ROLES))]
        threads = [
            threading.Thread(target=lambda key=keys[role], data=data: spent.append(_match(address, key, data)))
            for role, data in zip(ROLES, chosen, strict=True)
        ]
        for thread in threads:
            thread.start()
        with httpx2.Client() as client:
            while any(thread.is_alive() for thread in threads):
                started = time.perf_counter()
                client.get(f"{address}/health").raise_for_status()
                health.append((time.perf_counter() - started) * 1000)
                time.sleep(_PAUSE)
    if len(spent) != rounds * len(ROLES):
        raise SystemExit(f"{rounds * len(ROLES) - len(spent)} of {rounds * len(ROLES)} matches were not answered")
    return "\n".join(
        [
            f"{rounds} rounds of {len(ROLES)} matches at once, {len(health)} questions to `/health` meanwhile.",
            "",
            "| what | median | 99% | slowest |",
            "| --- | --- | --- | --- |",
            f"| `/health` | {_three(health)} |",
            f"| a match among {len(ROLES)} | {_three(spent)} |",
            f"| a match alone (the second and third) | {_three(single[1:])} |",
        ]
    )


def _three(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} ms | {np.percentile(values, 99):.0f} ms | {max(values):.0f} ms"


def _match(address: str, key: str, photograph: bytes) -> float:
    """Milliseconds until a match is answered. Raises for any other status than 200."""
    started = time.perf_counter()
    httpx2.post(
        f"{address}/v1/match",
        headers={"Authorization": f"Bearer {key}"},
        files={"photos": ("photograph.jpg", photograph, "image/jpeg")},
        timeout=120,
    ).raise_for_status()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
