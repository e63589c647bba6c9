"""The fitting command: `python -m matcher.fitting [--works N] [--seed N] [--output FILE] [--pairs FILE]`."""

import argparse
import datetime as dt
import hashlib
import json
import logging
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import numpy as np

from matcher.fitting import pictures, texts
from matcher.fitting.pictures import LabelledPair
from matcher.fitting.regression import fit
from matcher.fitting.sharing import photograph_share
from matcher.fitting.thresholds import derive, out_of_fold_bits, pair_weights
from matcher.weights import SHIPPED, Provenance, Weights
from registry.fingerprint.models import Models
from registry.records.object import CulturalObject
from registry.sample.known_objects import load_known_objects
from registry.settings import Settings

log = logging.getLogger("matcher.fitting")

WORKS, SEED = 300, 2026


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate pairs (or read those of an earlier run), fit, and write the weights file."""
    parser = argparse.ArgumentParser(prog="python -m matcher.fitting", description=__doc__)
    parser.add_argument("--works", type=int, default=WORKS, help="works to paint, half of them registered")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--output", type=Path, default=SHIPPED)
    parser.add_argument("--pairs", type=Path, help="file of labelled pairs: read if it exists, else written")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    log.setLevel(logging.INFO)
    pairs, schemes = labelled(options.works, options.seed, options.pairs)
    weights = fitted(pairs, schemes, options.works, options.seed)
    options.output.write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")
    log.info("%s: thresholds %s", options.output, weights.thresholds.model_dump())


def labelled(works: int, seed: int, kept: Path | None) -> tuple[list[LabelledPair], dict[str, str]]:
    """The labelled picture pairs and the schemes they were measured with."""
    if kept is not None and kept.exists():
        stored = json.loads(kept.read_text(encoding="utf-8"))
        return [LabelledPair(**each) for each in stored["pairs"]], stored["schemes"]
    with tempfile.TemporaryDirectory() as folder:
        generated = pictures.generate(works, seed)
        settings = Settings(data=Path(folder) / "data")
        models = Models.load(settings)
        if models.degraded:
            raise SystemExit("fitting needs every model: " + " ".join(models.degraded))
        log.info("painting and registering %d works", len(generated.registered))
        pictures.register_works(settings, generated.registered, Path(folder) / "works")
        asked = pictures.query_orders(generated, seed)
        pairs: list[LabelledPair] = []
        for done, found in enumerate(pictures.labelled_pairs(settings, generated, asked), start=1):
            pairs.extend(found)
            if done % 100 == 0:
                log.info("%d of %d queries compared", done, len(asked))
        schemes = models.schemes()
    if kept is not None:
        kept.write_text(json.dumps({"schemes": schemes, "pairs": [asdict(each) for each in pairs]}), encoding="utf-8")
    return pairs, schemes


def fitted(pairs: Sequence[LabelledPair], schemes: dict[str, str], works: int, seed: int) -> Weights:
    """All weights from labelled pairs and the documented cases."""
    same = np.array([pair.same for pair in pairs])
    model = fit([pair.measures for pair in pairs], same, pair_weights(pairs))
    bits = out_of_fold_bits(pairs)
    text_bits, text_pairs = texts.fit(documented_cases(), seed)
    digest = hashlib.sha256(json.dumps([asdict(pair) for pair in pairs], sort_keys=True).encode()).hexdigest()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return Weights(
        scorer_version=f"repatria-{version('repatria')}-{digest[:8]}",
        provenance=Provenance(
            data=f"{works} generated works (seed {seed}) and 177 documented cases",
            data_sha256=digest,
            fitted_on=today,
            code_version=version("repatria"),
            picture_pairs=len(pairs),
            text_pairs=text_pairs,
            schemes=schemes,
        ),
        picture=model,
        additional_photograph_share=photograph_share(pairs, bits),
        text=text_bits,
        thresholds=derive(pairs, bits),
    )


def documented_cases() -> list[CulturalObject]:
    """The documented cases as records."""
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        CulturalObject(**record.content().model_dump(), id=f"KNOWN-{number}", version=1, created_at=now, updated_at=now)
        for number, record in enumerate(load_known_objects())
    ]


if __name__ == "__main__":
    main()
