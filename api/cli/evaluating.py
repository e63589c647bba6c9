"""`repatria evaluate`."""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.common import messages, settings, to_stdout, to_stdout_json
from api.cli.failures import FAILED, CommandRefused

if TYPE_CHECKING:
    from matcher.evaluation.dataset import Dataset
    from matcher.evaluation.evaluate import Asked, Evaluation
    from matcher.evaluation.tasks import Kind, Size
    from matcher.signals import Signals
    from matcher.weights import Weights

_WORK = "evaluation"


@dataclass(frozen=True)
class Options:
    """What was given on the command line."""

    quick: bool = False
    disguises: bool = False
    gate: bool = False
    update: bool = False
    fit: bool = False
    texts: bool = False
    works: int | None = None
    sample: int | None = None
    without: Sequence[str] = ()
    only: Sequence[str] = ()
    weights: Path | None = None
    processes: int | None = None
    minutes: float | None = None
    publish: Path | None = None
    output: Path | None = None
    base_rate: str = "1/1400"
    review_budget: str = "1%"
    recall: str = "99%"
    least_pairs: int | None = None
    as_json: bool = False


def run(places: Sequence[str], options: Options) -> None:
    """Measure one dataset, or fit on several. Raises CommandRefused for options that do not go together."""
    _check(places, options)
    if options.texts:
        _texts(places[0], options)
    elif options.fit:
        _fit(places, options)
    elif options.gate:
        _gate(options)
    else:
        _evaluate(places[0], options)


def _check(places: Sequence[str], options: Options) -> None:
    if options.texts and (options.gate or options.without or options.only or options.quick or options.disguises):
        raise CommandRefused("--texts measures words: leave out --gate, --without, --only, --quick and --disguises.")
    if options.texts and len(places) != 1:
        raise CommandRefused("--texts takes one dataset: a folder with text_registry.jsonl, such a file, or `known`.")
    if options.fit and not options.texts and (options.gate or options.without or options.only or options.publish):
        raise CommandRefused("--fit measures nothing: leave out --gate, --without, --only and --publish.")
    if options.gate and (list(places) not in ([], ["generated"]) or options.quick):
        raise CommandRefused("--gate has a dataset and a size of its own: leave out other datasets and --quick.")
    if not places and not options.gate:
        raise CommandRefused("Name a dataset: a folder, or `generated` for the project's own set.")
    if len(places) > 1 and not options.fit:
        raise CommandRefused("One dataset is measured at a time; only --fit takes several.")
    if options.quick and options.disguises:
        raise CommandRefused("--quick and --disguises are two sizes: choose one.")
    if options.update and not options.gate:
        raise CommandRefused("--update belongs to --gate.")
    if options.publish is not None and options.without:
        raise CommandRefused("Figures with a signal left out are not published.")


def share_of(text: str, option: str) -> float:
    """A share between 0 and 1 given as "1%", "0.01" or "1/1400". Raises CommandRefused."""
    try:
        if text.strip().endswith("%"):
            share = float(text.strip()[:-1]) / 100
        elif "/" in text:
            above, _, below = text.partition("/")
            share = float(above) / float(below)
        else:
            share = float(text)
    except (ValueError, ZeroDivisionError) as error:
        raise CommandRefused(f'{option} must be a share such as "1%", "0.01" or "1/1400", not {text!r}.') from error
    if not 0 < share < 1:
        raise CommandRefused(f"{option} must lie between 0 and 1, without them: {text!r} is {share:g}.")
    return share


def _evaluate(place: str, options: Options) -> None:
    from matcher.evaluation.evaluate import evaluate
    from matcher.evaluation.report.markdown import MARK, tables
    from matcher.evaluation.report.publishing import publish_between
    from matcher.evaluation.tasks import DISGUISES, FULL, QUICK

    asked = _asked(options, QUICK if options.quick else DISGUISES if options.disguises else FULL)
    with _progress() as step:
        done = evaluate(_dataset(place, options), _work(), settings(), asked, step)
    if options.publish is not None:
        publish_between(options.publish, MARK, tables(done.measured))
    if options.as_json:
        to_stdout_json({"report": str(done.page), "data": str(done.data), "measured": done.measured.to_json()})
    else:
        to_stdout(_sentences(done))


def _sentences(done: "Evaluation") -> str:
    from matcher.evaluation.report.headline import headline

    about = done.measured.about
    lines = [
        f"{fact.figure:>7}  {fact.sentence}" + (f" ({fact.between})" if fact.between else "")
        for fact in headline(done.measured)
    ]
    asked = sum(about.asked.values())
    if asked < about.planned:
        lines.append(
            f"{asked:,} of {about.planned:,} queries were asked in the time allowed; the same command goes on."
        )
    return "\n".join([*lines, "", f"Report: {done.page}", f"Data:   {done.data}"])


