"""The matcher: a query in, an answer out. Everything in between is in the modules it calls."""

from collections.abc import Sequence

from matcher.answer import MatchAnswer
from matcher.answering import Searched, Seen, build_answer
from matcher.candidates import Candidates, seek_pictures, seek_turned, seek_words
from matcher.cases import build_cases
from matcher.considered import Considered
from matcher.counting import count_words
from matcher.coverage import CoverageCounter
from matcher.deadline import Deadline
from matcher.errors import QueryRefused
from matcher.evidence.picture import measures
from matcher.looking import Compared, Effort, compare
from matcher.looks import Look, looks_of
from matcher.query import Query
from matcher.signals import ALL_SIGNALS, Signals
from matcher.stopwatch import Stopwatch
from matcher.trace import Trace
from matcher.weights import Weights
from registry.imaging.decode import DecodedPicture, claimed_pixels, decode
from registry.imaging.errors import PictureRejected
from registry.index.protocol import Filters
from registry.registering.photographs import decode_limits
from registry.registering.register import Register
from registry.settings import Settings

SURE_BITS = 1.0
"""How far above `strong_candidate` a comparison ends the search for better ones."""

_COMPARED = 3
"""Registered pictures of an object compared with a photograph that did not find it."""


class Matcher:
    """Scores queries against a register. Thread-safe: all state is the register's and the weights'."""

    def __init__(self, register: Register, weights: Weights | None = None, *, signals: Signals = ALL_SIGNALS) -> None:
        """Use the shipped weights and all signals unless told otherwise."""
        self.register = register
        self.weights = weights or Weights.load()
        self.signals = signals
        self._coverage = CoverageCounter(register.index)

    def match(self, query: Query, trace: Trace | None = None) -> MatchAnswer:
        """Answer a query, and leave in the `trace` how. Raises QueryRefused; stores nothing (see `matcher.service`)."""
        watch, deadline = Stopwatch(), Deadline(self.register.settings.match_seconds)
        check(query, self.register.settings.max_photographs)
        with watch.stage("index"):
            generation = self.register.catch_up()
        with watch.stage("decode"):
            check_pixels(query, self.register.settings)
            pictures = self._decode(query)
        with watch.stage("views"):
            looks, boxes = looks_of(pictures, self.register.models, split=query.split, signals=self.signals)
        looks = _see(looks, watch, deadline)
        filters = Filters(clearance=query.role.clearance)
        candidates = Candidates()
        with watch.stage("candidates"):
            seek_pictures(self.register.index, looks, candidates, filters)
            seek_words(self.register.index, query.text, query.identifiers, candidates, filters)
            self._add_unseen(looks, candidates)
        with watch.stage("verification"):
            compared, missing = self._compare(looks, candidates, deadline)
        with watch.stage("second look"):
            compared = self._look_again(looks, candidates, compared, filters, deadline)
        with watch.stage("scoring"):
            records = self.register.store.get_many(candidates.found)
            rarity = count_words(self.register.index, query, records.values())
            cases = build_cases(query, records, candidates, compared, self.weights, rarity)
        if trace is not None:
            trace.looks, trace.candidates, trace.compared, trace.rarity = looks, candidates, compared, rarity
            trace.versions = {record.id: record.version for record in records.values()}
        searched = Searched(
            coverage=self._coverage.count(generation, query.role.clearance),
            schemes=self.register.models.schemes(),
            degraded=self._degraded(generation, missing, deadline),
            generation=generation,
        )
        return build_answer(Seen(query, pictures, looks, boxes), cases, searched, self.weights, watch)

    def again(self, query: Query, considered: Considered, searched: Searched) -> MatchAnswer:
        """Weigh once more what a past match considered. Raises QueryRefused.

        Nothing is searched, so the index may be away, and `searched` says what was. The records are those that were
        compared then, in the versions they had.
        """
        watch = Stopwatch()
        pictures = self._decode(query)
        looks, boxes = looks_of(pictures, self.register.models, split=query.split, signals=self.signals)
        unhurried = Deadline()
        compared, _ = self._compare(looks, considered.candidates, unhurried)
        turned = [look for look in looks if look.index in considered.turned and look.turned_descriptors is not None]
        compared = self._compare_turned(turned, considered.candidates, compared, unhurried)
        records = self.register.store.get_versions(considered.versions)
        cases = build_cases(query, records, considered.candidates, compared, self.weights, considered.rarity)
        return build_answer(Seen(query, pictures, looks, boxes), cases, searched, self.weights, watch)

    def _decode(self, query: Query) -> list[DecodedPicture]:
        limits = decode_limits(self.register.settings)
        pictures = []
        for number, photograph in enumerate(query.photographs):
            try:
                pictures.append(decode(photograph.data, limits, photograph.media_type))
            except PictureRejected as error:
                name = f" ({photograph.filename})" if photograph.filename else ""
                raise QueryRefused(error.code, f"Photograph {number + 1}{name}: {error}", number) from error
        return pictures

    def _add_unseen(self, looks: Sequence[Look], candidates: Candidates) -> None:
        """Have objects found by words, or by another photograph, compared with every photograph.

        A photograph that looks nothing like the registered one speaks against an object, however well the words fit.
        """
        unseen = {look.index: candidates.unseen(look) for look in looks if look.informative}
        records = self.register.store.get_many({each for found in unseen.values() for each in found})
        for look in looks:
            for object_id in unseen.get(look.index, ()):
                if object_id in records:
                    hashes = [photograph.sha256 for photograph in records[object_id].photographs[:_COMPARED]]
                    candidates.add_pictures(look, object_id, hashes)

    def _compare(self, looks: Sequence[Look], candidates: Candidates, deadline: Deadline) -> tuple[list[Compared], int]:
        sure = self.weights.thresholds.strong_candidate + SURE_BITS
        effort = Effort.for_looks(len(looks), sure) if self.signals.verification else Effort(0, 0, 0)
        compared: list[Compared] = []
        missing = 0
        for look in looks:
            found, without = compare(
                look, candidates, self.register.fingerprints, self.weights.picture, effort, deadline
            )
            compared.extend(found)
            missing += without
        return compared, missing

    def _look_again(
        self,
        looks: Sequence[Look],
        candidates: Candidates,
        compared: list[Compared],
        filters: Filters,
        deadline: Deadline,
    ) -> list[Compared]:
        """Seek looks that found nothing likely in the other seven orientations: dear, so only for those."""
        best: dict[int, float] = {}
        for each in compared:
            index = each.comparison.look.index
            bits = self.weights.picture.bits(measures(each.comparison))
            best[index] = max(best.get(index, bits), bits)
        unsure = [look for look in looks if best.get(look.index, -1e9) < self.weights.thresholds.possible]
        if deadline.skips(len(unsure)):
            return compared
        turned = seek_turned(self.register.index, unsure, candidates, filters)
        return self._compare_turned(turned, candidates, compared, deadline)

    def _compare_turned(
        self, turned: Sequence[Look], candidates: Candidates, compared: list[Compared], deadline: Deadline
    ) -> list[Compared]:
        """Replace the comparisons of the looks that were sought in other orientations too."""
        if not turned:
            return compared
        again, _ = self._compare(turned, candidates, deadline)
        return [each for each in compared if each.comparison.look not in turned] + again

    def _degraded(self, generation: int, missing: int, deadline: Deadline) -> tuple[str, ...]:
        degraded = list(self.register.models.degraded)
        if missing:
            degraded.append(
                f"{missing} registered pictures that were found have no fingerprint of the present kind and could not "
                "be compared: run `repatria reindex --rehash`."
            )
        if hurried := deadline.sentence():
            degraded.append(hurried)
        if self.register.store.generation() > generation:
            degraded.append("The index is behind the records: the newest changes were not searched.")
        return tuple(degraded)


