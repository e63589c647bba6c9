"""Time of an answer and of an import: `python -m benchmarks.speed [--pictures 1000] [--write]`.

Registers generated works (their pictures varied by the simulator up to the number asked for), then asks with 12-megapixel
phone photographs in a warm process: one photograph, four of one object, and four of different ones. Also times the
import. Figures depend on the machine, so each is also given as a ratio to one measured in the same run: decoding the
photograph in full size.
"""

import argparse
import io
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.page import publish_between
from matcher.query import Query, QueryPhotograph
from matcher.service import Repatria
from registry.sample.phone import DISGUISES, as_phone_jpeg, phone_photo, to_jpeg
from registry.sample.works import Work, paint_works
from registry.settings import Settings

SEED = 41
PHOTOGRAPHS = 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and with --write put the table into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--pictures", type=int, default=1000, help="registered pictures")
    parser.add_argument(
        "--works", type=int, default=250, help="works painted; the rest are variations of their pictures"
    )
    parser.add_argument("--queries", type=int, default=25)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args(arguments)
    works = list(paint_works(options.works, seed=SEED))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        path, number = _registry(works, options.pictures, Path(folder))
        with Repatria.open(settings) as repatria:
            started = time.perf_counter()
            report = repatria.import_records(path, actor="benchmark")
            importing = time.perf_counter() - started
            if report.errors:
                raise SystemExit(report.errors[0].message)
            repatria.warm_up()
            text = _measure(repatria, works, options.queries, number, importing)
    print(text)
    if options.write:
        publish_between("performance.md", "benchmarks/speed.py", text)


def _registry(works: Sequence[Work], pictures: int, folder: Path) -> tuple[Path, int]:
    """Records with one picture each: every work, then disguised versions of works as further objects."""
    rng = np.random.default_rng(SEED)
    lines = []
    for number in range(pictures):
        work = works[number % len(works)]
        rgb = work.pictures[0].rgb
        if number >= len(works):
            rgb = DISGUISES["crop_25"](DISGUISES["colour_cast"](rgb[::-1], rng), rng)
        name = f"{number}.jpg"
        (folder / name).write_bytes(to_jpeg(rgb, 90))
        record = {
            "external_ids": [{"scheme": "speed", "value": str(number)}],
            "status": "stolen",
            "object_type": work.record["object_type"],
            "titles": [{"value": f"Work {number}"}],
            "photographs": [{"path": name}],
        }
        lines.append(json.dumps(record))
    path = folder / "registry.ndjson"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, pictures


def _measure(repatria: Repatria, works: Sequence[Work], queries: int, pictures: int, importing: float) -> str:
    rng = np.random.default_rng(SEED + 1)
    photographs = [
        as_phone_jpeg(phone_photo(works[int(rng.integers(len(works)))].pictures[0].rgb, rng, "medium"))
        for _ in range(queries)
    ]
    full = _median(lambda data: Image.open(io.BytesIO(data)).convert("RGB"), photographs)
    stages: dict[str, list[float]] = {}
    one, found = [], 0
    for data in photographs:
        answer = repatria.match(Query((QueryPhotograph(data),)), save=False)
        one.append(answer.timing.total_ms)
        found += answer.verdict == "strong_candidate"
        for name, spent in answer.timing.stages.items():
            stages.setdefault(name, []).append(spent)
    same = [
        [as_phone_jpeg(phone_photo(work.pictures[0].rgb, rng, "medium")) for _ in range(PHOTOGRAPHS)]
        for work in (works[int(rng.integers(len(works)))] for _ in range(queries // 2))
    ]
    others = [photographs[start : start + PHOTOGRAPHS] for start in range(0, queries - PHOTOGRAPHS + 1, 2)]
    four, different = (
        [repatria.match(Query(tuple(map(QueryPhotograph, chosen))), save=False).timing.total_ms for chosen in each]
        for each in (same, others)
    )

    def row(what: str, spent: Sequence[float]) -> str:
        median = statistics.median(spent)
        return f"| {what} | {median:.0f} ms | {max(spent):.0f} ms | {median / full:.1f} |"

    lines = [
        f"{pictures} registered pictures, {queries} simulated phone photographs of 12 megapixels, warm process, "
        f"{repatria.settings.threads} inference threads.",
        "",
        "| what | median | slowest | relative to a full decode |",
        "| --- | --- | --- | --- |",
        f"| full decode of one photograph (yardstick) | {full:.0f} ms | | 1.0 |",
        row("answer, one photograph", one),
        row("answer, four photographs of one object", four),
        row("answer, four photographs of four objects", different),
        f"| import, per picture ({repatria.settings.workers} processes) | {importing * 1000 / pictures:.0f} ms | | "
        f"{importing * 1000 / pictures / full:.1f} |",
        "",
        f"Import: {pictures / importing:.1f} pictures a second. {found} of {queries} photographs were answered with a "
        "strong candidate.",
        "",
        "| stage of an answer with one photograph | median |",
        "| --- | --- |",
        *(f"| {name} | {statistics.median(spent):.0f} ms |" for name, spent in stages.items()),
    ]
    return "\n".join(lines)


def _median(work: object, items: Sequence[bytes]) -> float:
    spent = []
    for item in items:
        started = time.perf_counter()
        work(item)  # type: ignore[operator]
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