def _gate(options: Options) -> None:
    """Compare the generated set with the committed baseline; exit with 1 where a figure has fallen."""
    from matcher.evaluation.code import code_version
    from matcher.evaluation.dataset import read_dataset
    from matcher.evaluation.evaluate import measure
    from matcher.evaluation.gate import WORKS, fallen, figures, read_baseline, write_baseline
    from matcher.evaluation.tasks import GATE

    asked = _asked(options, GATE)
    with _progress() as step:
        done, _, _ = measure(read_dataset("generated", _work(), works=WORKS), _work(), settings(), asked, step)
    measured = figures(done.outcomes)
    if options.update:
        write_baseline(measured, code_version(), asked.weights.scorer_version)
    baseline = read_baseline()
    sentences = fallen(measured, baseline)
    if options.as_json:
        to_stdout_json({"figures": measured, "baseline": baseline, "fallen": sentences})
    else:
        to_stdout("\n".join(f"{value:8.3f}  (was {baseline[name]:.3f})  {name}" for name, value in measured.items()))
        for sentence in sentences:
            sys.stderr.write(f"fallen: {sentence}\n")
    if sentences:
        sys.exit(FAILED)


def _texts(place: str, options: Options) -> None:
    from api.cli.evaluating_texts import TextOptions, run_texts

    asked = TextOptions(
        fit=options.fit,
        sample=options.sample,
        weights=options.weights,
        output=options.output,
        publish=options.publish,
        base_rate=share_of(options.base_rate, "--base-rate"),
        least_pairs=options.least_pairs,
        as_json=options.as_json,
    )
    with _progress() as step:
        run_texts(place, asked, step)


def _fit(places: Sequence[str], options: Options) -> None:
    from matcher.evaluation.gathering import gather
    from matcher.fitting.fit import LEAST_PAIRS, Wishes, fitted
    from matcher.fitting.words import kept_words
    from matcher.weights import SHIPPED, Weights

    wishes = Wishes(
        base_rate=share_of(options.base_rate, "--base-rate"),
        review_budget=share_of(options.review_budget, "--review-budget"),
        recall=share_of(options.recall, "--recall"),
        least_pairs=LEAST_PAIRS if options.least_pairs is None else options.least_pairs,
    )
    with _progress() as step:
        datasets = [_dataset(place, options) for place in places]
        gathered = gather(datasets, _work(), settings(), step, processes=_processes(options))
        step("fitting", 0, 1)
        # Words are fitted by themselves (--texts): what is in use of them stays.
        weights = fitted(gathered, kept_words(Weights.load(options.weights or SHIPPED)), wishes)
    path = options.output or SHIPPED
    path.write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")
    if options.as_json:
        to_stdout_json({"weights": str(path), **weights.model_dump(mode="json", exclude={"picture", "text"})})
    else:
        to_stdout(_told(weights, path))


def _told(weights: "Weights", path: Path) -> str:
    lines = [f"{weights.scorer_version}, fitted on {weights.provenance.picture_pairs:,} comparisons: {path}"]
    lines += [f"  {name.replace('_', ' ')} from {bits} bits" for name, bits in weights.thresholds.model_dump().items()]
    for name, point in weights.operating_points.items():
        lines.append(
            f"  {name}: {point.bits} bits ({point.rule}; {point.reviewed:.1%} to review, {point.recall:.1%} recall)"
        )
    if weights.calibration is not None:
        lines.append(
            f"  calibrated: expected error {weights.calibration.expected_error:.1%} at an even rate; base rate 1 in "
            f"{1 / weights.calibration.base_rate:.0f}"
        )
    return "\n".join(lines)


def _asked(options: Options, size: "Size") -> "Asked":
    from matcher.evaluation.evaluate import Asked
    from matcher.evaluation.tasks import KINDS
    from matcher.weights import Weights

    minutes = options.minutes
    return Asked(
        size=size,
        weights=Weights.load(options.weights) if options.weights else Weights.load(),
        signals=_signals(options.without),
        processes=_processes(options),
        minutes=math.inf if minutes == 0 else minutes,
        only=_kinds(options.only) or KINDS,
    )


def _kinds(words: Sequence[str]) -> "tuple[Kind, ...]":
    from matcher.evaluation.tasks import KINDS

    unknown = [word for word in words if word not in KINDS]
    if unknown:
        raise CommandRefused(f"--only takes {', '.join(KINDS)}, not {unknown[0]!r}.")
    return tuple(kind for kind in KINDS if kind in words)


def _signals(words: Sequence[str]) -> "Signals":
    from matcher.signals import Signals

    try:
        return Signals.without(words)
    except KeyError as error:
        raise CommandRefused(f"--without takes {', '.join(Signals.names())}, not {error.args[0]}.") from error


def _processes(options: Options) -> int:
    return options.processes or settings().workers


def _dataset(place: str, options: Options) -> "Dataset":
    import numpy as np

    from matcher.evaluation.dataset import read_dataset
    from matcher.evaluation.dataset.generated import WORKS
    from matcher.evaluation.tasks import SEED, spread

    dataset = read_dataset(place, _work(), works=options.works or WORKS)
    if options.sample is None:
        return dataset
    return dataset.sample(spread(dataset.objects, options.sample, np.random.default_rng(SEED)))


def _work() -> Path:
    return settings().data / _WORK


@contextmanager
def _progress() -> "Iterator[Callable[[str, int, int], None]]":
    """A bar on standard error that shows what is being done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=messages(), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        shown: list[str] = []

        def step(what: str, done: int, of: int) -> None:
            if shown != [what]:
                shown[:] = [what]
                bar.reset(task, total=of, description=what)
            bar.update(task, completed=done, total=of)

        yield step
