"""Killed at any moment, an index shows one whole generation, and goes on from there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.errors import IndexBusy
from registry.index.protocol import Filters, SearchIndex
from registry.vocabulary.lists import Level

from . import writing

ALL = Filters(clearance=Level.OWNER)


def start(folder: Path, *command: object, die_at: str | None = None) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())} | ({"DIE_AT": die_at} if die_at else {})
    return subprocess.Popen(
        [sys.executable, writing.__file__, str(folder), *map(str, command)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def assert_whole(index: SearchIndex) -> int:
    """Text, words and vectors show the same versions: those of the index's generation. Returns it."""
    generation = index.state().generation
    versions = writing.expected(generation)
    assert dict(index.versions()) == versions
    by_generation: dict[int, set[str]] = {}
    for object_id, version in versions.items():
        by_generation.setdefault(version, set()).add(object_id)
    for version in range(1, generation + 2):
        page = index.search_text(f"gen{version:04}", offset=0, limit=100, filters=ALL)
        assert {hit.object_id for hit in page.hits} == by_generation.get(version, set())
    for object_id, version in versions.items():
        shown = writing.written(int(object_id[4:]), version).pictures[0]
        assert shown.views[0].descriptor is not None
        best = index.near_descriptors(shown.views[0].descriptor[None], limit=1, filters=ALL)[0]
        assert (best.object_id, best.sha256) == (object_id, shown.sha256)
        assert index.near_words(shown.words, limit=1, filters=ALL)[0].sha256 == shown.sha256
    state = index.state()
    assert (state.objects, state.pictures, state.views) == (len(versions), len(versions), 2 * len(versions))
    return generation


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = 0
    for _ in range(4):
        process = start(tmp_path / "index", "apply", told + 1, told + 1000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.6))
        process.send_signal(signal.SIGKILL)
        printed = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        told = max([told, *(int(line) for line in printed if line.isdigit())])
        index = EmbeddedIndex.open(tmp_path / "index")
        # What was reported as done is there; at most one more call may have got through.
        reached = assert_whole(index)
        assert told <= reached <= told + 1
        told = reached
        index.close()
    assert told > 0


@pytest.mark.parametrize("step", [step for step in writing.STEPS if "pointer" not in step])
def test_killed_at_each_step_of_a_write(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "index"
    process = start(folder, "apply", 1, 60, die_at=f"{step}:{2 if 'merge' in step else 5}")
    output, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    told = max(int(line) for line in output.split() if line.isdigit())
    index = EmbeddedIndex.open(folder)
    reached = assert_whole(index)
    assert reached == told + (1 if step == "after text commit" else 0)
    # The interrupted call can be made again, and leaves no files of the first attempt.
    index.apply(writing.batch(told + 1), generation=told + 1)
    assert assert_whole(index) == told + 1
    for generation in range(told + 2, told + 6):
        index.apply(writing.batch(generation), generation=generation)
    assert_whole(index)
    (content,) = folder.glob("content-*")
    assert len([path for path in content.iterdir() if path.is_file()]) < 30
    index.close()


@pytest.mark.parametrize("step", ["before segment", "after manifest", "after text commit", "before pointer",
                                  "after pointer"])  # fmt: skip
def test_killed_at_each_step_of_a_rebuild(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "index"
    index = EmbeddedIndex.open(folder)
    for generation in range(1, 4):
        index.apply(writing.batch(generation), generation=generation)
    process = start(folder, "rebuild", 9, die_at=f"{step}:1")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    index.refresh(9)
    assert assert_whole(index) == (9 if step == "after pointer" else 3)
    assert len(list(folder.glob("content-*"))) == 2
    index.rebuild(
        (writing.written(int(key[4:]), version) for key, version in writing.expected(12).items()),
        generation=12,
        schemes={},
    )
    assert assert_whole(index) == 12
    assert len(list(folder.glob("content-*"))) == 1
    index.close()


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    index = EmbeddedIndex.open(tmp_path / "index", lock_timeout=0.1)
    process = start(tmp_path / "index", "hold", 60)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["ready\n", "held\n"]
    with pytest.raises(IndexBusy, match="Another process is writing"):
        index.apply(writing.batch(1), generation=1)
    assert index.state().generation == 0
    process.kill()
    process.communicate()
    index.apply(writing.batch(1), generation=1)
    assert assert_whole(index) == 1
    index.close()
