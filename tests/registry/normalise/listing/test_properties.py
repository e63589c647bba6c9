"""What holds for every text: no failure, places inside and apart, and a reading that reads back."""

from hypothesis import given
from hypothesis import strategies as st

from registry.normalise.listing import FieldKind, labelled_text, read_listing
from tests.registry.normalise.listing.measuring import listings

TEXTS = [listing.text for file in ("listings.toml", "unseen.toml") for listing in listings(file)]
LINES = sorted({line for text in TEXTS for line in text.splitlines() if line.strip()})

fragments = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["Provenance:", "LOT 5", "(1606-1669)", "c. 1650", "«", "”", "* * *", "\t", "|", "оценка", "—", "\u0640"]
    ),
    st.text(max_size=20),
)
mixed = st.lists(
    st.tuples(fragments, st.sampled_from(["\n", " ", ", ", ". ", "; ", " – ", "\r\n", ""])), max_size=8
).map(lambda parts: "".join(text + gap for text, gap in parts))


@given(st.one_of(st.text(max_size=200), mixed))
def test_places_lie_inside_the_text_and_apart(text: str) -> None:
    read = read_listing(text)
    end = 0
    for field in read.fields:
        assert end <= field.span.start < field.span.end <= len(text)
        assert field.value == " ".join(field.span.of(text).split()) != ""
        assert field.in_words
        end = field.span.end
    assert read.text == text


@given(mixed)
def test_a_reading_reads_back(text: str) -> None:
    """Written with labels, the fields are read as the same fields."""
    written = labelled_text((field.kind, field.value) for field in read_listing(text).fields)
    once = read_listing(written)
    again = read_listing(labelled_text((field.kind, field.value) for field in once.fields))
    assert [(field.kind, field.value) for field in again.fields] == [(field.kind, field.value) for field in once.fields]


@given(st.sampled_from(LINES), st.sampled_from([kind for kind in FieldKind if kind is not FieldKind.OTHER]))
def test_a_label_decides(line: str, kind: FieldKind) -> None:
    """Whatever a user writes into a field stays in that field."""
    read = read_listing(labelled_text([(kind, line.rsplit(":", maxsplit=1)[-1])]))
    assert {field.kind for field in read.fields} <= {kind}


def test_every_known_listing_reads_back_to_the_same_fields() -> None:
    for text in TEXTS:
        fields = [(field.kind, field.value) for field in read_listing(text).fields]
        assert [(field.kind, field.value) for field in read_listing(labelled_text(fields)).fields] == fields


def test_a_long_text_is_kept_to_its_end() -> None:
    text = "Jan Steen, The Merry Company, oil on canvas, 65 x 81 cm\n" + "word " * 10_000
    read = read_listing(text)
    assert read.of(FieldKind.MEDIUM)[0].value == "oil on canvas"
    assert read.fields[-1].kind is FieldKind.OTHER
    assert read.fields[-1].span.end == len(text.rstrip())
