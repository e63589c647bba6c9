"""Medium lines ("oil on canvas, laid down on panel") to materials and techniques, and how two of them compare.

A medium line is read in ten languages, whichever way round its language puts it: what carries the rest is a support
("sur toile", "на холсте", "布面"), what that was later fixed to is a mount, everything else is what the work is made of
or how. Words that are no material stay unread and can be shown to the user.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from registry.normalise.concept_comparing import ConceptLevel, best, concept_level, worst
from registry.normalise.phrases import Mention, Phrases
from registry.normalise.text import fold, located
from registry.vocabulary.concepts import Role, materials


@dataclass(frozen=True)
class MaterialMention:
    """A material or technique found at `text[start:end]`; `others` are further readings of the same words."""

    concept: str
    role: Role
    mount: bool
    start: int
    end: int
    others: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[str, ...]:
        """The concept and its other readings."""
        return (self.concept, *self.others)


@dataclass(frozen=True)
class Medium:
    """What a medium line says. `unread` are its words of three letters or more that were not understood."""

    mentions: tuple[MaterialMention, ...]
    unread: tuple[str, ...]

    @property
    def made_of(self) -> tuple[MaterialMention, ...]:
        """Paint, ink or body, and techniques."""
        return tuple(one for one in self.mentions if one.role is not Role.SUPPORT and not one.mount)

    @property
    def supports(self) -> tuple[MaterialMention, ...]:
        """What carries them, without later mounts."""
        return tuple(one for one in self.mentions if one.role is Role.SUPPORT and not one.mount)

    @property
    def mounts(self) -> tuple[MaterialMention, ...]:
        """What the work was laid down on or stands on."""
        return tuple(one for one in self.mentions if one.mount)


@dataclass(frozen=True)
class MediumComparison:
    """Levels for what a work is made of and for its support, the worse of both, and the two texts."""

    level: ConceptLevel
    made_of: ConceptLevel
    support: ConceptLevel
    one: str
    other: str


_ON = frozenset(map(fold, "on over sur sous su auf aus an sobre en на по на على på pa tavola über".split()))
_MOUNTS = (
    "laid down on;laid on;laid down;mounted on;mounted to;mounted;marouflé sur;marouflée sur;marouflé;collé sur;monté sur;"
    "contrecollé sur;reporté sur;aufgezogen auf;aufgelegt auf;auf … aufgezogen;aufgezogen;kaschiert auf;montiert auf;"
    "doubliert;applicato su;applicata su;riportato su;montato su;pegado a;pegado sobre;adherido a;montado en;montado sobre;"
    "наклеен на;наклеено на;наклеенный на;дублирован на;дублировано на;наклеєно на;наклеєний на;дубльовано на;"
    "transferred to;transferred from;transposé sur;transféré sur;переведено на;переведена на;перенесено на;"
    "ملصق على;مثبت على;مركب على;裱于;装裱于;贴于;托裱;uppklistrad på;uppfodrad på;monterad på;uppsatt på;backed with;backed on;"
    "with base;on a base;base;socle;sockel;auf sockel;sur socle;su base;на подставке;на підставці;على قاعدة;"
    "framed;in a frame;cadre;rahmen;cornice;рама;ram"
)

# "Amber-coloured", "goldfarben", "turquoise glass": a colour, no material.
_COLOUR_ONLY = re.compile(
    r"[-\s]?(?:colou?red|tinted|farben|farbig|colored)|(?<=turquoise)\s+glass|(?<=amber)\s+glass|"
    r"(?<=turquoise)\s+and\s+\w+\s+glass",
    re.IGNORECASE,
)


def _english_or(text: str, mention: Mention) -> bool:
    """Whether "or" is the conjunction and not French gold: it stands between two words, none of them French about it."""
    if text[mention.start : mention.end] != "or":
        return False
    before, after = text[: mention.start].split()[-1:], text[mention.end :].split()[:1]
    return bool(before and after) and before[0] not in _FRENCH_BEFORE_OR and after[0] not in _FRENCH_AFTER_OR


_FRENCH_BEFORE_OR = frozenset("et en d' l' d’ l’ feuille fond ou".split())
_FRENCH_AFTER_OR = frozenset("et massif jaune blanc rose sur gris émaillé ciselé repoussé".split())


@cache
def _phrases() -> Phrases:
    return Phrases(materials().phrases())


@cache
def _mounts() -> Phrases:
    return Phrases((term, "mount", "") for term in _MOUNTS.split(";") if "…" not in term)


def find_materials(text: str) -> list[MaterialMention]:
    """Every material and technique that `text` mentions, in order, with its role in the line."""
    mounts = _mounts().find(text)
    known = materials()
    found = []
    for mention in _phrases().find(text, compounds=True):
        if _COLOUR_ONLY.match(text, mention.end) or _english_or(text, mention):
            continue
        concept, *others = _in_order(mention.values, text, mention.start)
        role = known[concept].role
        if role in (Role.BODY, Role.MEDIUM) and _carries(text, mention.start) and _can_carry(concept):
            role = Role.SUPPORT
        mount = any(_mounts_it(text, word, mention) for word in mounts)
        found.append(MaterialMention(concept, role, mount, mention.start, mention.end, tuple(others)))
    return _painted_wood(_written_together(found))


def _mounts_it(text: str, word: Mention, mention: Mention) -> bool:
    """Whether a word for mounting speaks of a material: it stands before it, or right behind it at the end."""
    if word.start < mention.start:
        return ";" not in text[word.start : mention.start]
    behind = text[mention.end : word.start].strip()
    return not behind and not text[word.end :].strip(" .")


def _written_together(found: list[MaterialMention]) -> list[MaterialMention]:
    """What carries a paint that is written onto it without a space is its support ("铜板油画")."""
    known = materials()
    carriers = {
        before
        for before, after in pairwise(found)
        if before.end == after.start and known[after.concept].role is Role.MEDIUM and _can_carry(before.concept)
    }
    return [replace(one, role=Role.SUPPORT) if one in carriers else one for one in found]


def _painted_wood(found: list[MaterialMention]) -> list[MaterialMention]:
    """Wood named beside paint is a panel, where nothing else carries the paint ("дерево, темпера")."""
    known = materials()
    painted = any(known[one.concept].role is Role.MEDIUM for one in found)
    if not painted or any(one.role is Role.SUPPORT for one in found):
        return found
    return [
        replace(one, concept="panel", role=Role.SUPPORT, others=(one.concept,)) if "panel" in one.others else one
        for one in found
    ]


@lru_cache(maxsize=20_000)
def parse_medium(text: str) -> Medium:
    """A medium line in its parts."""
    mentions = find_materials(text)
    places = [range(one.start, one.end) for one in mentions]
    places += [range(one.start, one.end) for one in _mounts().find(text)]
    unread = [
        text[token.start : token.end]
        for token in located(text)
        if len(token.text) > 2 and token.text.isalpha() and not any(token.start in place for place in places)
    ]
    return Medium(tuple(mentions), tuple(word for word in unread if fold(word) not in _ON))


def compare_materials(one: str, other: str) -> MediumComparison:
    """Compare two medium lines, or lists of materials joined by commas. Symmetric but for the order of the texts.

    Each concept of the shorter side is compared with the nearest of the other: a listing says less than a record. A
    later mount is left out, since works are remounted, but one side may name it alone: of paper laid down on canvas a
    record often says "canvas".
    """
    a, b = parse_medium(one), parse_medium(other)
    made_of = _compared(a.made_of, b.made_of)
    support = _compared(a.supports, b.supports)
    if support is not ConceptLevel.MISSING:
        mounted = (_compared(a.mounts, b.supports), _compared(a.supports, b.mounts))
        support = best([support, *(level for level in mounted if level is not ConceptLevel.MISSING)])
    if made_of is ConceptLevel.MISSING and support is ConceptLevel.MISSING and a.mentions and b.mentions:
        # One side names only the support ("canvas"), the other only the body: whatever they name is compared.
        made_of = _compared(a.mentions, b.mentions)
    told = [level for level in (made_of, support) if level is not ConceptLevel.MISSING]
    return MediumComparison(worst(told), made_of, support, one, other)


def material_level(one: str, other: str) -> ConceptLevel:
    """How two concepts of `materials.json` agree."""
    known = materials()
    return concept_level(known, one, other, same_family=known[one].family == known[other].family)


def _compared(one: Iterable[MaterialMention], other: Iterable[MaterialMention]) -> ConceptLevel:
    """The worst of the nearest levels, of techniques only among techniques where both sides name some."""
    levels = []
    for same_sort in (True, False):
        a = [mention for mention in one if (mention.role is Role.TECHNIQUE) is same_sort]
        b = [mention for mention in other if (mention.role is Role.TECHNIQUE) is same_sort]
        if a and b:
            levels += _nearest(a, b)
    if not levels:
        levels = _nearest(list(one), list(other))
        levels = [best(levels)] if levels else []
    return worst(levels)


def _nearest(a: list[MaterialMention], b: list[MaterialMention]) -> list[ConceptLevel]:
    """For each mention of the shorter side (of both, where they are equally long) the best level on the other."""
    if not a or not b:
        return []
    sides = [(a, b)] if len(a) < len(b) else [(b, a)] if len(b) < len(a) else [(a, b), (b, a)]
    return [best(_mention_level(mine, theirs) for theirs in longer) for shorter, longer in sides for mine in shorter]


def _mention_level(one: MaterialMention, other: MaterialMention) -> ConceptLevel:
    return best(material_level(a, b) for a in one.readings for b in other.readings)


def _carries(text: str, start: int) -> bool:
    """Whether the words just before say "on": the thing named carries the rest."""
    before = [token.text for token in located(text[max(0, start - 40) : start])][-3:]
    return any(word in _ON for word in before) and not re.search(r"[,;/]\s*\S*\s*$", text[max(0, start - 12) : start])


_CARRYING_FAMILIES = frozenset(
    {"wood", "textile", "board", "writing support", "copper alloy", "stone", "iron", "white metal", "vitreous", "ivory",
     "plastic", "ceramic", "skin", "plaster", "plant fibre"}
)  # fmt: skip


def _can_carry(concept: str) -> bool:
    return materials()[concept].family in _CARRYING_FAMILIES


def _in_order(readings: tuple[str, ...], text: str, start: int) -> list[str]:
    """The readings of ambiguous words, supports first after "on" ("на дереве") and bodies first elsewhere."""
    known = materials()
    carries = _carries(text, start)
    return sorted(readings, key=lambda concept: (known[concept].role is Role.SUPPORT) is not carries)
