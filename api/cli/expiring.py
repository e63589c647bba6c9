"""`repatria expire`."""

import datetime as dt

from api.cli.common import opened, to_stdout, to_stdout_json


def run(*, as_json: bool) -> None:
    """Remove the query photographs whose time has passed."""
    with opened() as repatria:
        removed = repatria.store.expire_queries(dt.datetime.now(dt.UTC))
    if as_json:
        to_stdout_json({"removed": removed})
    else:
        to_stdout(f"{removed:,} photographs removed.")
