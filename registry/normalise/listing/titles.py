"""The title: what is quoted, or the first free stretch with capitals after the maker or at the head of the listing.

Stretches that are only the name of a kind of object ("Oil lamp") are its type; those that are only a place, a culture or
a remark on the frame are left alone, and so are whole sentences.
"""

import re
from dataclasses import dataclass, replace

from registry.normalise.lexicon import Span
from registry.normalise.listing.layout import free_segments
from registry.normalise.listing.segments import Gap, Segment
from registry.normalise.listing.sheet import Claim, Sheet
from registry.normalise.listing.value import FieldKind
from registry.normalise.listing.vocabulary import is_listed
from registry.normalise.materials import find_materials
from registry.normalise.names.data import culture_phrases
from registry.normalise.names.saying import culture_of
from registry.normalise.object_types import find_types
from registry.normalise.text import fold, located
from registry.normalise.text.compounds import compound_parts

_QUOTED = re.compile(
    r"«[ \u00a0]?([^«»\n]{2,200}?)[ \u00a0]?»|“([^“”\n]{2,200})”|„([^„“”\n]{2,200})[“”]|《([^《》\n]{1,100})》|"
    r"(?<!\w)\"([^\"\n]{2,200})\"(?!\w)|(?<!\w)‘([^‘’\n]{2,200})’(?!\w)|(?<![\w'])'([^'\n]{2,200})'(?![\w'])|"
    r"(?<![\w*])\*([^*\n]{2,200})\*(?!\w)|(?<!\w)_([^_\n]{2,200})_(?!\w)"
)
_BEGINS = re.compile(
    r"(?:^|[\n,.;:|–—\-)]|\b(?:titled|entitled|intitulée?|betitelt|intitolat[oa]|titulad[oa]|под названием))\s*$"
)
_ENDS = re.compile(r"\s*(?:$|[\n,.;:|–—\-(，。]|(?:by|par|von|av|di|de|del|da|от|кисти|بريشة)\s)")
_PLACE_AND_YEAR = re.compile(r"[^\W\d_]+ \d{4}")
_LONGEST, _MOST_WORDS = 220, 30
_ARTICLES = frozenset("a an the un une le la les der die das ein eine il lo el los en ett det".split())
_MOST_TYPE_WORDS = 5


@dataclass(frozen=True)
class _Region:
    """Segments of one line that only commas part."""

    segments: tuple[Segment, ...]

    @property
    def span(self) -> Span:
        return Span(self.segments[0].start, self.segments[-1].end)


def claim_quoted(sheet: Sheet) -> Sheet:
    """A title in quotation marks, guillemets or italics, standing by itself."""
    if sheet.has(FieldKind.TITLE):
        return sheet
    text = sheet.free
    for found in _QUOTED.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        before, group = text[line : found.start()], found.lastindex or 0
        begins = _BEGINS.search(before) is not None or not before.strip() or _only_type(before.strip(" :,"))
        if begins and _ENDS.match(text, found.end()) and any(sign.isalpha() for sign in found[group]):
            marks = Span(found.start(), found.start(group)), Span(found.end(group), found.end())
            return sheet.claiming([Claim(FieldKind.TITLE, Span(*found.span(group)))]).spending(marks)
    return sheet


def claim_titles(sheet: Sheet) -> Sheet:
    """The title where none is claimed, and the type of object."""
    regions = _regions(sheet)
    if not sheet.has(FieldKind.OBJECT_TYPE):
        sheet = _claim_type(sheet, regions)
    if sheet.has(FieldKind.TITLE):
        return sheet
    makers = [claim.span.end for claim in sheet.claims if claim.kind is FieldKind.MAKER]
    after = [region for region in regions if makers and region.span.start >= min(makers)]
    before = [region for region in regions if region not in after]
    for region in (*after, *before):
        span = _title(sheet, region, bool(makers))
        if span is not None:
            return sheet.claiming([Claim(FieldKind.TITLE, span)])
    return sheet if sheet.has(FieldKind.OBJECT_TYPE) else _named_by_material(sheet)


def _named_by_material(sheet: Sheet) -> Sheet:
    """A tool named by a compound with its material ("Stickstål") is the title where nothing else can be."""
    for claim in sheet.claims:
        words = claim.span.of(sheet.text).strip(" .").split()
        if (
            claim.kind is FieldKind.MEDIUM
            and len(words) == 1
            and words[0][:1].isupper()
            and compound_parts(fold(words[0]))
        ):
            others = tuple(other for other in sheet.claims if other is not claim)
            return replace(sheet, claims=(*others, Claim(FieldKind.TITLE, claim.span)))
    return sheet


def _regions(sheet: Sheet) -> list[_Region]:
    regions: list[_Region] = []
    for segment in free_segments(sheet):
        part = segment.of(sheet.free)
        aside = is_listed(part.strip("()[] ."), "aside")
        joins = bool(regions) and _joins(sheet, regions[-1], segment)
        if aside:
            regions.append(_Region((segment,)))
        elif joins and not is_listed(regions[-1].span.of(sheet.free), "aside"):
            regions[-1] = _Region((*regions[-1].segments, segment))
        else:
            regions.append(_Region((segment,)))
    return regions


