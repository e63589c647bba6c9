"""The answer to one query: what is stored, sent over HTTP, printed by the command line and drawn on the page.

There is no "clear": the best a query can get is `no_candidate_found` together with a coverage statement.
"""

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from matcher.risk.model import CategoryAlert, ImportHint
from registry.normalise.listing import FieldKind
from registry.records.description import ExternalId
from registry.vocabulary.lists import ObjectType, RelationKind, Scope, Status


class AnswerPart(BaseModel):
    """Frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Verdict(StrEnum):
    """What the evidence amounts to. `no_candidate_found` is only ever said of a whole query."""

    STRONG_CANDIDATE = "strong_candidate"
    POSSIBLE = "possible"
    WEAK = "weak"
    NO_CANDIDATE_FOUND = "no_candidate_found"


class EvidenceKind(StrEnum):
    """One kind for each small module of `matcher.evidence`."""

    PICTURE = "picture"
    IDENTIFIER = "identifier"
    TITLE = "title"
    MAKER = "maker"
    DATE = "date"
    MATERIAL = "material"
    OBJECT_TYPE = "object_type"
    SIZE = "size"
    EDITION = "edition"
    EXTENT = "extent"
    INSCRIPTION = "inscription"
    FEATURE = "feature"


class VerdictRule(StrEnum):
    """What changes a verdict whatever the bits add up to (`matcher.verdict`, `matcher.relations`)."""

    DECISIVE_CONTRADICTION = "decisive_contradiction"
    DECISIVE_SUPPORT = "decisive_support"
    GROUP_RECORD = "group_record"
    EXPLAINED_BY_RELATION = "explained_by_relation"


Standing = Literal["supports", "contradicts", "missing"]

Point = tuple[float, float]
"""x and y as fractions of the width and height of the upright picture."""


class PictureRegion(AnswerPart):
    """The part of a photograph that an evidence item speaks of: a polygon in fractions of the upright picture."""

    sha256: str
    polygon: tuple[Point, ...]
    view: str = "whole"


class PointPair(AnswerPart):
    """One inlier: the same spot on the query photograph and on the registered one, both in fractions."""

    query: Point
    registry: Point


class PictureMatch(AnswerPart):
    """How a query photograph and a registered photograph compare: every number that the score was made of.

    `hash_distance` is in bits of 256 (pHash, best of eight orientations), `similarity` the cosine of the descriptors,
    `inliers` the geometrically consistent point matches, `agreement` the share of aligned blocks that look alike.
    `homography` maps fractions of the query photograph as it was sent (upright by its EXIF) to fractions of the registered
    one. `orientation` says how the photograph had to be turned or mirrored to look like it; the matrix contains that.
    """

    query: PictureRegion
    registry: PictureRegion
    query_photograph: int = Field(ge=0, description="Index of the photograph within the query, from 0.")
    registry_view: str
    orientation: str = "upright"
    hash_distance: int | None = None
    similarity: float | None = None
    matches: int = 0
    inliers: int = 0
    agreement: float | None = None
    disagreement: float | None = None
    homography: tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]] | None = None
    points: tuple[PointPair, ...] = ()
    overlay_url: str | None = None
    side_by_side_url: str | None = None


class EvidenceItem(AnswerPart):
    """One piece of evidence with both compared values, its weight in bits and the source of that weight."""

    kind: EvidenceKind
    standing: Standing
    level: str | None = Field(
        default=None, description="How well the two values agree, of the levels of this kind; null for pictures."
    )
    support_bits: float = Field(description="log2 of the Bayes factor; 0 where information is missing.")
    query_value: str | None
    registry_value: str | None
    sentence: str
    source: str = Field(description="Which measured weights the bits come from.")
    query_photographs: tuple[int, ...] = ()
    picture: PictureMatch | None = None


class VerdictReason(AnswerPart):
    """Why a verdict is not the one that the bits alone would give."""

    rule: VerdictRule
    sentence: str
    kinds: tuple[EvidenceKind, ...] = Field(default=(), description="The evidence that decided.")
    object_id: str | None = Field(default=None, description="The candidate that explains the resemblance.")


class CandidateRelation(AnswerPart):
    """A registered tie of a candidate to another candidate, or to something that its record names in words."""

    kind: RelationKind
    sentence: str
    object_id: str | None = None
    text: str | None = None


class RegistryPicture(AnswerPart):
    """A photograph of a candidate that the reader may see."""

    sha256: str
    view: str
    thumbnail_url: str
    display_url: str


class Candidate(AnswerPart):
    """A registered object that may be the one shown, with all evidence for and against."""

    object_id: str
    external_ids: tuple[ExternalId, ...]
    title: str
    object_type: ObjectType
    scope: Scope
    status: Status
    status_note: str
    verdict: Verdict | None = Field(description="Null where the evidence stays below `weak`: listed, but no candidate.")
    verdict_reasons: tuple[VerdictReason, ...] = Field(
        default=(), description="Why the verdict is not the one that the bits alone would give."
    )
    below_weak: bool = False
    score_bits: float
    probability: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="How likely this is the object asked about, at the answer's `base_rate`; null until data have "
        "calibrated the scores in use.",
    )
    evidence: tuple[EvidenceItem, ...]
    relations: tuple[CandidateRelation, ...] = Field(
        default=(), description="Other candidates, or objects in words, that this one is registered as belonging to."
    )
    found_by: tuple[str, ...] = Field(description="The candidate routes that brought this object up.")
    photographs: tuple[RegistryPicture, ...] = ()
    look_alikes: int = Field(default=0, description="Other registered objects whose pictures look nearly the same.")


class InputPicture(AnswerPart):
    """One photograph as it was received."""

    sha256: str
    filename: str | None
    media_type: str
    width: int
    height: int
    carries_information: bool
    notes: tuple[str, ...] = ()
    boxes: tuple[tuple[float, float, float, float], ...] = Field(
        default=(), description="Separate objects seen in the photograph: left, top, right, bottom in fractions."
    )


class Coverage(AnswerPart):
    """What was searched, so that nobody takes silence for clearance. All counts are of what the reader's role may find."""

    objects: int
    objects_with_pictures: int = Field(
        description="Of these objects, those registered with a photograph, also where your role may not see that one."
    )
    by_type: dict[str, int]
    by_status: dict[str, int]
    by_country: dict[str, int]
    registry_generation: int
    searched_at: dt.datetime
    statement: str

    @model_validator(mode="before")
    @classmethod
    def _older_answers(cls, stored: object) -> object:
        """Answers stored earlier also count photographs of the whole registry, which is nobody's business."""
        if isinstance(stored, dict):
            return {name: value for name, value in stored.items() if name != "pictures"}
        return stored


