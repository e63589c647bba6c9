"""`repatria evaluate --texts`: words measured, or their bits fitted."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.cli.common import to_stdout, to_stdout_json

Step = Callable[[str, int, int], None]


@dataclass(frozen=True)
class TextOptions:
    """What concerns words: where weights come from and go to, and how many records are asked."""

    fit: bool = False
    sample: int | None = None
    hard: int | None = None
    weights: Path | None = None
    output: Path | None = None
    publish: Path | None = None
    base_rate: float = 1 / 1400
    least_pairs: int | None = None
    as_json: bool = False


def run_texts(place: str, options: TextOptions, step: Step) -> None:
    """Ask listings of a dataset; measure them by bits fitted on other records, after fitting where that is wanted."""
    from matcher.evaluation.code import code_version
    from matcher.evaluation.listings.asking import HARD, SAMPLE, ask
    from matcher.evaluation.listings.measuring import measure
    from matcher.evaluation.listings.records import read_records
    from matcher.evaluation.listings.tables import MARK, tables
    from matcher.evaluation.report.publishing import publish_between
    from matcher.fitting.words import LEAST_PAIRS, fit_words, with_words
    from matcher.weights import SHIPPED, Weights

    records = read_records(place)
    name = Path(place).stem or place
    answers = ask(name, records, step, sample=options.sample or SAMPLE, hard=options.hard or HARD)
    weights = Weights.load(options.weights or SHIPPED)
    if options.fit:
        step("fitting", 0, 1)
        words = fit_words(
            f"{name} ({len(answers.asked)} listings of {len(records)} records)", answers.pairs(), len(answers.asked), weights,
            base_rate=options.base_rate, code=code_version(), least_pairs=options.least_pairs or LEAST_PAIRS,
        )  # fmt: skip
        # Read again: the picture part may have been fitted meanwhile, and only the words are ours to replace.
        weights = with_words(Weights.load(options.weights or SHIPPED), words)
        path = options.output or SHIPPED
        path.write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")
    measured = measure(answers, weights)
    if options.publish is not None:
        publish_between(options.publish, MARK, tables(measured))
    if options.as_json:
        to_stdout_json({**measured.to_json(), "scorer_version": weights.scorer_version})
    else:
        to_stdout(tables(measured))
