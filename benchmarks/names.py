"""Which keys find a name that is written in another way: recall and cost of each kind, on the makers of a registry.

    python -m benchmarks.names text_registry.jsonl

Every maker with a family and a given name is written in eleven other ways; the makers that share a key are ranked by
the rarity of what they share (sum of log(N / postings)), and found means: among the first fifty.
"""

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from registry.normalise.names import MakerKind, Name, compare, compare_makers, parse_makers, retrieval_keys
from registry.normalise.names.comparing import NameLevel

KINDS = ("w", "wp", "wps", "wpt", "wpszt")
FIRST = 50
ASKED = 600
"""Names that are written in other ways, drawn at random; all are searched among."""
_TO_CYRILLIC = (
    ("shch", "щ"), ("sch", "ш"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ya", "я"), ("yu", "ю"),
    ("th", "т"), ("ph", "ф"), ("ck", "к"), ("qu", "кв"), ("x", "кс"), ("oo", "у"), ("ee", "и"), ("w", "в"),
    *zip("abvgdezijklmnoprstufhcyq", "абвгдезийклмнопрстуфхкик", strict=True),
)  # fmt: skip


def names_of(path: Path) -> list[Name]:
    """Distinct names of persons with a family and a given name."""
    found: dict[str, Name] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        for maker in parse_makers(json.loads(line)["maker"] or ""):
            if maker.kind is MakerKind.PERSON and maker.name and maker.name.given and maker.name.family:
                found.setdefault(maker.name.whole, maker.name)
    return list(found.values())


def in_cyrillic(text: str) -> str:
    """A plain letter-by-letter rendering, as an automatic translation of a listing makes it."""
    written = text.casefold()
    for latin, cyrillic in _TO_CYRILLIC:
        written = written.replace(latin, cyrillic)
    return written.title()


def mistyped(text: str, rng: random.Random) -> str:
    """One letter of the longest word replaced, dropped or swapped with its neighbour."""
    word = max(text.split(), key=len)
    at = rng.randrange(1, max(2, len(word) - 1))
    kind = rng.randrange(3)
    changed = {
        0: word[:at] + rng.choice("aeinrst") + word[at + 1 :],
        1: word[:at] + word[at + 1 :],
        2: word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
    }[kind]
    return text.replace(word, changed, 1)


VARIANTS: dict[str, Callable[[Name, random.Random], str]] = {
    "family first": lambda name, _: f"{' '.join(name.family)}, {' '.join(name.given)}",
    "initials": lambda name, _: f"{' '.join(word[0] + '.' for word in name.given)} {' '.join(name.family)}",
    "family name alone": lambda name, _: " ".join(name.family),
    "first given name dropped": lambda name, _: " ".join((*name.given[1:], *name.family)),
    "w for v, y for i": lambda name, _: name.whole.replace("v", "w").replace("i", "y"),
    "ck for k, z for s": lambda name, _: name.whole.replace("k", "ck").replace("s", "z"),
    "ff for v, e at the end": lambda name, _: name.whole.replace("v", "ff") + "e",
    "in Cyrillic": lambda name, _: in_cyrillic(name.whole),
    "one mistake": lambda name, rng: mistyped(name.whole, rng),
    "two mistakes": lambda name, rng: mistyped(mistyped(name.whole, rng), rng),
    "OCR (rn for m, l for i)": lambda name, _: name.whole.replace("m", "rn").replace("i", "l"),
}


def found_share(names: list[Name], kinds: str, written: Iterable[tuple[int, str]]) -> tuple[float, float]:
    """Share of names found in the first fifty, and how many names share a key with a query on average."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for key in retrieval_keys(name, kinds=kinds):
            postings[key].append(number)
    found = shared = asked = 0
    for number, text in written:
        query = parse_makers(text)
        asked += 1
        scores: Counter[int] = Counter()
        for maker in query:
            for key in retrieval_keys(maker.name, kinds=kinds) if maker.name else ():
                for other in postings.get(key, ()):
                    scores[other] += math.log(1 + len(names) / len(postings[key]))  # type: ignore[assignment]
        shared += len(scores)
        found += number in dict(scores.most_common(FIRST))
    return found / asked, shared / asked


def main(arguments: list[str]) -> None:
    """Print the tables."""
    names = names_of(Path(arguments[0]))
    chosen = sorted(random.Random(1).sample(range(len(names)), min(ASKED, len(names))))
    print(f"{len(names)} names, {len(chosen)} of them written in other ways\n")
    texts: dict[str, list[tuple[int, str]]] = {}
    for label, write in VARIANTS.items():
        rng = random.Random(label)
        texts[label] = [(number, write(names[number], rng)) for number in chosen]
    print("| written | " + " | ".join(KINDS) + " |\n|---|" + "---|" * len(KINDS))
    totals: dict[str, list[float]] = defaultdict(list)
    costs: dict[str, list[float]] = defaultdict(list)
    for label, written in texts.items():
        cells = []
        for kinds in KINDS:
            share, cost = found_share(names, kinds, written)
            totals[kinds].append(share)
            costs[kinds].append(cost)
            cells.append(f"{share:.1%}")
        print(f"| {label} | " + " | ".join(cells) + " |")
    print("| all | " + " | ".join(f"{sum(totals[k]) / len(totals[k]):.1%}" for k in KINDS) + " |")
    print("| names that share a key | " + " | ".join(f"{sum(costs[k]) / len(costs[k]):.0f}" for k in KINDS) + " |")
    print("\n| written | " + " | ".join(level.value for level in NameLevel) + " |\n|---|" + "---|" * len(NameLevel))
    for label, written in texts.items():
        levels = Counter(
            compare_makers(parse_makers(names[number].whole), parse_makers(text)).level for number, text in written
        )
        print(f"| {label} | " + " | ".join(f"{levels[level] / len(chosen):.1%}" for level in NameLevel) + " |")
    rng = random.Random(0)
    others = Counter(compare(*rng.sample(names, 2)).level for _ in range(20_000))
    print("| another maker | " + " | ".join(f"{others[level] / 20_000:.2%}" for level in NameLevel) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
