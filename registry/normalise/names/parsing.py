"""A maker statement as registers, catalogues and listings write it, to makers."""

import re
from dataclasses import replace
from functools import lru_cache

from registry.normalise.names.data import (
    alias_phrases,
    firm_phrases,
    name_words,
    qualifier_phrases,
    role_phrases,
    unknown_phrases,
)
from registry.normalise.names.life import find_life_dates
from registry.normalise.names.model import Maker, MakerKind, Name
from registry.normalise.names.parts import inverted_name, person_name
from registry.normalise.names.saying import Said, culture_of, told
from registry.normalise.names.splitting import bracketed, lists_partners, pieces
from registry.normalise.text import fold, words
from registry.vocabulary.lists import AttributionQualifier

_BRACKET_SIGNS = "()[]（）"
_ADDRESSED = frozenset("to at the of a an des der dem den von du de la le di del della el лица".split())

_PEOPLES = frozenset("tribe people peoples culture kultur stamm folk".split())
_FIRM_ENDINGS = ("fabrik", "manufaktur", "verlag", "werke", "bruk", "hutte", "giesserei")


@lru_cache(maxsize=20_000)
def parse_makers(text: str) -> tuple[Maker, ...]:
    """The makers of a statement in any of the ten languages, in order; empty for empty text.

    A qualifier that stands alone belongs to the next name ("Workshop of | Desiderio"), or, after a name, to that one
    ("Titian and workshop").
    """
    found: list[Maker] = []
    waiting: list[AttributionQualifier] = []
    for start, end in pieces(text):
        maker = _parse_piece(text[start:end], start, end)
        alone = maker.kind is MakerKind.UNKNOWN and maker.qualifiers and not maker.notes and maker.culture is None
        if alone:
            waiting.extend(maker.qualifiers)
            continue
        if waiting:
            maker = replace(maker, qualifiers=(*waiting, *maker.qualifiers))
            waiting = []
        found.append(maker)
    if waiting and found:
        found[-1] = replace(found[-1], qualifiers=(*found[-1].qualifiers, *waiting))
    return tuple(found)


def _parse_piece(piece: str, start: int, end: int) -> Maker:
    said = Said()
    if lists_partners(piece):
        return Maker(MakerKind.FIRM, Name(piece, given=(piece,)), start, end)
    rest = _without_brackets(piece, said)
    rest = _without_life(rest, said)
    rest = _without_label(rest, said)
    segments = [segment.strip() for segment in rest.split(",")]
    while len(segments) > 1 and qualifier_phrases().whole(segments[0]) and told(segments[0], said):
        segments.pop(0)  # "возможно, Карл Брюллов"
    first, *others = segments
    given: str | None = None
    for segment in others:
        if firm_phrases().whole(segment):
            first = f"{first}, {segment}"
        elif segment and not told(segment, said) and not _told_alias(segment, said):
            if given is None and _may_be_given(first, segment):
                given = segment
            else:
                said.notes.append(segment)
    if given is None and unknown_phrases().whole(first):
        first = ""
    elif given is not None or (culture := culture_of(first)) is None:
        first = _without_alias(_without_qualifiers(first, said), said)
    else:
        said.culture = culture
        said.qualifiers.append(AttributionQualifier.CULTURE_ONLY)
        first = ""
    if given is not None:
        given = _without_qualifiers(given, said)
        given = _without_alias(given, said)
    kind, name = _named(first, given, said)
    return Maker(
        kind,
        name,
        start,
        end,
        tuple(dict.fromkeys(said.qualifiers)),
        tuple(said.aliases),
        said.life,
        said.culture,
        said.role,
        tuple(said.notes),
    )


def _without_brackets(piece: str, said: Said) -> str:
    """The piece without what stands in brackets, which is told to `said`; what is not understood there is a name."""
    kept, at = [], 0
    for start, end in bracketed(piece):
        kept.append(piece[at:start])
        at = end
        inside = piece[start:end].strip(_BRACKET_SIGNS + " ")
        if not told(inside, said):
            _tell_pieces(inside, said)
    kept.append(piece[at:])
    return " ".join(" ".join(kept).split())


def _tell_pieces(inside: str, said: Said) -> None:
    left = _without_life(inside, said)
    segments = [segment.strip() for segment in left.split(",")]
    untold = [segment for segment in segments if segment and not told(segment, said)]
    for segment in untold:
        bare = _without_alias_word(segment)
        name = person_name(bare)
        if name is not None and bare[:1].isupper() | (not bare[:1].isascii()):
            said.aliases.append(name)
        else:
            said.notes.append(segment)


def _without_life(text: str, said: Said) -> str:
    if found := find_life_dates(text):
        life, start, end = found
        said.life = said.life or life
        return " ".join(f"{text[:start].rstrip(' ,(')} , {text[end:].lstrip(' ,)')}".strip(" ,").split()).replace(
            " ,", ","
        )
    return text


