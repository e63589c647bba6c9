"""Highlights as offsets into the original text."""

from collections.abc import Iterator

from registry.normalise.text.compounds import compound_parts
from registry.normalise.text.folding import fold
from registry.normalise.text.latin import latin_keys
from registry.normalise.text.tokenising import UNSPACED, runs, word_tokens, words


def highlight_spans(original: str, query: str) -> list[tuple[int, int]]:
    """Where words of `query` occur in `original`: sorted, disjoint (start, end) offsets into the original string.

    A word is marked when it equals a query word after folding or romanising, starts with it (from 4 letters), is one
    edit away (from 5 letters), or is a compound with it, the same ways in which the text search finds it.
    """
    wanted = words(query)
    if not wanted:
        return []
    exact = {token for word in wanted for token in word_tokens(word)}
    latin = {key for word in wanted for key in latin_keys(word)}
    spans: list[tuple[int, int]] = []
    for start, end in runs(original):
        at = start
        for unspaced in UNSPACED.finditer(original, start, end):
            spans.extend(_spaced_span(original, at, unspaced.start(), exact, latin))
            spans.extend((unspaced.start() + a, unspaced.start() + b) for a, b in _pairs(unspaced.group(), exact))
            at = unspaced.end()
        spans.extend(_spaced_span(original, at, end, exact, latin))
    return _merged(spans)


def _spaced_span(original: str, start: int, end: int, exact: set[str], latin: set[str]) -> list[tuple[int, int]]:
    return [(start, end)] if start < end and _piece_matches(original[start:end], exact, latin) else []


def _piece_matches(piece: str, exact: set[str], latin: set[str]) -> bool:
    for word in words(piece):
        if word in exact:
            return True
        for key in latin_keys(word):
            if key in latin or any(_resembles(key, wanted) for wanted in latin):
                return True
        if any(key in latin for part in compound_parts(word) for key in latin_keys(part)):
            return True
    return False


def _resembles(key: str, wanted: str) -> bool:
    if not (key.isalpha() and wanted.isalpha()):
        return False
    if len(wanted) >= 4 and key.startswith(wanted):
        return True
    return len(wanted) >= 5 and within_one_edit(key, wanted)


def within_one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours turns `a` into `b` (or none is needed)."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        swapped = rest_a[1:2] + rest_a[:1] + rest_a[2:]
        return rest_a[1:] == rest_b[1:] or swapped == rest_b
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_a == rest_b[1:]


def _pairs(piece: str, exact: set[str]) -> Iterator[tuple[int, int]]:
    """Marks in a run with unspaced script, whose characters are folded one by one so that each keeps its place."""
    folded = [(character, at) for at, original in enumerate(piece) for character in fold(original)]
    text = "".join(character for character, _ in folded)
    for token in exact:
        at = text.find(token)
        while at >= 0:
            yield folded[at][1], folded[at + len(token) - 1][1] + 1
            at = text.find(token, at + 1)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
