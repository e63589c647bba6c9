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
from matcher.fitting.thresholds import STRONG_MARGIN_BITS, derive, out_of_fold_bits, pair_weights
from matcher.weights import SHIPPED, Provenance, Thresholds, Weights
from registry.fingerprint.models import Models
from registry.records.object import CulturalObject, ImportRecord
from registry.sample.known_objects import load_known_objects
from registry.sample.works import paint_order, plan
from registry.settings import Settings

log = logging.getLogger("matcher.fitting")

WORKS, SEED = 200, 2026
GENERATED_RECORDS = 100


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
    text_bits, text_pairs = texts.fit(documented_cases(), generated_records(works, seed), seed)
    digest = hashlib.sha256(json.dumps([asdict(pair) for pair in pairs], sort_keys=True).encode()).hexdigest()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    thresholds = derive(pairs, bits)
    best_wrong = max(texts.best_wrong_totals(documented_cases(), text_bits, seed))
    words_alone = round(min(0.0, thresholds.strong_candidate - STRONG_MARGIN_BITS - best_wrong), 2)
    text_bits["identifier"] = number_bits(text_bits["identifier"], words_alone, thresholds)
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
        words_alone=words_alone,
        text=text_bits,
        thresholds=thresholds,
    )


def number_bits(bits: dict[str, float], words_alone: float, thresholds: Thresholds) -> dict[str, float]:
    """The bits of agreeing numbers, set by a rule.

    In the data no two institutions have given the same number, in the world they have: a number alone makes a record
    possible and no more, a number with the institution that gave it makes it a strong candidate.
    """
    possible, strong = thresholds.possible - words_alone, thresholds.strong_candidate - words_alone
    return {
        **bits,
        "same with institution": round(strong + STRONG_MARGIN_BITS, 2),
        "same": round((possible + strong) / 2, 2),
    }


def documented_cases() -> list[CulturalObject]:
    """The documented cases as records."""
    return _as_registered(load_known_objects())


def generated_records(works: int, seed: int) -> list[CulturalObject]:
    """Records of generated works, without their pictures (not of all: painting takes time)."""
    painted = (paint_order(order) for order in plan(works, seed)[:: max(1, works // GENERATED_RECORDS)])
    return _as_registered([ImportRecord.model_validate(work.record) for work in painted])


def _as_registered(records: Sequence[ImportRecord]) -> list[CulturalObject]:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [
        CulturalObject(
            **record.content().model_dump(), id=f"FITTED-{number}", version=1, created_at=now, updated_at=now
        )
        for number, record in enumerate(records)
    ]


if __name__ == "__main__":
    main()
