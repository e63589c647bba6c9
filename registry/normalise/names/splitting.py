"""A statement in its makers: "A; B", "A and B", "| A | B |", "A, B and C"."""

import re
from collections.abc import Iterator

from registry.normalise.names.data import firm_phrases, given_name_groups, name_words, qualifier_phrases
from registry.normalise.text import fold

_HARD = re.compile(r"[;|\n；、•]|\s/\s|(?:^|(?<=\s))[-–]\s(?=[A-ZÀ-Ž])")
_COMMA = re.compile(",")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}

Piece = tuple[int, int]
"""Start and end of a piece in the original."""


def pieces(text: str) -> list[Piece]:
    """Where each maker of `text` is spoken of, outside brackets, in order."""
    found: list[Piece] = []
    for start, end in _cut(text, 0, len(text), _outside(text, _HARD)):
        found.extend(_by_conjunctions(text, start, end))
    return [piece for piece in (_trimmed(text, *piece) for piece in found) if piece[0] < piece[1]]


def _by_conjunctions(text: str, start: int, end: int) -> Iterator[Piece]:
    words = name_words()
    free = _conjunctions(words.free_conjunctions)
    careful = _conjunctions(words.careful_conjunctions)
    part = text[start:end]
    if _is_firm(part):
        yield start, end
        return
    cuts = [cut for cut in _outside(part, free) if _parts_two(part, cut, least=1)]
    cuts += [cut for cut in _outside(part, careful) if _parts_two(part, cut, least=2)]
    cuts += [cut for cut in _outside(part, _COMMA) if _two_full_names(part, cut)] if not cuts else []
    cuts.sort()
    if cuts and (commas := _listing_commas(part, cuts)):
        cuts = sorted([*cuts, *commas])
    yield from _cut(text, start, end, [(start + a, start + b) for a, b in cuts])


def _conjunctions(words: tuple[str, ...]) -> re.Pattern[str]:
    spaced = "|".join(re.escape(word) for word in words if not "\u4e00" <= word <= "\u9fff")
    unspaced = "|".join(re.escape(word) for word in words if "\u4e00" <= word <= "\u9fff")
    return re.compile(
        rf"\s(?:{spaced})\s"
        + (rf"|(?<=[\u4e00-\u9fff]{{2}})(?:{unspaced})(?=[\u4e00-\u9fff]{{2}})" if unspaced else ""),
        re.IGNORECASE,
    )


def _parts_two(part: str, cut: tuple[int, int], *, least: int) -> bool:
    """Whether a conjunction stands between two makers: not before "workshop", and not inside one short name."""
    before, after = part[: cut[0]], part[cut[1] :]
    if not before.strip() or not after.strip():
        return False
    if any(mention.start <= cut[0] < mention.end for mention in qualifier_phrases().find(part)):
        return False  # "i stil med …"
    if qualifier_phrases().at_start(part[cut[0] : cut[1]].strip() + " " + after) is not None:
        return False
    if re.fullmatch(r"(?:(?:his|her|son|sa|seine|sein)\s)?\w+", after.strip()) and qualifier_phrases().whole(after):
        return False
    return min(len(before.split()), len(after.split())) >= least


def _two_full_names(part: str, cut: tuple[int, int]) -> bool:
    """Whether full names stand on both sides of a comma ("John Constable, David Lucas"): both begin with given names."""
    sides = part[: cut[0]].split(), part[cut[1] :].split()
    return all(len(words) >= 2 and fold(words[0]) in given_name_groups() for words in sides)


def _listing_commas(part: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Commas before an "and" that part full names: "Ada Lund, Bo Ek and Cy Dahl"."""
    commas = [(at, at + 1) for at in range(cuts[0][0]) if part[at] == ","]
    bounds = [0, *(at for pair in commas for at in pair), cuts[0][0]]
    runs = [part[bounds[i] : bounds[i + 1]].strip() for i in range(0, len(bounds), 2)]
    full = all(len(run.split()) >= 2 and not any(c.isdigit() for c in run) for run in runs)
    return commas if commas and full and all(qualifier_phrases().whole(run) is None for run in runs) else []


def _is_firm(part: str) -> bool:
    """Whether the words call themselves a firm ("Tiffany & Co.", "Hunt, McCay, Lewis and Stott")."""
    if re.search(r"&\s*(?:co|cie|sons?|söhne|fils)\b", fold(part)) or re.search(
        r"\band (?:sons?|brothers?)\b", fold(part)
    ):
        return True
    if lists_partners(part):
        return True
    mentions = firm_phrases().find(part)
    return bool(mentions) and mentions[-1].end == len(part.rstrip(" .")) and "," not in part


def lists_partners(part: str) -> bool:
    """Whether three or more single names stand in a row: the partners of a firm ("Hunt, McCay, Lewis and Stott")."""
    listed = [run.strip() for run in re.split(r",|\band\b|&", part)]
    single = all(len(run.split()) == 1 and run[0].isupper() for run in listed)
    return len(listed) >= 3 and single and not any(qualifier_phrases().whole(run) for run in listed)


def _outside(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Matches of `pattern` that do not lie in brackets."""
    inside = bracketed(text)
    return [
        found.span()
        for found in pattern.finditer(text)
        if not any(start <= found.start() < end for start, end in inside)
    ]


def bracketed(text: str) -> list[tuple[int, int]]:
    """Start and end of every outermost pair of brackets; an unclosed one ends with the text."""
    found: list[tuple[int, int]] = []
    closing, opened = "", -1
    for at, character in enumerate(text):
        if opened < 0 and character in _BRACKETS:
            closing, opened = _BRACKETS[character], at
        elif opened >= 0 and character == closing:
            found.append((opened, at + 1))
            opened = -1
    if opened >= 0:
        found.append((opened, len(text)))
    return found


def _cut(text: str, start: int, end: int, cuts: list[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in cuts:
        yield _trimmed(text, at, first)
        at = last
    yield _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Piece:
    """The piece without outer spaces and stray punctuation."""
    while start < end and (text[start].isspace() or text[start] in ",.:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:–—-"):
        end -= 1
    return start, end
