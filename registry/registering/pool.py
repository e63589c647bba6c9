"""Photographs taken in by several processes at once, one inference thread each.

Fingerprinting is arithmetic on one picture: two processes with one thread finish twice as many pictures as one with
two. Each worker loads the models once.
"""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2

from registry.fingerprint.files import FingerprintFiles
from registry.fingerprint.models import Models
from registry.fingerprint.picture import fingerprint, fingerprint_scheme
from registry.imaging.decode import decode
from registry.imaging.errors import ImagingError
from registry.records.photograph import Photograph, PhotographFacts
from registry.registering.photographs import decode_limits, take_in
from registry.registering.processes import single_threaded_children
from registry.settings import Settings
from registry.store.derived import DerivedFiles
from registry.store.errors import StoreError
from registry.store.pictures import PictureFiles


@dataclass(frozen=True)
class Refusal:
    """Why a photograph was not taken in, in words for the registrar."""

    path: Path
    reason: str


class PhotographPool:
    """Takes photographs in, in `settings.workers` processes (spawned, since models and threads do not survive a fork).

    With one worker everything happens in this process. Use it in a `with` statement.
    """

    def __init__(self, settings: Settings) -> None:
        """Start no process yet; they start with the first photograph."""
        self._settings = settings
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._settings.workers > 1:
            self._executor = ProcessPoolExecutor(
                self._settings.workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_start_worker,
                initargs=(self._settings,),
            )
        else:
            _start_worker(self._settings)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def submit(self, path: Path, facts: PhotographFacts) -> "Future[Photograph | Refusal]":
        """Take a photograph in; the result comes with the future."""
        if self._executor is not None:
            # Workers start when there is work for them.
            with single_threaded_children():
                return self._executor.submit(_take_in_file, path, facts)
        done: Future[Photograph | Refusal] = Future()
        done.set_result(_take_in_file(path, facts))
        return done

    def fingerprint_stored(self, hashes: Iterable[str]) -> Iterator[str | Refusal]:
        """Compute the missing fingerprints of pictures already stored (after a change of scheme), in any order."""
        if self._executor is not None:
            with single_threaded_children():
                outcomes = self._executor.map(_fingerprint_stored, hashes, chunksize=8)
            yield from outcomes
        else:
            yield from map(_fingerprint_stored, hashes)


class _Worker:
    def __init__(self, settings: Settings) -> None:
        cv2.setNumThreads(1)
        self.models = Models.load(settings, threads=1)
        self.pictures = PictureFiles(settings.resolved_pictures_url)
        self.fingerprints = FingerprintFiles(
            DerivedFiles(settings.derived_folder), fingerprint_scheme(self.models), self.models.local.scheme
        )
        self.limits = decode_limits(settings)


_worker: _Worker | None = None


def _start_worker(settings: Settings) -> None:
    global _worker  # noqa: PLW0603 - a worker process has one set of models, loaded when it starts
    _worker = _Worker(settings)


def _this_worker() -> _Worker:
    if _worker is None:
        raise RuntimeError("the worker has not been started")
    return _worker


def _take_in_file(path: Path, facts: PhotographFacts) -> Photograph | Refusal:
    worker = _this_worker()
    try:
        data = path.read_bytes()
    except OSError as error:
        return Refusal(path, f"The photograph {path.name} cannot be read ({error.strerror}): check its path.")
    try:
        return take_in(
            data,
            facts,
            pictures=worker.pictures,
            fingerprints=worker.fingerprints,
            models=worker.models,
            limits=worker.limits,
        )
    except (ImagingError, StoreError) as error:
        return Refusal(path, f"The photograph {path.name} was not taken in: {error}")


def _fingerprint_stored(sha256: str) -> str | Refusal:
    worker = _this_worker()
    if worker.fingerprints.has(sha256):
        return sha256
    try:
        worker.fingerprints.put(*fingerprint(decode(worker.pictures.get(sha256), worker.limits), worker.models))
    except (ImagingError, StoreError) as error:
        return Refusal(Path(sha256), f"The stored picture {sha256} could not be fingerprinted: {error}")
    return sha256
