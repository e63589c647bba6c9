"""German and Swedish compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.text import fold, highlight_spans
from registry.normalise.text.compounds import compound_parts


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Ölgemälde", "ol gemalde"),
        ("Kupferstich", "kupfer stich"),
        ("Rollsiegel", "roll siegel"),
        ("Keilschrifttafel", "keilschrift tafel"),
        ("Wandteppich", "wand teppich"),
        ("Frauenbildnis", "frauen bildnis"),
        ("Landschaftsgemälde", "landschafts gemalde"),
        ("Elfenbeinschnitzerei", "elfenbein schnitzerei"),
        ("oljemålning", "olje malning"),
        ("blyertsteckning", "blyerts teckning"),
        ("kopparstick", "koppar stick"),
        ("hjullåspistol", "hjullas pistol"),
        ("kvinnoporträtt", "kvinno portratt"),
        ("sigillring", "sigill ring"),
        ("stolsryggsöverdrag", "stol rygg overdrag"),
    ],
)
def test_compounds_are_split_into_parts(word: str, parts: str) -> None:
    assert compound_parts(fold(word)) == tuple(parts.split())


@pytest.mark.parametrize("word", ["Porzellan", "Statuette", "Malerei", "Tapisserie", "Handschrift", "sandsten", "Bruegel",
                                  "Rembrandt", "bronze", "harnesk", "Picasso", "photograph", "landscape"])  # fmt: skip
def test_other_words_stay_whole(word: str) -> None:
    assert compound_parts(fold(word)) == ()


@given(st.text(alphabet="abcdefghilmnorstu", min_size=7, max_size=20))
def test_parts_join_to_the_word_but_for_linking_letters(word: str) -> None:
    parts = compound_parts(word)
    assert not parts or (len(parts) >= 2 and word.startswith(parts[0]) and word.endswith(parts[-1]))


def test_a_search_for_the_head_marks_the_compound() -> None:
    assert highlight_spans("En oljemålning på duk", "målning") == [(3, 14)]