def _without_qualifiers(text: str, said: Said) -> str:
    """The name without the qualifiers before and after it ("attributed to the workshop of X", "X-Werkstatt")."""
    while mention := qualifier_phrases().at_start(text):
        said.qualifiers.append(AttributionQualifier(mention.values[0]))
        text = _without_address(text[mention.end :])
    mentions = qualifier_phrases().find(text)
    while mentions and mentions[-1].start > 0 and not text[mentions[-1].end :].strip(" .)"):
        last = mentions.pop()
        if len(text[: last.start].strip(" -,(")) < 2:
            break
        said.qualifiers.append(AttributionQualifier(last.values[0]))
        text = text[: last.start].strip(" -,(")
    return text


def _without_address(text: str) -> str:
    """ "… to the Master of X" without what only leads to the name; articles of a name itself stay with "Master"."""
    words = text.lstrip(" .:,-").split(" ")
    while len(words) > 1 and words[0] in _ADDRESSED and fold(words[0]) not in {"von", "de", "di", "del", "della", "du"}:
        words = words[1:]
    return " ".join(words)


def _without_alias(text: str, said: Said) -> str:
    """The name before "called", "dit", "detto"; what follows is another name of the same person."""
    for mention in alias_phrases().find(text):
        before, after = text[: mention.start].strip(" ,"), text[mention.end :].strip(" ,")
        if before and after and person_name(before):
            if alias := person_name(after):
                said.aliases.append(alias)
            return before
    return text


def _told_alias(segment: str, said: Said) -> bool:
    """Whether a segment gives another name of the same person ("detto Tiziano")."""
    bare = _without_alias_word(segment)
    alias = person_name(bare) if bare != segment else None
    if alias is not None:
        said.aliases.append(alias)
    return alias is not None


def _without_label(text: str, said: Said) -> str:
    """The statement without what says which part it is of ("Lid: …", "Central engraving possibly …")."""
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and len(label.split()) <= 3 and not role_phrases().whole(label):
        said.notes.append(label.strip())
        return rest.strip()
    if qualifier_phrases().at_start(text):
        return text
    for mention in qualifier_phrases().find(text):
        before, after = text[: mention.start].strip(), text[mention.end :].strip()
        described = [word for word in before.split() if word[:1].islower() and fold(word) not in name_words().particles]
        by = mention.term == "by" and bool(before)
        if after and (by or (described and after[:1].isupper())) and "," not in before:
            said.notes.append(before)
            return text[mention.start :]
    return text


def _without_alias_word(text: str) -> str:
    mention = alias_phrases().at_start(text)
    return text[mention.end :].strip() if mention and text[mention.end :].strip() else text


def _named(first: str, given: str | None, said: Said) -> tuple[MakerKind, Name | None]:
    """Who the remaining words are."""
    text = first.strip(" .:,-")
    if not text or _is_unknown(text, said):
        said.notes.extend([given] if given else [])
        return (MakerKind.SCHOOL if said.culture else MakerKind.UNKNOWN), None
    if given is not None:
        name = inverted_name(text, given)
    elif words(text)[-1:] and words(text)[-1] in _PEOPLES:
        said.notes.append(text)
        return MakerKind.SCHOOL, None
    elif _is_firm(text):
        return MakerKind.FIRM, Name(text, given=(text,))
    else:
        name = person_name(text)
    return (MakerKind.PERSON, name) if name else (MakerKind.UNKNOWN, None)


def _is_unknown(text: str, said: Said) -> bool:
    """Whether the words name nobody: "unknown", "unknown Flemish", "anonymous master"; what else they say is noted."""
    start = unknown_phrases().at_start(text)
    if start is None:
        return False
    rest = text[start.end :].strip(" .,")
    if culture := culture_of(rest):
        said.culture = said.culture or culture
    elif not all(word in name_words().people or word in name_words().particles for word in words(rest)):
        said.notes.append(rest)
    return True


def _is_firm(text: str) -> bool:
    """Whether the words speak of a firm: its last word says so, or an ampersand joins names."""
    mentions = firm_phrases().find(text)
    if mentions and not text[mentions[-1].end :].strip(" .)") and len(text.split()) > 1:
        return True
    if len(text.split()) > 1 and fold(text).endswith(_FIRM_ENDINGS):
        return True
    return " & " in text or bool(mentions and len(text.split()) > 2)


def _may_be_given(first: str, segment: str) -> bool:
    """Whether "first, segment" is a family and a given name: few words, no digits, capitals where the script has them."""
    words = segment.split()
    if not first or len(words) > 4 or len(first.split()) > 3 or any(character.isdigit() for character in segment):
        return False
    if len(first.split()) > 1 and re.fullmatch(r"(?:[A-Z]\.?){2,4}", segment):
        return False  # an honour: "John Smith, R.A."
    if segment.endswith("the") or fold(words[-1]) in {"of", "the"}:
        return True
    return words[0][:1].isupper() or not words[0][:1].isascii()
