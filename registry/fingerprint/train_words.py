"""Trains the vocabulary of visual words: `python -m registry.fingerprint.train_words [--pictures FOLDER]`.

Local descriptors of generated works, of simulated phone photographs of them and, if a folder with a manifest is named, of
its openly licensed pictures (public domain, CC0 and CC BY; share-alike, non-commercial and unclear ones are left out) are
clustered by k-means (FAISS). Only centroids are kept.
"""

import argparse
import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import faiss
import numpy as np
import numpy.typing as npt

from registry.fingerprint.models import Models
from registry.fingerprint.words import SHIPPED, Vocabulary
from registry.imaging.decode import decode
from registry.sample.phone import phone_photo
from registry.sample.works import paint_works
from registry.settings import Settings

log = logging.getLogger("registry.fingerprint.train_words")

WORDS, WORKS, SEED, ITERATIONS = 16_384, 220, 5, 10
OPEN_LICENCES = ("CC0", "CC BY 4.0", "Public Domain")
LEFT_OUT = ("bm_busts", "bm_photogrammetry", "peopleart_pd", "cremma_medieval_mss", "natowi_flowerpot")
"""Sources of the development set that are for measuring only, or whose terms are not plainly open."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Collect descriptors, cluster them, write the vocabulary."""
    parser = argparse.ArgumentParser(prog="python -m registry.fingerprint.train_words", description=__doc__)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--works", type=int, default=WORKS, help="generated works to learn from")
    parser.add_argument("--pictures", type=Path, help="folder with a manifest.json of further pictures")
    parser.add_argument("--output", type=Path, default=SHIPPED)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    log.setLevel(logging.INFO)
    models = Models.load(Settings())
    parts = [models.local.extract(rgb).descriptors for rgb in pictures(options.works, options.pictures)]
    descriptors = np.concatenate(parts)
    log.info("%d descriptors of %d pictures", len(descriptors), len(parts))
    kmeans = faiss.Kmeans(
        descriptors.shape[1],
        options.words,
        niter=ITERATIONS,
        seed=SEED,
        spherical=True,
        max_points_per_centroid=64,
        min_points_per_centroid=4,
    )
    kmeans.train(descriptors)
    vocabulary = Vocabulary(np.asarray(kmeans.centroids, np.float32), models.local.scheme)
    vocabulary.save(options.output)
    log.info("%s: %s", options.output, Vocabulary.load(options.output).scheme)


def pictures(works: int, folder: Path | None) -> Iterator[npt.NDArray[np.uint8]]:
    """All pictures to learn from."""
    rng = np.random.default_rng(SEED)
    for work in paint_works(works, seed=SEED):
        for picture in work.pictures[:2]:
            yield picture.rgb
        photo = phone_photo(work.pictures[0].rgb, rng, "medium")
        yield cv2.resize(photo, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    if folder is not None:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for part in ("registry", "negatives"):
            for entry in manifest[part]:
                if entry["source"] not in LEFT_OUT and entry["licence"].startswith(OPEN_LICENCES):
                    yield decode((folder / entry["file"]).read_bytes()).rgb


if __name__ == "__main__":
    main()
