"""What a search index is to the rest of the system, whichever engine stands behind it.

An index is derived from the store and can always be rebuilt from it. It returns *candidates*, counted by distinct
object: its scores order a list and never enter a verdict, which is computed from stored fingerprints and records.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from registry.vocabulary.lists import Level, ObjectType, Scope, Status

FloatArray = npt.NDArray[np.float32]
BitArray = npt.NDArray[np.uint8]
WordArray = npt.NDArray[np.int32]


class HashKind(StrEnum):
    """The perceptual hashes an index searches, with their size in bits in the name."""

    PHASH_64 = "phash64"
    DHASH_64 = "dhash64"
    PHASH_256 = "phash256"
    DHASH_256 = "dhash256"

    @property
    def size_bytes(self) -> int:
        """Bytes of one hash."""
        return 8 if self.value.endswith("64") else 32


class TextField(StrEnum):
    """Searchable text fields of an object."""

    TITLE = "title"
    MAKER = "maker"
    DESCRIPTION = "description"
    INSCRIPTION = "inscription"
    FEATURE = "feature"
    MATERIAL = "material"
    TYPE = "type"
    PLACE = "place"
    HOLDER = "holder"
    NUMBER = "number"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True)
class ViewEntry:
    """One view of a registered picture: hashes (None where the view is not hashed) and descriptor.

    `hashes` maps each kind to its bytes; `descriptor` is a float32 vector of unit length, shape (512,), or None
    where no model was there when the picture was registered.
    """

    name: str
    hashes: Mapping[HashKind, bytes]
    descriptor: FloatArray | None


@dataclass(frozen=True)
class PictureEntry:
    """One registered picture: its views, its visual words (distinct ids, int32), and how these were made.

    `scheme` names the algorithms and versions that all its fingerprints were made with; empty where nobody says.
    """

    sha256: str
    level: Level
    views: tuple[ViewEntry, ...]
    words: WordArray | None
    scheme: str = ""


FACETS = ("object_type", "status", "scope", "country")
"""What matches of a text search are counted by."""


@dataclass(frozen=True)
class Facets:
    """The values an object can be filtered and counted by."""

    object_type: ObjectType
    status: Status
    scope: Scope
    country: str | None = None
    earliest: int | None = None
    latest: int | None = None
    has_picture: bool = False


@dataclass(frozen=True)
class ObjectEntry:
    """One object as an index stores it.

    `texts`, `identifiers` and `keys` are grouped by the confidentiality level of the field they come from, already normalised
    by `registry.normalise`, so that a search on behalf of a role looks only in what that role may read.
    """

    object_id: str
    version: int
    visibility: Level
    facets: Facets
    texts: Mapping[Level, Mapping[TextField, str]] = field(default_factory=dict)
    identifiers: Mapping[Level, Sequence[str]] = field(default_factory=dict)
    pictures: tuple[PictureEntry, ...] = ()
    keys: Mapping[Level, Sequence[str]] = field(default_factory=dict)
    """What listings of the object can be found by, made by `registry.index.keys`."""


@dataclass(frozen=True)
class Filters:
    """Restrictions of a search; empty means none.

    `years` is an interval that the object's date must touch; a date with one known end is open at the other, and an
    object without a date touches nothing.
    """

    clearance: Level = Level.PUBLIC
    object_types: frozenset[ObjectType] = frozenset()
    statuses: frozenset[Status] = frozenset()
    countries: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None
    has_picture: bool | None = None


@dataclass(frozen=True)
class PictureHit:
    """A registered view near a query: which object and picture, which query row found it, and how near.

    `score` is the Hamming distance for hashes (lower is nearer), the cosine for descriptors, the engine's own number
    for visual words, which belong to the whole picture (`view` is then its first one). One hit an object: its best.
    """

    object_id: str
    sha256: str
    view: str
    query: int
    score: float


@dataclass(frozen=True)
class LookQuery:
    """What one look at a query picture asks of all picture routes; a route without a query is not searched.

    `hashes` has the shape (n, kind.size_bytes) for each kind, which must also stand in `max_distance`; `descriptors`
    (n, 512); `words` distinct ids. `limit` counts distinct objects, for each route by itself.
    """

    hashes: Mapping[HashKind, BitArray] = field(default_factory=dict)
    max_distance: Mapping[HashKind, int] = field(default_factory=dict)
    descriptors: FloatArray | None = None
    words: WordArray | None = None
    limit: int = 50


@dataclass(frozen=True)
class LookHits:
    """What each route found for one `LookQuery`: the lists that the single searches would return."""

    hashes: Mapping[HashKind, list[PictureHit]] = field(default_factory=dict)
    descriptors: list[PictureHit] = field(default_factory=list)
    words: list[PictureHit] = field(default_factory=list)


@dataclass(frozen=True)
class TextHit:
    """An object found by words; `score` is the engine's own and only orders."""

    object_id: str
    score: float


