"""Records that a listing may describe, and how common words are: on both engines, alone and side by side."""

import numpy as np
import pytest

from registry.index.embedded import EmbeddedIndex
from registry.index.protocol import Filters, ObjectEntry, RecordQuery, Said, SearchIndex, TermCounts, TextField
from registry.vocabulary.lists import Level, ObjectType

from .making import entry
from .test_congruence import Pair, both  # noqa: F401 - a fixture

OFFICER = Filters(clearance=Level.LAW_ENFORCEMENT)


def word(*keys: str) -> Said:
    return Said(tuple((key, 1.0 / (place + 1)) for place, key in enumerate(keys)))


def fact(*keys: str) -> Said:
    return Said(word(*keys).ways, fact=True)


@pytest.fixture(scope="module")
def works(kept_engine: SearchIndex) -> SearchIndex:
    """For reading only."""
    harbour = {Level.PUBLIC: ("w:harbour", "w:dusk", "e:188", "m:oil_paint", "d:10.20")}
    kept_engine.apply(
        [
            entry("dusk", keys=harbour, identifiers={Level.PUBLIC: ["A12"]}),
            entry("dawn", keys={Level.PUBLIC: ("w:harbour", "w:dawn", "e:188")}, object_type=ObjectType.PRINT),
            entry("boats", keys={Level.PUBLIC: ("w:boats", "p:bots", "m:oil_paint", "e:188")}),
            entry("secret", keys={Level.LAW_ENFORCEMENT: ("w:secret",), Level.PUBLIC: ("w:harbour",)}),
            entry("hidden", visibility=Level.OWNER, keys={Level.PUBLIC: ("w:dusk", "w:harbour")}),
            entry("plain", title="Harbour at dusk"),
            entry("others", title="A harbour", object_type=ObjectType.PRINT),
            entry("level", texts={Level.REGISTRAR: {TextField.TITLE: "harbour"}}),
        ],
        generation=1,
    )
    return kept_engine


def all_of(index: SearchIndex, *said: Said, filters: Filters = OFFICER) -> list[str]:
    (found,) = index.near_records([RecordQuery(said=said)], filters=filters)
    return [hit.object_id for hit in found.by_all]


def test_the_rarest_word_counts_most_and_the_best_way_once(works: SearchIndex) -> None:
    assert all_of(works, word("w:harbour"), word("w:dusk")) == ["dusk", "secret", "dawn"]
    assert all_of(works, word("w:harbour"), word("w:boats", "p:bots")) == ["boats", "secret", "dusk", "dawn"]
    assert all_of(works, word("w:nowhere")) == []
    assert all_of(works, Said(())) == []


def test_words_and_facts_have_lists_of_their_own(works: SearchIndex) -> None:
    query = RecordQuery(("A12",), (word("w:boats"), fact("e:188"), fact("d:10.20")))
    (found,) = works.near_records([query], filters=OFFICER)
    assert found.identified == ("dusk",)
    assert [hit.object_id for hit in found.by_words] == ["boats"]
    assert [hit.object_id for hit in found.by_facts] == ["dusk", "dawn", "boats"]
    assert {hit.object_id for hit in found.by_all} == {"dusk", "dawn", "boats"}


def test_where_only_words_or_only_facts_are_said_the_other_list_is_empty(works: SearchIndex) -> None:
    words, facts, nothing = works.near_records(
        [RecordQuery(said=(word("w:dusk"),)), RecordQuery(said=(fact("e:188"),)), RecordQuery()], filters=OFFICER
    )
    assert (words.by_words, words.by_facts) == (words.by_all, ())
    assert (facts.by_facts, facts.by_words) == (facts.by_all, ())
    assert (nothing.by_all, nothing.identified) == ((), ())


def test_a_key_of_a_higher_level_is_not_found(works: SearchIndex) -> None:
    assert all_of(works, word("w:secret")) == ["secret"]
    assert all_of(works, word("w:secret"), filters=Filters()) == []
    assert "hidden" not in all_of(works, word("w:dusk"))


def test_filters_hold(works: SearchIndex) -> None:
    prints = Filters(clearance=Level.LAW_ENFORCEMENT, object_types=frozenset({ObjectType.PRINT}))
    assert all_of(works, word("w:harbour"), filters=prints) == ["dawn"]


def test_terms_are_counted_by_type_and_clearance(works: SearchIndex) -> None:
    asked = {ObjectType.PAINTING: ["harbour", "dusk", "nowhere"], ObjectType.PRINT: ["harbour"], ObjectType.COIN: []}
    public = works.term_counts(asked)
    assert list(public) == list(asked)
    assert public[ObjectType.PRINT] == TermCounts(2, {"harbour": 1})
    assert public[ObjectType.COIN].counts == {}
    painted, all_painted = (
        public[ObjectType.PAINTING],
        works.term_counts(asked, clearance=Level.OWNER)[ObjectType.PAINTING],
    )
    assert painted.counts == {"harbour": 1, "dusk": 1, "nowhere": 0}
    assert all_painted.counts["harbour"] == 2, "what is hidden from the public counts for the owner alone"
    assert works.term_counts({}) == {}


def test_both_engines_give_the_same_lists(both: Pair) -> None:  # noqa: F811
    rng = np.random.default_rng(11)
    names = [f"w:{number}" for number in range(40)]
    weights = 1.0 / np.arange(1, 41)

    def made(number: int) -> ObjectEntry:
        levels = [Level(int(each)) for each in rng.choice(3, 2, replace=False)]
        keys = {level: tuple(rng.choice(names, 6, replace=False, p=weights / weights.sum())) for level in levels}
        return entry(f"obj-{number:03}", keys=keys, title="harbour " + str(rng.integers(3)))

    entries = [made(number) for number in range(150)]
    for index in both:
        index.rebuild(entries, generation=1, schemes={})
    for _ in range(10):
        said = tuple(
            Said(
                tuple((str(key), float(w)) for key, w in zip(rng.choice(names, 3), (1, 0.6, 0.3), strict=True)),
                bool(n % 2),
            )
            for n in range(6)
        )
        filters = Filters(clearance=Level(int(rng.integers(3))))
        one, other = (index.near_records([RecordQuery(said=said, limit=200)], filters=filters)[0] for index in both)
        for mine, theirs in zip(
            (one.by_all, one.by_facts, one.by_words), (other.by_all, other.by_facts, other.by_words), strict=True
        ):
            assert {hit.object_id for hit in mine} == {hit.object_id for hit in theirs}
            scores = {hit.object_id: hit.score for hit in mine}
            ordered = [scores[hit.object_id] for hit in theirs]
            assert np.all(np.diff(ordered) < 1e-3), "one order but for scores that floating point makes differ"
        asked = {ObjectType.PAINTING: ["harbour", "1"]}
        assert both[0].term_counts(asked) == both[1].term_counts(asked)


def test_entries_without_keys_are_found_by_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = EmbeddedIndex.open(tmp_path_factory.mktemp("keys") / "index")
    index.apply([entry("one", title="harbour")], generation=1)
    assert index.near_records([], filters=OFFICER) == []
    assert all_of(index, word("w:harbour")) == []
    index.close()
