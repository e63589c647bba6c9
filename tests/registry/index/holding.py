"""A process that begins a rebuild on a server and never ends it: `python holding.py PREFIX LEASE_SECONDS`.

It says "loading" when its build is being filled, and is then to be killed. The server is named by the variables of
`tests.servers`.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from registry.index.elasticsearch import ElasticsearchIndex
from registry.index.elasticsearch.connection import Access
from registry.index.protocol import ObjectEntry


def endless() -> Iterator[ObjectEntry]:
    sys.stdout.write("loading\n")
    sys.stdout.flush()
    time.sleep(600)
    yield from ()


def main() -> None:
    prefix, lease_seconds = sys.argv[1], float(sys.argv[2])
    ca = os.environ.get("ELASTICSEARCH_CA")
    access = Access(
        (os.environ["ELASTICSEARCH_URL"],),
        Path(ca) if ca else None,
        os.environ["ELASTICSEARCH_USER"],
        os.environ["ELASTICSEARCH_PASSWORD"],
        timeout=60.0,
    )
    index = ElasticsearchIndex.open(access, prefix=prefix, lease_seconds=lease_seconds)
    index.rebuild(endless(), generation=1, schemes={})


if __name__ == "__main__":
    main()