class UnderstoodField(AnswerPart):
    """One field read from the words of a query (see `registry.normalise.listing`)."""

    kind: FieldKind
    value: str
    in_words: str = Field(description="How it was read, in plain English.")
    span: tuple[int, int] = Field(description="Start and end in the text, in characters.")


class Timing(AnswerPart):
    """Milliseconds of each stage, for whoever runs the system."""

    stages: dict[str, float]
    total_ms: float


class MatchAnswer(AnswerPart):
    """The whole answer. Same inputs, schemes, scorer and generation give the same candidates and scores."""

    id: str
    created_at: dt.datetime
    verdict: Verdict
    candidates: tuple[Candidate, ...]
    category_alerts: tuple[CategoryAlert, ...] = ()
    categories_searched: bool = Field(
        default=False,
        description="Whether there were words to search the categories with; without words nothing is said.",
    )
    import_hint: ImportHint | None = None
    coverage: Coverage
    degraded: tuple[str, ...] = Field(description="What could not be used, each with its reason; empty if nothing.")
    notices: tuple[str, ...] = Field(default=(), description="What the reader should know about this query.")
    inputs: tuple[InputPicture, ...]
    text: str | None = None
    understood: tuple[UnderstoodField, ...] = Field(
        default=(), description="What was understood of `text`; empty once the words are not kept any more."
    )
    identifiers: tuple[str, ...] = ()
    one_object: bool = True
    schemes: dict[str, str]
    scorer_version: str
    thresholds: dict[str, float]
    base_rate: float | None = Field(
        default=None, description="Share of queries taken to be for registered objects, where probabilities are given."
    )
    registry_generation: int
    disclaimer: str
    next_steps: tuple[str, ...]
    pictures_kept_until: dt.datetime | None = None
    timing: Timing
