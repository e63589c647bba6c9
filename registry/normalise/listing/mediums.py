"""The medium line: runs of segments that speak of materials and techniques and of little else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.normalise.lexicon import Span
from registry.normalise.listing.layout import free_segments, mended
from registry.normalise.listing.segments import Gap, Segment
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import is_listed, listed, terms
from registry.normalise.materials import find_materials, parse_medium
from registry.normalise.names.data import culture_phrases
from registry.normalise.object_types import find_types
from registry.normalise.text import located
from registry.vocabulary.lists import ObjectType

_ENOUGH = 0.6
"""Share of a segment's telling words that must be materials or techniques."""
_NEUTRAL = frozenset(
    "a an and or on over with in of the by to some et sur avec de du des en la le les d aux au a und auf mit in von zu e su con "
    "di del su y sobre con de la el и на с по в і та з och pa med i av brown green black white red blue grey gray dark light "
    "fine rich heavy original old brune verte noire blanc brun bruna colours colors colour color couleurs couleur farben "
    "arabic persian latin greek hebrew farbig bruno colori colores printed laid hand full cream translucent opaque transparent "
    "greenish bluish yellowish purplish brownish reddish colorless "
    "policromo policroma policromado policromada policrome polychrome polychrom polykrom bicolore monochrome "
    "colourless pale deep yellow purple pink orange violet".split()
)
_CARRIED = re.compile(r"(?:in|with|within|dans|avec|mit|con|med|i|в|у|с|із)(?=\s)")
"""What begins so speaks of a frame or a case rather than of the medium."""
_BRACKETS = re.compile(r"\([^()]*\)")
_WORKS = frozenset({"painting_technique", "print_technique", "photograph_print"})
_FLAT = frozenset(
    {
        ObjectType.PAINTING,
        ObjectType.DRAWING,
        ObjectType.PRINT,
        ObjectType.PHOTOGRAPH,
        ObjectType.MANUSCRIPT,
        ObjectType.ICON,
    }
)
"""Types whose names stand in medium lines ("manuscript on paper", "albumen print")."""
_MOST_WORDS_MORE = 6


@dataclass(frozen=True)
class _Told:
    """How much of a segment is material, and whether all of it is explained."""

    share: float
    explained: bool


def claim_mediums(sheet: Sheet) -> Sheet:
    """Every run of segments that is a medium line, such as "Öl auf Leinwand, doubliert"."""
    claims: list[Claim] = []
    run: list[Segment] = []
    found = free_segments(sheet)
    parts = [mended(segment.of(sheet.free)) for segment in found]
    for at, (segment, part) in enumerate(zip(found, parts, strict=True)):
        joins = (
            bool(run) and segment.gap in (Gap.COMMA, Gap.SEMICOLON, Gap.STOP) and _near(sheet.free, run[-1], segment)
        )
        following = parts[at + 1] if at + 1 < len(found) and found[at + 1].gap is Gap.COMMA else ""
        between = (
            len(part.split()) <= 3 and part[:1].islower() and _says_more(following) and not is_listed(part, "aside")
        )
        last = segment.gap is Gap.SEMICOLON and not following and len(part.split()) <= 3 and part[:1].islower()
        if joins and (_is_medium(part) or _goes_on(part) or between or last):
            run.append(segment)
            continue
        claims.extend(_claimed(run))
        own_line = segment.gap is Gap.LINE and (at + 1 == len(found) or found[at + 1].gap in (Gap.LINE, Gap.COMMA))
        object_named = at == 0 and own_line and _names_an_object(part)
        run = [segment] if not object_named and (_is_medium(part) or (own_line and _begins_with_material(part))) else []
    claims.extend(_claimed(run))
    return sheet.claiming(claims)


def _claimed(run: Sequence[Segment]) -> list[Claim]:
    return [Claim(FieldKind.MEDIUM, Span(run[0].start, run[-1].end))] if run else []


def _near(text: str, one: Segment, other: Segment) -> bool:
    """Whether nothing but a comma stands between: no sentence ends there, and nothing is claimed there."""
    return not re.search(r"[.。\n]", text[one.end : other.start])


def _is_medium(part: str) -> bool:
    part = _BRACKETS.sub(" ", part).strip() or part
    if not part or part[0] in "\"'“„«‘《" or len(part) > 160 or re.search(r"\d", part):
        return False
    if any(start < 3 for _, start, _ in terms(part, listed("aside"))):
        return False
    if _names_a_kind(part):
        return False
    told = _told(part)
    return told.share >= _ENOUGH or (told.share > 0 and told.explained)


def _names_a_kind(part: str) -> bool:
    """Whether a segment is the plain name of a kind of object ("miniature painting"), not of a technique ("etching")."""
    types = find_types(part)
    named = any(one.level1 in _FLAT for one in types) and all(one.concept in _WORKS for one in find_materials(part))
    places = [range(one.start, one.end) for one in types]
    return named and all(any(token.start in place for place in places) for token in located(part))


def _names_an_object(part: str) -> bool:
    """Whether the head of a listing names the thing with its material ("Sumerische Keilschrifttafel"): it is the title."""
    return any(one.level1 not in _FLAT for one in find_types(part)) and part[:1] == part[:1].upper()


def _goes_on(part: str) -> bool:
    """Whether a segment says more of the same medium, such as "doubliert" or "laid down on board"."""
    if is_listed(part, "aside") or re.search(r"\d", part):
        return False
    if _says_more(part) or is_listed(part, "medium_more"):
        return True
    medium = parse_medium(part)
    return not medium.unread and any(len(token.text) > 2 for token in located(part))


def _says_more(part: str) -> bool:
    """Whether a few words in small letters name a material: "and cut glass", "gold ground"."""
    return (
        part[:1].islower()
        and not _CARRIED.match(part)
        and len(part.split()) <= _MOST_WORDS_MORE
        and bool(find_materials(part))
        and not re.search(r"\d", part)
    )


def _begins_with_material(part: str) -> bool:
    """Whether a line in small letters begins with a material or technique: "photocopy of a sketch reworked in pencil"."""
    if (
        not part[:1].islower()
        or re.search(r"\d", part)
        or any(start < 3 for _, start, _ in terms(part, listed("aside")))
    ):
        return False
    if _names_a_kind(part):
        return False
    telling = next((token for token in located(part) if token.text not in _NEUTRAL), None)
    return telling is not None and any(one.start <= telling.start < one.end for one in find_materials(part))


def _told(part: str) -> _Told:
    tokens = [token for token in located(part, single_characters=True) if token.text not in _NEUTRAL]
    materials = [range(one.start, one.end) for one in find_materials(part)]
    if not tokens or not materials:
        return _Told(0.0, explained=False)
    others = [range(one.start, one.end) for one in find_types(part) if one.level1 in _FLAT]
    others += [range(one.start, one.end) for one in culture_phrases().find(part)]
    made = [token for token in tokens if any(token.start in place for place in materials)]
    known = [token for token in tokens if any(token.start in place for place in (*materials, *others))]
    return _Told(len(made) / len(tokens), explained=len(known) == len(tokens))
