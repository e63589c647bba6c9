"""A process that writes an index and may die at any moment: `python writing.py FOLDER COMMAND …`.

Generation g writes ten objects of forty, each as version g with the word `gen<g>`, so the content of every generation
is known. Commands: `apply FROM TO` prints each generation when it is done, `rebuild GENERATION`, `hold SECONDS` keeps
the lock. With `DIE_AT=step:count` in the environment the process kills itself when it comes to that step.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from registry.index.embedded import EmbeddedIndex, content, index
from registry.index.embedded.manifest import Manifest
from registry.index.protocol import ObjectEntry

sys.path.insert(0, str(Path(__file__).parent))

from making import entry, picture

OBJECTS, BATCH = 40, 10


def batch(generation: int) -> list[ObjectEntry]:
    """What generation `generation` writes."""
    numbers = np.random.default_rng(generation).choice(OBJECTS, BATCH, replace=False)
    return [written(int(number), generation) for number in numbers]


def written(number: int, generation: int) -> ObjectEntry:
    """Object `number` as generation `generation` writes it."""
    rng = np.random.default_rng([number, generation])
    return entry(f"obj-{number:02}", version=generation, title=f"gen{generation:04}", pictures=[picture(rng, views=2)])


def expected(generation: int) -> dict[str, int]:
    """The version of every object after `generation`."""
    versions: dict[str, int] = {}
    for number in range(1, generation + 1):
        versions |= {made.object_id: number for made in batch(number)}
    return versions


STEPS: dict[str, tuple[object, str, str]] = {
    "before segment": (content.Content, "_flushed", "before"),
    "after segment": (content.Content, "_flushed", "after"),
    "after merge": (content.Content, "_merge", "after"),
    "after manifest": (Manifest, "write", "after"),
    "before text commit": (content, "commit_marker", "before"),
    "after text commit": (content.Content, "_remove_leftovers", "before"),
    "before pointer": (index.EmbeddedIndex, "_point_to", "before"),
    "after pointer": (index.EmbeddedIndex, "_point_to", "after"),
}


def die_at(step: str, count: int) -> None:
    """Kill this process at the `count`-th time it comes to `step`."""
    owner, name, when = STEPS[step]
    real: Callable[..., object] = getattr(owner, name)
    times = 0

    def deadly(*args: object, **kwargs: object) -> object:
        nonlocal times
        times += 1
        if when == "before" and times == count:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if when == "after" and times == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, deadly)


def main() -> None:
    folder, command, *given = sys.argv[1:]
    opened = EmbeddedIndex.open(Path(folder))
    if "DIE_AT" in os.environ:
        step, count = os.environ["DIE_AT"].split(":")
        die_at(step, int(count))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    if command == "apply":
        for generation in range(int(given[0]), int(given[1])):
            opened.apply(batch(generation), generation=generation)
            sys.stdout.write(f"{generation}\n")
            sys.stdout.flush()
    elif command == "rebuild":
        generation = int(given[0])
        content_then = [written(int(key[4:]), version) for key, version in expected(generation).items()]
        opened.rebuild(iter(content_then), generation=generation, schemes={"rebuilt": str(generation)})
    elif command == "hold":
        with opened._lock.held():
            sys.stdout.write("held\n")
            sys.stdout.flush()
            time.sleep(float(given[0]))


if __name__ == "__main__":
    main()
