"""The figures of `benchmarks.engines` as tables, and what follows from them for larger registers."""

from collections.abc import Mapping
from math import ceil

VIEWS_A_PICTURE = 6
REGISTERS = (100_000, 1_000_000, 10_000_000)
SHARD_BYTES = 30e9
"""A shard of this size can still be moved and merged in reasonable time: the makers advise 10 to 50 GB."""

Figures = Mapping[str, Mapping[str, float]]


def text_of(results: Mapping[str, Figures]) -> str:
    """All sizes that were measured, then the crossover and the extrapolation."""
    parts = [_size(int(size), results[size]) for size in sorted(results, key=int)]
    return "\n\n".join([*parts, _crossover(results), _larger(results)])


def _size(pictures: int, figures: Figures) -> str:
    engines = list(figures)
    measures = list(dict.fromkeys(name for found in figures.values() for name in found))
    base = figures.get("embedded", {})
    rows = [
        f"{pictures} pictures, about {pictures * VIEWS_A_PICTURE} views, in brackets the ratio to the embedded engine.",
        "",
        f"| | {' | '.join(engines)} |",
        f"| --- |{' --- |' * len(engines)}",
    ]
    for measure in measures:
        cells = [_cell(figures[engine].get(measure), base.get(measure)) for engine in engines]
        rows.append(f"| {measure} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(value: float | None, base: float | None) -> str:
    if value is None:
        return ""
    return f"{value:g} (x {value / base:.2f})" if base else f"{value:g}"


def _crossover(results: Mapping[str, Figures]) -> str:
    """Where a graph becomes cheaper than a scan: the processor time of descriptors at each size."""
    measure = "descriptors, ms of the engine's processor"
    options = list(dict.fromkeys(name for figures in results.values() for name in figures))
    rows = [
        "Processor time of four descriptors, by size and way of indexing, in ms:",
        "",
        f"| pictures | {' | '.join(options)} |",
        f"| --- |{' --- |' * len(options)}",
    ]
    for size in sorted(results, key=int):
        cells = [f"{results[size][name][measure]:g}" if name in results[size] else "" for name in options]
        rows.append(f"| {size} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _larger(results: Mapping[str, Figures]) -> str:
    """Disk and memory of larger registers, in proportion to the bytes of a view at the largest size measured."""
    rows = [
        "Reckoned in proportion from the largest size above, for one copy of all views; shards of at most "
        f"{SHARD_BYTES / 1e9:.0f} GB.",
        "",
        "| pictures | way of indexing | disk | vectors in memory | shards |",
        "| --- | --- | --- | --- | --- |",
    ]
    largest = results[max(results, key=int)] if results else {}
    for register in REGISTERS:
        for name, found in largest.items():
            if not name.endswith("hashes by bands"):
                continue
            views = register * VIEWS_A_PICTURE
            disk = found["disk, bytes a view"] * views
            memory = found["vectors in memory, bytes a view"] * views
            rows.append(
                f"| {register} | {name.partition(',')[0]} | {disk / 1e9:.1f} GB | {memory / 1e9:.1f} GB | "
                f"{max(1, ceil(disk / SHARD_BYTES))} |"
            )
    return "\n".join(rows)