def _joins(sheet: Sheet, region: _Region, segment: Segment) -> bool:
    """Whether a segment goes on with a title: after a comma, or after more on a line that holds nothing but a title."""
    if "\n" in sheet.free[region.span.end : segment.start]:
        return False
    if segment.gap in (Gap.COMMA, Gap.SEMICOLON):
        return True
    line = sheet.flat.rfind("\n", 0, region.span.start) + 1
    line_end = sheet.flat.find("\n", segment.end)
    end = line_end if line_end >= 0 else len(sheet.flat)
    beside = [claim for claim in sheet.claims if line <= claim.span.start < end and claim.kind is not FieldKind.DATE]
    several_lines = "\n" in sheet.text.strip()
    return several_lines and not beside and "|" not in sheet.flat[region.span.end : segment.start]


def _claim_type(sheet: Sheet, regions: list[_Region]) -> Sheet:
    text = sheet.free
    maker = sheet.has(FieldKind.MAKER)
    titled = sheet.has(FieldKind.TITLE)
    for region in regions[:6]:
        part = region.span.of(text)
        kind, colon, rest = part.partition(":")
        if colon and rest.strip() and part[0] not in "([" and _only_type(kind):
            return sheet.claiming(
                [Claim(FieldKind.OBJECT_TYPE, Span(region.span.start, region.span.start + len(kind)))]
            )
        subject = maker and not titled and part[:1].isupper()
        if not subject and _only_type(part) and not is_listed(part.strip("()[] ."), "aside"):
            return sheet.claiming([Claim(FieldKind.OBJECT_TYPE, region.span)])
    return sheet


def _only_type(part: str) -> bool:
    """Whether all telling words name a kind of object, its material or its culture."""
    types = find_types(part)
    tokens = [
        token for token in located(part, single_characters=True) if token.text not in _ARTICLES and len(token.text) > 0
    ]
    if not types or not 1 <= len(part.split()) <= _MOST_TYPE_WORDS:
        return False
    places = [range(one.start, one.end) for one in types]
    places += [range(one.start, one.end) for one in find_materials(part)]
    places += [range(one.start, one.end) for one in culture_phrases().find(part)]
    return all(any(token.start in place for place in places) for token in tokens)


def _title(sheet: Sheet, region: _Region, maker: bool) -> Span | None:
    text = sheet.free
    span = region.span
    taken = [claim.span for claim in sheet.claims if claim.kind is FieldKind.OBJECT_TYPE]
    if any(one.start < span.end and span.start < one.end for one in taken):
        span = Span(max(one.end for one in taken), span.end)
    part = span.of(text).strip(" :,.")
    if is_listed(part, "untitled"):
        return span
    letters = [sign for sign in part if sign.isalpha()]
    if _below_maker(sheet, region) and not is_listed(part.strip("()[] ."), "aside"):
        return None if _in_prose(text, span) else span
    if len(letters) < 1 or is_listed(part, "aside") or len(part) > _LONGEST or len(part.split()) > _MOST_WORDS:
        return None
    if (
        _PLACE_AND_YEAR.fullmatch(part)
        or (part[0] in "([（" and len(part.split()) < 3)
        or letters[0].islower()
        or _in_prose(text, span)
    ):
        return None
    typed = sheet.has(FieldKind.OBJECT_TYPE) and ":" not in text[span.start : span.start + 3]
    if not maker and (typed or len(part.split()) <= 3) and _comes_late(sheet, span):
        return None
    alone = len(region.segments) == 1 and not maker
    return None if culture_of(part) and (alone or len(part.split()) <= 2) else span


def _below_maker(sheet: Sheet, region: _Region) -> bool:
    """Whether the stretch begins the line below the maker's: there nothing but a title stands, whatever it looks like."""
    ends = [
        claim.span.end
        for claim in sheet.claims
        if claim.kind is FieldKind.MAKER and claim.span.end <= region.span.start
    ]
    if not ends or region.segments[0].gap is not Gap.LINE:
        return False
    between = sheet.flat[max(ends) : region.span.start]
    return between.count("\n") == 1 and not between.strip(' \n\r*_,;:.«“„"(-#[')


_BEFORE_TITLES = frozenset({FieldKind.IDENTIFIER, FieldKind.ESTIMATE, FieldKind.DATE, FieldKind.PROVENANCE})


def _comes_late(sheet: Sheet, span: Span) -> bool:
    """Whether the type, medium, size or date stands before: a few words there are a place rather than a title."""
    return any(
        claim.kind not in _BEFORE_TITLES
        and claim.span.end <= span.start
        and ":" not in sheet.text[claim.span.end : claim.span.end + 3]
        for claim in sheet.claims
    )


def _in_prose(text: str, span: Span) -> bool:
    """Whether the stretch is part of a long paragraph."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return len(line) > _LONGEST and len(line.split()) > _MOST_WORDS
