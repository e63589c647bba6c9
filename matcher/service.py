"""The whole system behind one object: what the API and the command line call.

`match` is blocking arithmetic: call it from a thread, never from an event loop.
"""

import datetime as dt
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from matcher.answer import MatchAnswer, PictureMatch
from matcher.considered import Considered
from matcher.coverage import CoverageCounter
from matcher.explain.overlay import encode
from matcher.keeping import beside, set_aside
from matcher.matching import Matcher
from matcher.query import Query, QueryPhotograph
from matcher.rescoring import Rescoring, rescore
from matcher.trace import Trace
from registry.imaging.decode import DecodeLimits, decode
from registry.registering.importing import ImportReport, Progress, import_file
from registry.registering.register import Register
from registry.settings import Settings
from registry.store.store import Store


class Repatria:
    """Register and matcher of one installation. Thread-safe. Close it, or use it in a `with` statement."""

    def __init__(self, register: Register) -> None:
        """Use an opened register; `Repatria.open` does all of it."""
        self.register = register

    @classmethod
    def open(cls, settings: Settings, *, discard_damaged_index: bool = False) -> Self:
        """Open or make the data folder. Models are loaded with the first use (or by `warm_up`).

        `discard_damaged_index` is for rebuilding an index that cannot be read.
        """
        return cls(Register.open(settings, discard_damaged_index=discard_damaged_index))

    def close(self) -> None:
        """Release files, locks and connections."""
        self.register.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def settings(self) -> Settings:
        """The settings it was opened with."""
        return self.register.settings

    @property
    def store(self) -> Store:
        """The system of record."""
        return self.register.store

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher with the shipped weights."""
        return Matcher(self.register)

    @cached_property
    def coverage(self) -> CoverageCounter:
        """How much is registered, counted once a generation for all who ask."""
        return CoverageCounter(self.register.index)

    def warm_up(self) -> None:
        """Load models and weights and bring the index up to date, so that the first answer is as fast as the others."""
        # Before the index is asked: where it is away, the models are there when it comes back.
        self.register.models  # noqa: B018 - loaded by being asked for
        noise = np.random.default_rng(0).integers(0, 255, (24, 32, 3), np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        photograph = QueryPhotograph(encode(noise))
        self.matcher.match(Query((photograph,), text="warm up", actor="warm-up"))

    def match(self, query: Query, *, key_id: str | None = None, save: bool = True) -> MatchAnswer:
        """Answer a query and keep the answer; photographs and words are kept for the days set, or not if so asked.

        Raises QueryRefused (nothing is stored then) and StorageFull.
        """
        trace = Trace()
        answer = self.matcher.match(query, trace)
        if not save:
            return answer
        until: dt.datetime | None = None
        if query.keep_pictures and self.settings.keep_query_days:
            until = answer.created_at + dt.timedelta(days=self.settings.keep_query_days)
            for picture, photograph in zip(answer.inputs, query.photographs, strict=True):
                self.store.keep_query(picture.sha256, photograph.data, until)
        if until is not None and query.photographs:
            answer = _with_images(answer.model_copy(update={"pictures_kept_until": until}))
        without, request, words = set_aside(answer.model_dump(mode="json"), _request(query))
        self.store.save_match(
            without,
            request,
            until,
            pictures=[picture.sha256 for picture in answer.inputs],
            key_id=key_id,
            considered=beside(Considered.of(trace).to_json(), words) if until is not None else None,
        )
        return answer

    def rescore(self, match_id: str) -> Rescoring:
        """Score a past match again, see `matcher.rescoring`. Raises MatchNotFound, PicturesExpired, NotReproducible."""
        rescoring = rescore(self.matcher, self.store.get_match(match_id))
        if rescoring.then.pictures_kept_until is None:
            return rescoring
        return replace(rescoring, now=_with_images(rescoring.now))

    def import_records(self, path: Path, *, actor: str, progress: Progress | None = None) -> ImportReport:
        """Import a file of our own form (see `registry.registering.importing`)."""
        return import_file(self.register, path, actor=actor, progress=progress)

    def query_picture(self, sha256: str) -> npt.NDArray[np.uint8]:
        """The working picture of a kept query photograph. Raises PictureNotFound once its time has passed."""
        return decode(self.store.get_query(sha256), accepted_limits(self.settings)).rgb

    def registry_picture(self, sha256: str) -> npt.NDArray[np.uint8]:
        """The working picture of a registered photograph. Raises PictureNotFound."""
        return decode(self.store.pictures.get(sha256), accepted_limits(self.settings)).rgb

    def pictures_of(self, match: PictureMatch) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
        """Both working pictures of a picture match: the query's and the registered one."""
        return self.query_picture(match.query.sha256), self.registry_picture(match.registry.sha256)


def accepted_limits(settings: Settings) -> DecodeLimits:
    """Limits for pictures that were accepted once, registered or sent: limits lowered since must not hide them."""
    return DecodeLimits(
        max_bytes=max(settings.max_picture_bytes, 500_000_000),
        max_pixels=max(settings.max_picture_pixels, 500_000_000),
    )


def _request(query: Query) -> dict[str, Any]:
    """What was asked, without the photographs' bytes: enough to ask it again with them."""
    return {
        "text": query.text,
        "identifiers": list(query.identifiers),
        "limit": query.limit,
        "one_object": query.one_object,
        "split": query.split,
        "keep_pictures": query.keep_pictures,
        "role": query.role.value,
        "actor": query.actor,
        "filenames": [photograph.filename for photograph in query.photographs],
    }


def _with_images(answer: MatchAnswer) -> MatchAnswer:
    """Name the overlay images of every picture match that has a homography, and the side-by-side of all."""
    candidates = []
    for candidate in answer.candidates:
        evidence = []
        for number, item in enumerate(candidate.evidence):
            picture = item.picture
            if picture is not None:
                base = f"/v1/matches/{answer.id}/overlay/{candidate.object_id}/{number}"
                picture = picture.model_copy(
                    update={
                        "overlay_url": f"{base}/warped" if picture.homography else None,
                        "side_by_side_url": f"{base}/side-by-side",
                    }
                )
            evidence.append(item.model_copy(update={"picture": picture}))
        candidates.append(candidate.model_copy(update={"evidence": tuple(evidence)}))
    return answer.model_copy(update={"candidates": tuple(candidates)})
