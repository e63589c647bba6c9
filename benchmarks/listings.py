"""How much of a generated listing is read right: every record's fields joined in catalogue order, in four layouts.

    python -m benchmarks.listings text_registry.jsonl --records 1000

A field is right if its value is what was put in, punctuation aside; absent if nothing of its kind was read; else wrong. A
title that only names a kind of object ("Bracelets") is right as the object type too. Registers also put more into a field
than it is for: a title that names medium and date as well is right where its first words were read as the title and the
rest as those, and a former owner given as a maker is right as provenance.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from registry.normalise.listing import FieldKind, ReadListing, read_listing

_EDGES = " .,;:\"'“”«»„‘’()[]"
_KINDS = (FieldKind.MAKER, FieldKind.TITLE, FieldKind.DATE, FieldKind.MEDIUM, FieldKind.MEASUREMENTS)
_LABELS = {
    "en": ("Artist", "Title", "Date", "Medium", "Dimensions"),
    "sv": ("Konstnär", "Titel", "Datering", "Material", "Mått"),
}
_ENDS = {
    "en": "Provenance: private collection, Bath\nEstimate: £2,000-3,000",
    "sv": "Proveniens: privat samling\nUtropspris: 20 000 SEK",
}


@dataclass(frozen=True)
class Source:
    """The fields of a record, in the order of `_KINDS`; empty where it has none."""

    language: str
    values: tuple[str, ...]

    def given(self, *kinds: FieldKind) -> list[str]:
        """The values of these kinds that are not empty."""
        return [value for kind in kinds if (value := self.values[_KINDS.index(kind)])]


def sources(path: Path, count: int, seed: int) -> list[Source]:
    """Records drawn at random, each with at least a title and two other fields."""
    lines = path.read_text(encoding="utf-8").splitlines()
    random.Random(seed).shuffle(lines)
    found: list[Source] = []
    for record in map(json.loads, lines):
        raw = (record["maker"], record["title"], record["date_text"], record["medium"], record["dimensions_text"])
        values = tuple(" ".join((value or "").split()) for value in raw)
        if values[1] and sum(map(bool, values)) >= 3 and len(values[1]) < 150:
            found.append(Source(record["language"], values))
    return found[:count]


def by_lines(one: Source) -> str:
    """A field a line, as in a printed catalogue, with provenance and estimate behind."""
    title = ", ".join(one.given(FieldKind.TITLE, FieldKind.DATE))
    fields = [
        *one.given(FieldKind.MAKER),
        title,
        *one.given(FieldKind.MEDIUM, FieldKind.MEASUREMENTS),
        _ENDS[one.language],
    ]
    return "\n".join(fields)


def in_one_line(one: Source) -> str:
    """Everything in one line with commas, as in a dealer's mail."""
    return ", ".join(one.given(*_KINDS))


def title_first(one: Source) -> str:
    """The title above the maker, the date behind the medium."""
    medium = ", ".join(one.given(FieldKind.MEDIUM, FieldKind.DATE))
    return "\n".join([*one.given(FieldKind.TITLE, FieldKind.MAKER), medium, *one.given(FieldKind.MEASUREMENTS)])


def labelled(one: Source) -> str:
    """With labels, as in a police bulletin."""
    labels = zip(_LABELS[one.language], one.values, strict=True)
    return "\n".join(f"{label}: {value}" for label, value in labels if value)


LAYOUTS: dict[str, Callable[[Source], str]] = {
    "a field a line": by_lines,
    "one line": in_one_line,
    "title first": title_first,
    "labelled": labelled,
}


def outcome(read: ReadListing, kind: FieldKind, value: str) -> str:
    """ "right", "wrong" or "absent"."""
    kinds = _COUNTED_AS.get(kind, (kind,))
    found = [_plain(field.value) for each in kinds for field in read.of(each)]
    if _plain(value) in found or (kind is FieldKind.MEASUREMENTS and _plain(value) == "; ".join(found)):
        return "right"
    if kind in _COUNTED_AS and _in_parts(read, kinds, value):
        return "right"
    return "wrong" if found else "absent"


_COUNTED_AS = {
    FieldKind.TITLE: (FieldKind.TITLE, FieldKind.OBJECT_TYPE),
    FieldKind.MAKER: (FieldKind.MAKER, FieldKind.PROVENANCE),
}
_BESIDE_A_TITLE = (FieldKind.DATE, FieldKind.MEDIUM, FieldKind.OBJECT_TYPE, FieldKind.IDENTIFIER, FieldKind.INSCRIPTION)


def _in_parts(read: ReadListing, kinds: tuple[FieldKind, ...], value: str) -> bool:
    """Whether a value was read in several fields that fit it, with nothing of it left over or added."""
    start = read.text.find(value)
    if start < 0:  # written otherwise in this layout
        return False
    end = start + len(value)
    parts = [field for field in read.fields if field.span.start < end and start < field.span.end]
    fit = {*kinds, *(_BESIDE_A_TITLE if FieldKind.TITLE in kinds else ())}
    inside = all(field.kind in fit and start <= field.span.start for field in parts)
    owners = FieldKind.MAKER in kinds and any(field.kind is FieldKind.PROVENANCE for field in parts)
    headed = owners or (bool(parts) and parts[0].kind in kinds and not _letters(read.text[start : parts[0].span.start]))
    covered = sum(_letters(read.text[max(start, field.span.start) : min(end, field.span.end)]) for field in parts)
    return inside and headed and covered == _letters(value)


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold().strip(_EDGES)


def main() -> None:
    """Print a row for every layout, language and kind of field."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("registry", type=Path)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="print so many of the fields that were read wrong")
    options = parser.parse_args()
    drawn = sources(options.registry, options.records, options.seed)
    shown = 0
    for name, layout in LAYOUTS.items():
        counts: Counter[tuple[str, FieldKind, str]] = Counter()
        for one in drawn:
            text = layout(one)
            read = read_listing(text)
            for kind, value in zip(_KINDS, one.values, strict=True):
                if not value:
                    continue
                result = outcome(read, kind, value)
                counts[one.language, kind, result] += 1
                if result != "right" and shown < options.show:
                    shown += 1
                    print(f"{name}, {kind} {result}: {value!r} in {text!r}: {[field.value for field in read.of(kind)]}")
        for language in _LABELS:
            cells = []
            for kind in _KINDS:
                every = sum(counts[language, kind, result] for result in ("right", "wrong", "absent"))
                if not every:  # the Swedish records of the development set name no medium
                    continue
                right, wrong = (counts[language, kind, result] / every for result in ("right", "wrong"))
                cells.append(f"{kind} {right:.1%} ({wrong:.1%} wrong)")
            print(f"{name:15} {language}: " + ", ".join(cells))


if __name__ == "__main__":
    main()
