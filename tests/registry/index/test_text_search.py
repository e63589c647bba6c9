"""Words in any script, in any state: ranking, spelling, paging, and inputs that mean harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.index.protocol import Filters, SearchIndex, TextField
from registry.vocabulary.lists import Level

from .making import entry

PUBLIC = Filters()


def found(engine: SearchIndex, text: str) -> list[str]:
    return [hit.object_id for hit in engine.search_text(text, offset=0, limit=50, filters=PUBLIC).hits]


@pytest.fixture(scope="module")
def works(kept_engine: SearchIndex) -> SearchIndex:
    """Works in several scripts. For reading only."""

    def texts(title: str, maker: str, description: str = "") -> dict[Level, dict[TextField, str]]:
        words = {TextField.TITLE: title, TextField.MAKER: maker, TextField.DESCRIPTION: description}
        return {Level.PUBLIC: words}

    kept_engine.apply(
        [
            entry("wave", texts=texts("Девятый вал", "Иван Айвазовский")),
            entry("hokusai", texts=texts("海辺の夕暮れ", "葛飾北斎")),
            entry("harbour", texts=texts("Harbour at dusk", "J. Smith", "Boats by an orchard")),
            entry("orchard", texts=texts("Orchard in bloom", "É. Lefèvre", "Seen from the harbour")),
            entry("arabic", texts=texts("العَرَبِيَّة", "أحمد")),
        ],
        generation=1,
    )
    return kept_engine


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Айвазовский", "wave"),
        ("айвазовский девятый", "wave"),
        ("Aivazovsky", "wave"),
        ("ayvazovskiy", "wave"),
        ("Aivasovsky", "wave"),
        ("aivaz", "wave"),
        ("夕暮れ", "hokusai"),
        ("北斎", "hokusai"),
        ("lefevre", "orchard"),
        ("Lefévre", "orchard"),
        ("احمد", "arabic"),
        ("العربيه", "arabic"),
        ("harbour orchard", "orchard"),
        ("harbuor", "harbour"),
        ("HARB", "harbour"),
    ],
)
def test_finds(works: SearchIndex, text: str, first: str) -> None:
    hits = found(works, text)
    if text == "harbour orchard":
        assert set(hits) == {"harbour", "orchard"}
    else:
        assert hits[0] == first


def test_weighty_fields_come_before_descriptions(works: SearchIndex) -> None:
    assert found(works, "orchard") == ["orchard", "harbour"]
    assert found(works, "harbour") == ["harbour", "orchard"]


def test_objects_with_all_words_come_before_those_with_some(engine: SearchIndex) -> None:
    engine.apply(
        [
            entry("some", title="amphora amphora amphora red"),
            entry("all", texts={Level.PUBLIC: {TextField.DESCRIPTION: "a red-figure amphora with a rare satyr"}}),
            *(entry(f"filler{n}", title="amphora") for n in range(20)),
        ],
        generation=1,
    )
    assert found(engine, "amphora satyr")[0] == "all"


def test_one_edit_does_not_make_two(works: SearchIndex) -> None:
    assert found(works, "harbxxr") == []
    assert found(works, "bot") == []


def test_nothing_to_search_for_lists_all_by_falling_id(works: SearchIndex) -> None:
    assert found(works, "  ") == ["wave", "orchard", "hokusai", "harbour", "arabic"]
    page = works.search_text("", offset=1, limit=2, filters=PUBLIC)
    assert ([hit.object_id for hit in page.hits], page.total) == (["orchard", "hokusai"], 5)


def test_punctuation_alone_finds_nothing(works: SearchIndex) -> None:
    assert found(works, '"*" (?)') == []


def test_pages_join_to_the_whole_list(engine: SearchIndex) -> None:
    engine.apply([entry(f"obj-{n:03}", title="harbour " + "boat " * (n % 7)) for n in range(60)], generation=1)
    whole = found(engine, "harbour boat")
    pages = [
        hit.object_id
        for offset in range(0, 60, 13)
        for hit in engine.search_text("harbour boat", offset=offset, limit=13, filters=PUBLIC).hits
    ]
    assert pages[:50] == whole
    assert len(set(pages)) == 60
    past = engine.search_text("harbour", offset=1000, limit=10, filters=PUBLIC)
    assert (past.hits, past.total) == ((), 60)


@pytest.mark.parametrize(
    "text",
    ['"', "(((((", "title:harbour", "a AND OR NOT b", "harbour^", "[a TO z]", "\\", "\x00harbour", "*" * 10_000,
     "harbour " * 2_000, "\ud800 harbour", "a" * 10_000, " ".join(f"w{n}" for n in range(2_000)), "海" * 5_000],
)  # fmt: skip
def test_no_input_breaks_it(works: SearchIndex, text: str) -> None:
    page = works.search_text(text, offset=0, limit=10, filters=PUBLIC)
    assert ("harbour" in {hit.object_id for hit in page.hits}) == ("harbour" in text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_answered(works: SearchIndex, text: str) -> None:
    page = works.search_text(text, offset=0, limit=10, filters=PUBLIC)
    assert page.total >= len(page.hits)
    works.by_identifiers([text], limit=3, filters=PUBLIC)


def test_a_long_text_still_finds_its_rare_words(works: SearchIndex) -> None:
    text = "lorem ipsum dolor " * 300 + "orchard " + " ".join(f"filler{n}" for n in range(500))
    assert "orchard" in found(works, text)
