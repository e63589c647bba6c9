"""Fingerprints for measurements at size, drawn from real ones: pictures mixed in pairs, then perturbed.

Random vectors are all equally far from each other and random hashes never meet, so an index looks better and worse than
it is. Here the fingerprints of some hundreds of pictures (of a folder, or of the project's generated works) are computed
once and kept in a file. A picture of the population takes its descriptors from two of them, weighed and with noise, the
same two for all its views; each bit of its hashes and each visual word from one of the two. So it keeps what matters to
an index: how near strangers are to each other, which bits go together, which words are common.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from registry.fingerprint.models import Models
from registry.fingerprint.picture import PictureFingerprint, fingerprint
from registry.imaging.decode import decode
from registry.index.protocol import BitArray, Facets, FloatArray, HashKind, ObjectEntry, PictureEntry, ViewEntry
from registry.sample.phone import to_jpeg
from registry.sample.works import paint_works
from registry.settings import Settings
from registry.vocabulary.lists import Level, ObjectType, Scope, Status

CHUNK = 1_000
"""Pictures made at a time; sizes are multiples of it."""
OBJECTS_A_PICTURE = 3
"""Of three objects one has a picture, as in registers that are typed from paper."""
SEED = 77
_OWN_NOISE, _VIEW_NOISE, _OTHER_BITS, _FLIPPED = 0.45, 0.15, 0.25, 0.03
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif"}


@dataclass(frozen=True)
class Sample:
    """Real fingerprints of n pictures: descriptors (n, views, 512), hashes (n, hashed views, bytes), visual words."""

    descriptors: FloatArray
    hashes: dict[HashKind, BitArray]
    words: tuple[npt.NDArray[np.int32], ...]

    @classmethod
    def load(cls, folder: Path | None, pictures: int, kept_in: Path) -> "Sample":
        """Of the pictures in a folder, or of generated works, up to `pictures`; computed once and kept."""
        name = hashlib.sha256(str(folder.resolve() if folder else "generated").encode()).hexdigest()[:10]
        path = kept_in / f"sample-{name}-{pictures}.npz"
        if not path.exists():
            found = list(_fingerprints(folder, pictures))
            if not found:
                raise SystemExit(f"{folder} holds no pictures with anything on them.")
            kept_in.mkdir(parents=True, exist_ok=True)
            np.savez(path, allow_pickle=False, **_arrays(found))
        with np.load(path) as arrays:
            ends = np.cumsum(arrays["lengths"])[:-1]
            hashes = {kind: arrays[kind.value] for kind in HashKind}
            return cls(arrays["descriptors"], hashes, tuple(np.split(arrays["words"], ends)))


def _fingerprints(folder: Path | None, pictures: int) -> Iterator[PictureFingerprint]:
    models = Models.load(Settings())
    if models.descriptor is None or models.vocabulary is None:
        raise SystemExit("The learned models are needed: run `repatria models build`.")
    for data in _pictures(folder, pictures):
        found, _ = fingerprint(decode(data), models)
        if found.carries_information and found.words is not None:
            yield found


def _pictures(folder: Path | None, pictures: int) -> Iterator[bytes]:
    if folder is None:
        yield from (to_jpeg(work.pictures[0].rgb) for work in paint_works(pictures, seed=SEED))
        return
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    rng = np.random.default_rng(SEED)
    for place in rng.permutation(len(paths))[:pictures].tolist():
        yield paths[place].read_bytes()


def _arrays(found: list[PictureFingerprint]) -> dict[str, npt.NDArray[np.generic]]:
    def hashes(kind: HashKind) -> BitArray:
        rows = [
            [np.frombuffer(getattr(view.hashes, kind.value), np.uint8) for view in each.views if view.hashes]
            for each in found
        ]
        return np.array(rows, np.uint8)

    words = [np.unique(each.words).astype(np.int32) for each in found if each.words is not None]
    return {
        "descriptors": np.array([[view.descriptor for view in each.views] for each in found], np.float32),
        "words": np.concatenate(words),
        "lengths": np.array([len(each) for each in words]),
        **{kind.value: hashes(kind) for kind in HashKind},
    }


@dataclass(frozen=True)
class Pictures:
    """Some pictures of the population: as in `Sample`."""

    descriptors: FloatArray
    hashes: dict[HashKind, BitArray]
    words: tuple[npt.NDArray[np.int32], ...]


@dataclass(frozen=True)
class Population:
    """As many pictures as wanted; the same ones whenever they are asked for."""

    sample: Sample
    pictures: int

    @cached_property
    def views(self) -> int:
        """Views a picture."""
        return int(self.sample.descriptors.shape[1])

    def chunks(self) -> Iterator[tuple[int, Pictures]]:
        """All pictures, by the number of the first."""
        for first in range(0, self.pictures, CHUNK):
            yield first, self.chunk(first)

    def chunk(self, first: int) -> Pictures:
        """The `CHUNK` pictures from `first` on."""
        rng = np.random.default_rng([SEED, 1, first])
        one, other = rng.integers(0, len(self.sample.descriptors), (2, CHUNK))
        share = rng.uniform(0.55, 0.95, (CHUNK, 1, 1)).astype(np.float32)
        source = self.sample.descriptors
        mixed = share * source[one] + (1 - share) * source[other]
        mixed += _OWN_NOISE * _noise(rng, CHUNK, 1) + _VIEW_NOISE * _noise(rng, CHUNK, self.views)
        hashes = {}
        for kind, real in self.sample.hashes.items():
            bits = np.unpackbits(real, axis=2)
            hashes[kind] = np.packbits(
                np.where(rng.random((CHUNK, *bits.shape[1:])) < _OTHER_BITS, bits[other], bits[one]), axis=2
            )
        words = tuple(self._words(rng, int(a), int(b)) for a, b in zip(one, other, strict=True))
        return Pictures(_unit(mixed), hashes, words)

    def _words(self, rng: np.random.Generator, one: int, other: int) -> npt.NDArray[np.int32]:
        kept = [words[rng.random(len(words)) < 0.5] for words in (self.sample.words[one], self.sample.words[other])]
        return np.unique(np.concatenate(kept))

    def entries(self, first: int, made: Pictures) -> list[ObjectEntry]:
        """The objects of a chunk: every third has a picture."""
        return [self._entry(first, number, made) for number in range(CHUNK * OBJECTS_A_PICTURE)]

    def _entry(self, first: int, number: int, made: Pictures) -> ObjectEntry:
        row, without = divmod(number, OBJECTS_A_PICTURE)
        object_id = name_of(first + row) if not without else f"{name_of(first + row)}-{without}"
        facets = Facets(ObjectType.PAINTING, Status.STOLEN, Scope.ITEM, has_picture=not without)
        if without:
            return ObjectEntry(object_id, 1, Level.PUBLIC, facets)
        hashed = next(iter(made.hashes.values())).shape[1]
        views = tuple(
            ViewEntry(
                f"view{view}",
                {kind: bits[row, view].tobytes() for kind, bits in made.hashes.items()} if view < hashed else {},
                made.descriptors[row, view],
            )
            for view in range(self.views)
        )
        picture = PictureEntry(f"{first + row:064x}", Level.PUBLIC, views, made.words[row])
        return ObjectEntry(object_id, 1, Level.PUBLIC, facets, pictures=(picture,))

    def photographs(self, count: int, views: int) -> Iterator[tuple[int, Pictures]]:
        """New photographs of registered pictures: the picture's number, and what a match sees of it, `views` times.

        `hashes` has the shape (1, 16, bytes): the one in the right orientation, and fifteen of other pictures, for the
        other turns are as strange as those.
        """
        rng = np.random.default_rng([SEED, 2])
        for number in rng.integers(0, self.pictures, count).tolist():
            shown = self.chunk(number - number % CHUNK)
            row = number % CHUNK
            descriptors = _unit(shown.descriptors[row, :1] + 0.6 * _noise(rng, 1) + 0.3 * _noise(rng, views))
            others = rng.permutation(np.delete(np.arange(CHUNK), row))[:15]
            hashes = {}
            for kind, bits in shown.hashes.items():
                near = np.unpackbits(bits[row, 0]) ^ (rng.random(bits.shape[2] * 8) < _FLIPPED)
                hashes[kind] = np.concatenate([np.packbits(near)[None], bits[others, 0]])[None]
            mine = shown.words[row]
            words = np.concatenate([mine[rng.random(len(mine)) < 0.4], shown.words[int(others[0])]])[:300]
            yield number, Pictures(descriptors[None], hashes, (np.unique(words),))


def name_of(picture: int) -> str:
    """The id of the object that a picture shows."""
    return f"obj-{picture:08d}"


def _noise(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Directions of unit expected length."""
    return rng.standard_normal((*shape, 512), dtype=np.float32) / np.float32(512**0.5)


def _unit(rows: FloatArray) -> FloatArray:
    normed: FloatArray = (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)
    return normed
