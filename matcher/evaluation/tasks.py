"""What is asked: one task for each query of an evaluation, the same ones for the same dataset, size and seed."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from matcher.evaluation.dataset.model import Dataset, RegisteredObject
from matcher.evaluation.transforms import SUITE, SUITE_VERSION
from registry.sample.phone import Strength

Kind = Literal["second", "transform", "negative", "text"]
KINDS: tuple[Kind, ...] = ("second", "negative", "text", "transform")

SEED = 7


@dataclass(frozen=True)
class Size:
    """How many registered pictures each transform is applied to, by strength, and how long it may take."""

    name: str
    light: int
    medium: int
    strong: int
    minutes: float = math.inf
    """After so long no further query is asked; the same command goes on later."""
    transformed_negatives: int = 0
    """Transforms applied to each negative beside the picture itself: only a fit needs more false pairs."""
    transforms: tuple[str, ...] = tuple(SUITE)
    share: float = 1.0
    """Share of the second photographs, negatives and texts that are asked for."""

    def pictures(self, strength: Strength) -> int:
        """The number of pictures of one strength."""
        return {"light": self.light, "medium": self.medium, "strong": self.strong}[strength]


QUICK = Size("quick", 2, 8, 8, minutes=15)
FULL = Size("full", 10, 300, 300, minutes=180)
DISGUISES = Size(
    "disguises",
    0,
    300,
    0,
    transforms=(
        *("jpeg", "small", "crop_5", "crop_15", "crop_25", "frame", "mirror", "quarter_turn", "turn", "perspective"),
        *("glare", "black_and_white", "phone_photo"),
    ),
)
"""The plain disguises at medium strength, 300 pictures each: about an hour on two cores."""
FIT = Size("fit", 4, 6, 6, transformed_negatives=1)
GATE = Size(
    "gate",
    0,
    2,
    0,
    transforms=("small", "crop_25", "mirror", "perspective", "phone_photo", "halftone", "table", "archive_print"),
    share=0.5,
)
"""Small enough for every run of the tests; see `matcher.evaluation.gate`."""


@dataclass(frozen=True)
class Task:
    """One query: a picture (perhaps transformed) or words, and the objects that are right answers, none for a negative.

    `about` is the object that is shown, registered or not: what is clustered by, and kept apart when fitting. `family`
    names registered objects that look like it.
    """

    id: str
    kind: Kind
    about: str
    right: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    path: str = ""
    transform: str | None = None
    strength: Strength = "medium"
    seed: int = 0
    family: str | None = None
    text: str | None = None
    identifiers: tuple[str, ...] = ()

    def label(self, name: str) -> str:
        """A label's value; empty where the task has none of that name."""
        return dict(self.labels).get(name, "")


def plan_tasks(dataset: Dataset, size: Size, seed: int = SEED, only: Sequence[Kind] = KINDS) -> list[Task]:
    """All tasks, in an order in which any beginning of it is a fair sample of each kind."""
    by_kind = {
        "second": (_second(dataset), size.share),
        "negative": (_negatives(dataset, size, seed), size.share),
        "text": (_texts(dataset), size.share),
        "transform": (_transforms(dataset, size, seed), 1.0),
    }
    tasks: list[Task] = []
    for number, kind in enumerate(KINDS):
        if kind in only:
            found, share = by_kind[kind]
            order = np.random.default_rng([seed, number]).permutation(len(found))
            tasks += [found[int(place)] for place in order[: math.ceil(share * len(found))]]
    return tasks


def spread(objects: Sequence[RegisteredObject], count: int, rng: np.random.Generator) -> list[RegisteredObject]:
    """A random sample with as equal shares of the domains as their sizes allow."""
    groups: dict[str, list[RegisteredObject]] = {}
    for each in objects:
        groups.setdefault(each.domain, []).append(each)
    queues = [[group[int(place)] for place in rng.permutation(len(group))] for _, group in sorted(groups.items())]
    chosen: list[RegisteredObject] = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop())
    return chosen


def _second(dataset: Dataset) -> list[Task]:
    tasks = []
    for photo in dataset.second:
        shown = dataset.by_id[photo.object_id]
        labels = (*_about(dataset, shown), ("view", photo.view), ("surface", photo.surface))
        right = dataset.right(photo.object_id)
        tasks.append(Task(photo.id, "second", shown.id, right, labels, str(photo.path), family=shown.family))
    return tasks


def _negatives(dataset: Dataset, size: Size, seed: int) -> list[Task]:
    tasks = []
    names = list(SUITE)
    for number, negative in enumerate(dataset.negatives):
        labels = (
            ("domain", negative.domain),
            ("source", negative.source),
            ("part", _part(dataset, negative.source)),
            ("reason", negative.reason),
            ("related", "yes" if negative.family else "no"),
        )
        plain = Task(negative.id, "negative", negative.about, (), labels, str(negative.path), family=negative.family)
        tasks.append(plain)
        for further in range(size.transformed_negatives):
            rng = np.random.default_rng([seed, number, further])
            transform = names[int(rng.integers(len(names)))]
            tasks.append(
                Task(
                    f"{negative.id}:{transform}:medium",
                    "negative",
                    negative.about,
                    (),
                    (*labels, ("transform", transform), ("strength", "medium")),
                    str(negative.path),
                    transform,
                    "medium",
                    _seed(seed, negative.id, transform, "medium"),
                    negative.family,
                )
            )
    return tasks


def _texts(dataset: Dataset) -> list[Task]:
    tasks = []
    for query in dataset.texts:
        right = dataset.right(query.object_id) if query.object_id is not None else ()
        labels = (("domain", query.domain), ("registered", "yes" if right else "no"))
        about = query.object_id or query.id
        tasks.append(Task(query.id, "text", about, right, labels, text=query.text, identifiers=query.identifiers))
    return tasks


def _transforms(dataset: Dataset, size: Size, seed: int) -> list[Task]:
    pictured = [each for each in dataset.objects if each.pictures]
    tasks = []
    for number, transform in enumerate(SUITE[name] for name in size.transforms):
        # One order a transform: the light, medium and strong queries are of the same pictures as far as they go.
        order = spread(pictured, len(pictured), np.random.default_rng([seed, number]))
        for strength in transform.strengths:
            for shown in order[: size.pictures(strength)]:
                labels = (
                    *_about(dataset, shown),
                    ("transform", transform.name),
                    ("strength", strength),
                    ("situation", transform.situation),
                )
                tasks.append(
                    Task(
                        f"{shown.id}:{transform.name}:{strength}",
                        "transform",
                        shown.id,
                        dataset.right(shown.id),
                        labels,
                        str(shown.pictures[0].path),
                        transform.name,
                        strength,
                        _seed(seed, shown.id, transform.name, strength),
                        shown.family,
                    )
                )
    return tasks


def _about(dataset: Dataset, shown: RegisteredObject) -> tuple[tuple[str, str], ...]:
    return (
        ("domain", shown.domain),
        ("source", shown.source),
        ("part", _part(dataset, shown.source)),
        ("flat", "flat" if shown.flat else "in the round"),
    )


def _part(dataset: Dataset, source: str) -> str:
    return "measuring only" if source in dataset.measuring_only else "may be fitted on"


def _seed(seed: int, *parts: str) -> int:
    """A seed of its own for each query, the same whatever else is asked."""
    digest = hashlib.sha256("|".join([str(seed), str(SUITE_VERSION), *parts]).encode()).digest()
    return int.from_bytes(digest[:6], "big")
