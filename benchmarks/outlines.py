"""What is found in a photograph: `python -m benchmarks.outlines [--fit] [--write]`.

Measures, on simulated photographs of works that no weight or limit was chosen on, how often the outline of a flat work is
found (`registry.imaging.outlines`) and how often things on a table are told apart (`registry.imaging.objects`). With `--fit` fits
the weights of outlines on photographs of other works first, prints them as they would be shipped, and measures them beside
the shipped ones. With `--write` puts what it printed into docs/decisions/0008-outlines.md. About two minutes of one core.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import cv2
import numpy as np

from benchmarks.outline_fit import collect, fit
from benchmarks.outline_pictures import Photograph, disguised, of_flat_works, of_tables
from benchmarks.page import publish_between
from registry.imaging.objects import Box, find_objects
from registry.imaging.outlines import Quadrilateral, find_quadrilaterals
from registry.imaging.outlines.distinct import overlap
from registry.imaging.outlines.find import LEAST_SCORE
from registry.imaging.outlines.scoring import SHIPPED, Weights
from registry.imaging.views import box
from registry.sample.phone import STRENGTHS, Strength

FITTED_ON = (1000, 3000)
"""First seeds of the photographs with an outline and of the disguises without any that the weights are fitted on."""
HELD_OUT = (20000, 23000, 25000)
"""First seeds of photographs of flat works, of disguises and of tables that the rates are measured on."""
PHOTOGRAPHS, DISGUISED, TABLES = 150, 230, 84
RIGHT_OUTLINE, RIGHT_BOX = 0.85, 0.5
"""Overlap (intersection over union) from which an outline, or the box of a thing, is right."""
STRICTER_SCORE = 0.3


@dataclass(frozen=True)
class Found:
    """For each outline returned of one photograph, best first: its score and whether it is right."""

    strength: Strength
    scores: tuple[float, ...]
    right: tuple[bool, ...]

    def above(self, least: float) -> "Found":
        """What a higher least score would have returned."""
        kept = sum(score >= least for score in self.scores)
        return Found(self.strength, self.scores[:kept], self.right[:kept])


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit if asked, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outlines", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights and measure them beside the shipped ones")
    parser.add_argument("--write", action="store_true", help="put the result into docs/decisions/0008-outlines.md")
    chosen = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    compared = {"shipped": SHIPPED}
    if chosen.fit:
        with_outline = of_flat_works(FITTED_ON[0], PHOTOGRAPHS)
        without = disguised(FITTED_ON[1], DISGUISED, without_outline=True)
        compared["fitted now"] = fit(collect(chain(with_outline, without)))
    text = "\n\n".join([*(f"`{name}: {weights}`" for name, weights in compared.items()), *_measured(compared)])
    print(text)
    if chosen.write:
        publish_between("decisions/0008-outlines.md", "benchmarks/outlines.py", text)


def _measured(compared: dict[str, Weights]) -> list[str]:
    outlines: dict[str, list[Found]] = {name: [] for name in compared}
    split = 0
    for photograph in of_flat_works(HELD_OUT[0], PHOTOGRAPHS):
        for name, weights in compared.items():
            outlines[name].append(_judged(photograph, find_quadrilaterals(photograph.rgb, weights=weights)))
        split += bool(find_objects(photograph.rgb))
    singles = PHOTOGRAPHS
    for photograph in disguised(HELD_OUT[1], DISGUISED):
        split += bool(find_objects(photograph.rgb))
        singles += 1
    return [
        _outline_table(outlines),
        _object_table(of_tables(HELD_OUT[2], TABLES)),
        f"Of {singles} photographs and other disguises of one work, {split} {'was' if split == 1 else 'were'} split.",
    ]


def _judged(photograph: Photograph, found: Sequence[Quadrilateral]) -> Found:
    height, width = photograph.rgb.shape[:2]
    pixels = [width, height]
    right = tuple(
        any(overlap(np.array(quad.corners) * pixels, truth * pixels) > RIGHT_OUTLINE for truth in photograph.outlines)
        for quad in found
    )
    return Found(photograph.strength, tuple(quad.score for quad in found), right)


def _outline_table(outlines: dict[str, list[Found]]) -> str:
    lines = [
        f"| {PHOTOGRAPHS} photographs of flat works | found | " + " | ".join(STRENGTHS) + " | first is right |"
        " wrong of those returned |",
        "| --- |" + " --- |" * (len(STRENGTHS) + 3),
    ]
    for name, every in outlines.items():
        for least in (LEAST_SCORE, STRICTER_SCORE):
            kept = [found.above(least) for found in every]
            rates = [np.mean([any(each.right) for each in kept])]
            rates += [np.mean([any(each.right) for each in kept if each.strength == one]) for one in STRENGTHS]
            rates.append(np.mean([each.right[:1] == (True,) for each in kept]))
            wrong, returned = sum(each.right.count(False) for each in kept), sum(len(each.right) for each in kept)
            cells = " | ".join(f"{rate:.0%}" for rate in rates)
            lines.append(f"| {name}, score from {least} | {cells} | {wrong} of {returned} ({wrong / returned:.0%}) |")
    return "\n".join(lines)


def _object_table(tables: Iterable[Photograph]) -> str:
    counts = {strength: Counter[str]() for strength in STRENGTHS}
    for photograph in tables:
        counts[photograph.strength][_told_apart(photograph, find_objects(photograph.rgb))] += 1
    lines = [
        f"| {TABLES} photographs of two to eight things | every thing in a box of its own | left whole | split otherwise |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {strength} | {count['right']} | {count['whole']} | {count['wrong']} |" for strength, count in counts.items()
    ]
    return "\n".join(lines)


def _told_apart(photograph: Photograph, boxes: Sequence[Box]) -> str:
    if not boxes:
        return "whole"
    truths = [np.array(box(*outline.min(axis=0), *outline.max(axis=0))) for outline in photograph.outlines]
    matched = sum(any(overlap(np.array(box(*found)), truth) > RIGHT_BOX for found in boxes) for truth in truths)
    return "right" if len(boxes) == matched == len(truths) else "wrong"


if __name__ == "__main__":
    main()
