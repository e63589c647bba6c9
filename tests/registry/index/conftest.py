"""The engines every contract test runs on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import SearchIndex

OpenIndex = Callable[[], SearchIndex]


@pytest.fixture(params=["embedded"])
def open_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenIndex]:
    """Opens the same index anew with each call, as another process would."""
    opened: list[SearchIndex] = []

    def again() -> SearchIndex:
        opened.append(EmbeddedIndex.open(tmp_path / "index"))
        return opened[-1]

    yield again
    for index in opened:
        index.close()


@pytest.fixture
def engine(open_index: OpenIndex) -> SearchIndex:
    """An empty index."""
    return open_index()


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20_240_229)
