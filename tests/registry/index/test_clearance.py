"""What a clearance may not read is not found, not counted and not told by any route."""

import numpy as np
import pytest

from registry.index.protocol import Filters, HashKind, SearchIndex, TextField
from registry.vocabulary.lists import Level, ObjectType

from .making import entry, hash_rows, picture


@pytest.fixture
def guarded(engine: SearchIndex, rng: np.random.Generator) -> SearchIndex:
    """Objects with something to hide: a description, a number, a picture, or themselves."""
    engine.apply(
        [
            entry(
                "open",
                texts={
                    Level.PUBLIC: {TextField.TITLE: "harbour"},
                    Level.LAW_ENFORCEMENT: {TextField.EVENT: "skylight", TextField.TITLE: "harbour skylight"},
                    Level.OWNER: {TextField.HOLDER: "Weatherby"},
                },
                identifiers={Level.PUBLIC: ["A1"], Level.REGISTRAR: ["S99"]},
            ),
            entry(
                "secret",
                visibility=Level.LAW_ENFORCEMENT,
                object_type=ObjectType.MASK,
                title="harbour",
                country="ML",
                identifiers={Level.PUBLIC: ["A1"]},
                pictures=[picture(rng)],
            ),
        ],
        generation=1,
    )
    return engine


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("skylight", Level.LAW_ENFORCEMENT),
        ("skyl", Level.LAW_ENFORCEMENT),  # a beginning
        ("skylihgt", Level.LAW_ENFORCEMENT),  # a slip
        ("скайлайт weatherby", Level.OWNER),
    ],
)
def test_a_restricted_word_is_not_findable_below_its_level(guarded: SearchIndex, words: str, level: Level) -> None:
    for clearance in Level:
        page = guarded.search_text(words, offset=0, limit=5, filters=Filters(clearance=clearance))
        assert page.total == (1 if clearance >= level else 0)
        assert bool(page.hits) == bool(page.facets["object_type"]) == (clearance >= level)


def test_a_restricted_word_does_not_change_the_order_below_its_level(guarded: SearchIndex) -> None:
    guarded.apply([entry("plain", title="harbour")], generation=2)
    page = guarded.search_text("harbour skylight", offset=0, limit=5, filters=Filters())
    assert page.hits[0].score == page.hits[1].score


@pytest.mark.parametrize("text", ["", "harbour"])
def test_hidden_objects_are_not_counted(guarded: SearchIndex, text: str) -> None:
    public = guarded.search_text(text, offset=0, limit=5, filters=Filters())
    police = guarded.search_text(text, offset=0, limit=5, filters=Filters(clearance=Level.LAW_ENFORCEMENT))
    assert (public.total, police.total) == (1, 2)
    assert public.facets["object_type"] == {"painting": 1}
    assert public.facets["country"] == {}
    assert police.facets["object_type"] == {"painting": 1, "mask": 1}
    assert police.facets["country"] == {"ML": 1}


def test_restricted_numbers_and_objects_are_not_found_by_number(guarded: SearchIndex) -> None:
    assert guarded.by_identifiers(["S99"], limit=5, filters=Filters(clearance=Level.LAW_ENFORCEMENT)) == []
    assert guarded.by_identifiers(["S99"], limit=5, filters=Filters(clearance=Level.REGISTRAR)) == ["open"]
    assert guarded.by_identifiers(["A1"], limit=5, filters=Filters()) == ["open"]
    assert len(guarded.by_identifiers(["A1"], limit=5, filters=Filters(clearance=Level.OWNER))) == 2


@pytest.mark.parametrize("hidden", ["picture", "object"])
def test_restricted_pictures_are_not_found(engine: SearchIndex, rng: np.random.Generator, hidden: str) -> None:
    shown = picture(rng, level=Level.TRADE if hidden == "picture" else Level.PUBLIC)
    visibility = Level.TRADE if hidden == "object" else Level.PUBLIC
    engine.apply(
        [
            entry("guarded", visibility=visibility, pictures=[shown]),
            entry("other", pictures=[picture(rng)]),
        ],
        generation=1,
    )
    assert shown.views[0].descriptor is not None
    for clearance in (Level.PUBLIC, Level.TRADE):
        filters = Filters(clearance=clearance)
        bits = hash_rows(shown.views[0], HashKind.PHASH_64)
        routes = [
            engine.near_hashes(HashKind.PHASH_64, bits, max_distance=0, limit=5, filters=filters),
            engine.near_descriptors(shown.views[0].descriptor[None], limit=5, filters=filters),
            engine.near_words(shown.words, limit=5, filters=filters),
        ]
        for hits in routes:
            assert ("guarded" in {hit.object_id for hit in hits}) == (clearance >= Level.TRADE)