@dataclass(frozen=True)
class TextPage:
    """A page of objects found by words, the number of all that match, and their counts by facet.

    `facets` maps each of `FACETS` to its values and their counts over all matches, not only this page.
    """

    hits: tuple[TextHit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Said:
    """One thing that a listing says, a word or a size, as the keys it may be found by (`registry.index.keys`).

    `ways` pairs each key with a weight up to 1; of those that a record has, the best counts, by its weight and by how
    rare the key is. `fact` tells dates, sizes, materials and types from words: a listing that renames its object still
    says these.
    """

    ways: tuple[tuple[str, float], ...]
    fact: bool = False


@dataclass(frozen=True)
class RecordQuery:
    """What a listing asks of the records: its identifiers, and what else it says. `limit` counts objects, by list."""

    identifiers: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    limit: int = 50


@dataclass(frozen=True)
class RecordHits:
    """Objects for one `RecordQuery`, best first: by number, by all that is said, by facts alone and by words alone."""

    identified: tuple[str, ...] = ()
    by_all: tuple[TextHit, ...] = ()
    by_facts: tuple[TextHit, ...] = ()
    by_words: tuple[TextHit, ...] = ()


@dataclass(frozen=True)
class TermCounts:
    """In how many of `records` each term stands."""

    records: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class IndexState:
    """What an index holds: the store's generation it has applied, its counts and the schemes it was built with."""

    engine: str
    generation: int
    objects: int
    pictures: int
    views: int
    schemes: Mapping[str, str]


BROKEN = -1
"""Stands for the version of an object that must be removed and written again, whatever version the store holds."""


class SearchIndex(Protocol):
    """The operations both engines offer. All are safe to call from several threads of one process."""

    def apply(self, entries: Sequence[ObjectEntry], *, generation: int) -> None:
        """Write objects, replacing older versions; an entry not newer than the indexed one is passed over.

        `generation` is the store's generation that the index reaches with this call; one that is not higher than
        before (0, say) leaves it where it is. Crash-safe: either all of the call is there afterwards or it can be
        applied again. Several processes may apply at once, the same objects too.
        """

    def remove(self, object_ids: Sequence[str]) -> None:
        """Forget objects and all that belongs to them, whatever their version; unknown ids are passed over.

        For the repair of an index: the registry itself deletes no record.
        """

    def near_hashes(
        self, kind: HashKind, queries: BitArray, *, max_distance: int, limit: int, filters: Filters
    ) -> list[PictureHit]:
        """Objects with a view within `max_distance` bits of any query, exact, nearest first.

        `queries` has the shape (n, kind.size_bytes), `limit` counts distinct objects.
        """

    def near_descriptors(self, queries: FloatArray, *, limit: int, filters: Filters) -> list[PictureHit]:
        """The `limit` distinct objects with the highest cosine to any query of shape (n, 512), best first."""

    def near_words(self, words: WordArray, *, limit: int, filters: Filters) -> list[PictureHit]:
        """The `limit` distinct objects that share the most, and the rarest, visual words with the query."""

    def near_pictures(self, queries: Sequence[LookQuery], *, filters: Filters) -> list[LookHits]:
        """All picture routes of several looks at once, in order: the same lists, in as few round trips as there may be."""

    def by_identifiers(self, keys: Sequence[str], *, limit: int, filters: Filters) -> list[str]:
        """Ids of objects that carry one of the normalised identifiers in a field the clearance may read."""

    def search_text(self, text: str, *, offset: int, limit: int, filters: Filters) -> TextPage:
        """Objects by words (normalised by the caller); empty text lists all, newest id first."""

    def near_records(self, queries: Sequence[RecordQuery], *, filters: Filters) -> list[RecordHits]:
        """Objects that listings may describe, for several listings at once, in order and in one round trip.

        An object's score is the sum over what is said of weight x rarity of the best way in which it has it. Equal ones
        stand by falling id; of those at the end of a list each engine may leave out others.
        """

    def term_counts(
        self, terms: Mapping[ObjectType, Collection[str]], *, clearance: Level = Level.PUBLIC
    ) -> dict[ObjectType, TermCounts]:
        """In how many records of each type its terms stand in a title, maker's name or number, in one round trip.

        Terms are tokens of `registry.normalise.text`. Only records and fields that the clearance may read count.
        """

    def state(self) -> IndexState:
        """What is indexed now."""

    def concerns(self) -> tuple[str, ...]:
        """What an operator should know although the index answers (missing copies, a full disk), with what to do."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Every indexed object with its version, for the drift check; BROKEN for one whose parts do not fit together."""

    def refresh(self, generation: int) -> None:
        """Bring what another process wrote, up to the store's `generation` where it is there, into view."""

    def rebuild(self, entries: Iterable[ObjectEntry], *, generation: int, schemes: Mapping[str, str]) -> int:
        """Replace the whole content atomically; the old content serves until then. Returns the objects written."""

    def rollback(self) -> None:
        """Have the content that served before the last rebuild serve again; a second call takes that back.

        It lacks what was written since, which its generation tells. `NothingBefore` where no earlier content is kept.
        """

    def close(self) -> None:
        """Release files and locks."""
