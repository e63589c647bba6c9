"""`repatria worker`."""

import signal
from pathlib import Path
from threading import Event
from types import FrameType

from api.cli.common import opened, to_stdout, to_stdout_json


def run(*, once: bool, heartbeat: Path | None, as_json: bool) -> None:
    """Work until SIGTERM or SIGINT, or until nothing is left to do."""
    from api.logs import configure_logs
    from api.worker import Worker

    stop = Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        # The batch in hand is finished first.
        stop.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with opened() as repatria:
            if once:
                done = repatria.register.work_off(stop.is_set)
                _report(done, repatria.store.outbox.pending(), as_json=as_json)
            else:
                configure_logs()
                Worker(repatria, stop, heartbeat=heartbeat).run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _report(done: int, waiting: int, *, as_json: bool) -> None:
    if as_json:
        to_stdout_json({"indexed": done, "waiting": waiting})
    else:
        to_stdout(f"{done:,} changes indexed, {waiting:,} in other hands.")
