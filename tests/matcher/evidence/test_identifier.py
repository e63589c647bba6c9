"""Numbers: the same, the same of another institution, one sign off, another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.answer import EvidenceKind
from tests.matcher.evidence.making import outcome, record


@pytest.mark.parametrize(
    ("identifiers", "text", "level"),
    [
        (("56642",), "", "same"),
        (("IM-56642",), "", "same with institution"),
        (("ІМ 56642",), "", "same with institution"),
        (("56642",), "from the Iraq Museum", "same with institution"),
        (("IM 1",), "", "other"),
        (("IM 56.64Z",), "", "one sign off"),
        ((), "a seal without a number", "missing"),
        ((), "a seal, IM-56642, found in Ur", "same with institution"),
        ((), "编号IM56642的印章", "same with institution"),
        ((), "inventory number 56642 of the Iraq Museum", "same with institution"),
        ((), "a seal, IM 56642.2", "missing"),
        ((), "a seal, IM 566423", "missing"),
        ((), "a seal, ZIM 56642", "missing"),
        ((), "a seal of the ancient IM. 56642 were made", "same with institution"),
        ((), "lot 56642", "missing"),
    ],
)
def test_identifiers(identifiers: tuple[str, ...], text: str, level: str) -> None:
    assert outcome(EvidenceKind.IDENTIFIER, text, identifiers=identifiers).level == level


@pytest.mark.parametrize("parts", [(), ("QM 77-12.3",), ("QM 77", "12"), ("1QM 77-12",), ("3-QM 77-12",)])
def test_a_number_is_named_only_as_a_whole(parts: tuple[str, ...]) -> None:
    numbered = record(inventory_numbers=[{"value": "QM 77-12"}])
    text = f"a mask, {'. Of '.join(parts)}" if parts else "a mask, qm 77 - 12, and a bowl"
    found = outcome(EvidenceKind.IDENTIFIER, text, numbered)
    assert (found.level, found.query) == (("missing", None) if parts else ("same", "qm 77 - 12"))


@given(
    st.from_regex(r"[A-Z]{2}[ .-][1-9][0-9]{2,4}", fullmatch=True),
    st.sampled_from(["", "x ", "in ", "№ "]),
    st.sampled_from(["", " x", ", bowl", "."]),
)
def test_a_number_in_a_text_is_shown_as_the_text_spells_it(number: str, before: str, after: str) -> None:
    known = record(inventory_numbers=[{"value": number.replace("-", "")}])
    found = outcome(EvidenceKind.IDENTIFIER, f"{before}{number}{after}", known)
    assert found.level in {"same", "same with institution"}
    assert found.query is not None
    assert number.endswith(found.query) or found.query.endswith(number)
    assert found.registry == number.replace("-", "")


@pytest.mark.parametrize(("identifiers", "text"), [(("IM-56642",), "IM-56642"), ((), "a seal, IM-56642, from Ur")])
def test_explanations_carry_both_values(identifiers: tuple[str, ...], text: str) -> None:
    found = outcome(EvidenceKind.IDENTIFIER, text, identifiers=identifiers)
    assert (found.query, found.registry) == ("IM-56642", "IM 56.642")