def _see(looks: Sequence[Look], watch: Stopwatch, deadline: Deadline) -> list[Look]:
    """Compute what candidates are sought with, so that the time is told stage by stage. Returns the looks seen in time."""
    seen: list[Look] = []
    for look in looks:
        if look.informative and seen and deadline.skips():
            continue
        seen.append(look)
        for name, part in (("hashes", "hashes"), ("descriptors", "descriptors"), ("local features", "words")):
            with watch.stage(name):
                if look.informative:
                    getattr(look, part)
    return seen


def check(query: Query, most: int) -> None:
    """Refuse what cannot be answered before anything is decoded."""
    if not query.photographs and not (query.text or "").strip() and not any(each.strip() for each in query.identifiers):
        raise QueryRefused("empty_query", "The query is empty: send one to eight photographs, words, or an identifier.")
    if len(query.photographs) > most:
        raise QueryRefused(
            "too_many_photographs",
            f"The query has {len(query.photographs)} photographs, at most {most} can be looked at together: "
            "send the rest as a query of their own.",
        )


def check_pixels(query: Query, settings: Settings) -> None:
    """Refuse photographs that would take too long together, by what their headers claim.

    A single one beyond its own limit does not count: it is refused for that, with its number, when it is decoded.
    """
    sizes = [claimed_pixels(photograph.data) for photograph in query.photographs]
    total = sum(size for size in sizes if size <= settings.max_picture_pixels)
    if total > settings.max_query_pixels:
        raise QueryRefused(
            "too_many_query_pixels",
            f"The photographs have {total / 1e6:.0f} megapixels together, at most {settings.max_query_pixels / 1e6:g} can be "
            "looked at in one query: send smaller copies (2,000 pixels on the longer side are plenty), or fewer photographs.",
        )
