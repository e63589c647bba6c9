"""The worst misses and false alarms, asked again so that they can be shown with pictures, overlay and evidence."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from matcher.answer import Candidate, EvidenceKind, MatchAnswer
from matcher.evaluation.dataset.model import Dataset
from matcher.evaluation.examining import Examiner, query_bytes
from matcher.evaluation.outcomes import Outcome
from matcher.evaluation.tasks import Task
from matcher.explain.overlay import encode, side_by_side
from registry.imaging.decode import decode

SHOWN = 12
_EACH_OBJECT = 2
"""Entries about one object at most: one difficult object would fill the page."""
_NOT_FOUND_BITS = -25.0
_WIDTH = 620
_QUALITY = 68

RgbArray = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Exhibit:
    """A picture with what was said of it; `image` is a data URI."""

    image: str
    heading: str
    verdict: str
    bits: float | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One query of the gallery: what it was, and the exhibits beside it."""

    query: str
    labels: str
    told: str
    exhibits: tuple[Exhibit, ...]


def worst_misses(outcomes: Sequence[Outcome], count: int = SHOWN) -> list[Outcome]:
    """Queries that show their object but got another one first: those with the widest gap, few for one object."""
    missed = [
        each
        for each in outcomes
        if each.registered
        and each.kind in {"second", "transform"}
        and each.rank != 1
        and each.label("surface") != "none"
    ]
    return _few_each(sorted(missed, key=lambda each: (-_gap(each), each.task)), count)


def worst_alarms(outcomes: Sequence[Outcome], count: int = SHOWN) -> list[Outcome]:
    """Queries whose best wrong candidate got a verdict: those with the most bits, few for one object."""
    wrong = [each for each in outcomes if each.kind != "text" and each.best_wrong and each.best_wrong.verdict]
    return _few_each(sorted(wrong, key=lambda each: (-_wrong_bits(each), each.task)), count)


def _gap(outcome: Outcome) -> float:
    right = outcome.right.bits if outcome.right else _NOT_FOUND_BITS
    return _wrong_bits(outcome) - right


def _wrong_bits(outcome: Outcome) -> float:
    return outcome.best_wrong.bits if outcome.best_wrong else _NOT_FOUND_BITS


def _few_each(ordered: Sequence[Outcome], count: int) -> list[Outcome]:
    chosen: list[Outcome] = []
    times: dict[str, int] = {}
    for each in ordered:
        if times.get(each.about, 0) < _EACH_OBJECT and len(chosen) < count:
            times[each.about] = times.get(each.about, 0) + 1
            chosen.append(each)
    return chosen


def show(chosen: Sequence[Outcome], tasks: Mapping[str, Task], dataset: Dataset, examiner: Examiner) -> list[Entry]:
    """The entries of the gallery, each query asked once more."""
    entries = []
    for outcome in chosen:
        task = tasks[outcome.task]
        _, answer = examiner.examine_fully(task)
        if answer is not None:
            entries.append(_entry(task, outcome, answer, dataset, examiner))
    return entries


def _entry(task: Task, outcome: Outcome, answer: MatchAnswer, dataset: Dataset, examiner: Examiner) -> Entry:
    rgb = decode(query_bytes(task)).rgb
    right = next((each for each in answer.candidates if examiner.names[each.object_id] in task.right), None)
    wrong = next((each for each in answer.candidates if examiner.names[each.object_id] not in task.right), None)
    exhibits = []
    if wrong is not None:
        exhibits.append(_exhibit("Put forward, and wrong", rgb, wrong, dataset, examiner))
    if right is not None:
        place = answer.candidates.index(right) + 1
        exhibits.append(_exhibit(f"The right object, at place {place}", rgb, right, dataset, examiner))
    elif task.right:
        exhibits.append(_unlisted(task, dataset))
    told = (
        {0: "not among the first 50"}.get(outcome.rank, f"at place {outcome.rank}") if task.right else "not registered"
    )
    labels = ", ".join(
        value for name, value in task.labels if value and name not in {"part", "flat", "situation", "related"}
    )
    return Entry(_uri(_small(rgb, 300)), f"{task.id} ({labels})", told, tuple(exhibits))


def _exhibit(heading: str, rgb: RgbArray, candidate: Candidate, dataset: Dataset, examiner: Examiner) -> Exhibit:
    name = examiner.names[candidate.object_id]
    sheet: RgbArray | None = None
    for item in candidate.evidence:
        if item.kind is EvidenceKind.PICTURE and item.picture is not None:
            registered = decode(examiner.register.store.pictures.get(item.picture.registry.sha256)).rgb
            sheet = side_by_side(rgb, registered, item.picture)
            break
    if sheet is None:
        pictures = dataset.by_id[name].pictures
        sheet = decode(pictures[0].path.read_bytes()).rgb if pictures else np.full((60, 200, 3), 240, np.uint8)
    sentences = [f"{item.support_bits:+.1f} bits. {item.sentence}" for item in candidate.evidence]
    verdict = candidate.verdict.value.replace("_", " ") if candidate.verdict else "below weak"
    title = f"{heading}: {name}, {candidate.title}"
    return Exhibit(_uri(_small(sheet, _WIDTH)), title, verdict, candidate.score_bits, tuple(sentences))


def _unlisted(task: Task, dataset: Dataset) -> Exhibit:
    shown = dataset.by_id[task.right[0]]
    rgb = decode(shown.pictures[0].path.read_bytes()).rgb
    return Exhibit(_uri(_small(rgb, 300)), f"The right object, not listed: {shown.id}", "not found", None, ())


def _small(rgb: RgbArray, width: int) -> RgbArray:
    scale = width / rgb.shape[1]
    if scale >= 1:
        return rgb
    size = (width, max(1, round(rgb.shape[0] * scale)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _uri(rgb: RgbArray) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(encode(rgb, _QUALITY)).decode()}"
