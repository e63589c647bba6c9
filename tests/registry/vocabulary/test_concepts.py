"""The vocabularies: size, languages, links, and words that must not be lost."""

import pytest
from pydantic import ValidationError

from registry.vocabulary.concepts import LANGUAGES, Concept, Concepts, Material, Role, materials, object_types
from registry.vocabulary.lists import ObjectType


def _material(name: str, broader: str | None = None) -> Material:
    terms = dict.fromkeys(LANGUAGES, (name,))
    return Material(id=name, broader=broader, terms=terms, kind="material", role=Role.BODY, family="test")


def test_the_vocabularies_are_as_large_as_promised() -> None:
    assert len(materials()) >= 120
    assert len(object_types()) >= 80


def test_every_level1_type_but_a_few_has_a_concept() -> None:
    covered = {concept.level1 for concept in object_types()}
    assert set(ObjectType) - covered == set()


@pytest.mark.parametrize("concept", [*materials(), *object_types()], ids=lambda concept: concept.id)
def test_terms_are_clean(concept: Concept) -> None:
    for terms in concept.terms.values():
        assert len(terms) == len(set(terms))
        assert all(term == term.strip() and term for term in terms)


def test_families_of_the_domain_reference() -> None:
    families = {concept.id: concept.family for concept in materials()}
    assert families["bronze"] == families["brass"] == families["gilt_bronze"] == families["copper_alloy"]
    assert families["terracotta"] == families["earthenware"] == families["clay"]
    assert families["limestone"] == families["marble"] == families["alabaster"] == families["schist"]
    assert families["parchment"] == families["paper"]
    assert families["ivory"] == families["bone"]
    assert families["wood"] == families["ebony"]


def test_identifiers_have_sources() -> None:
    given = [concept for concept in (*materials(), *object_types()) if concept.aat]
    assert len(given) >= 40
    assert len({concept.aat for concept in given}) == len(given)
    assert all(concept.aat_source for concept in given)


def test_broken_vocabularies_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown concept"):
        Concepts("test", [_material("a", "b")])
    with pytest.raises(ValueError, match="broader than itself"):
        Concepts("test", [_material("a", "b"), _material("b", "a")])
    with pytest.raises(ValueError, match="occurs twice"):
        Concepts("test", [_material("a"), _material("a")])
    with pytest.raises(ValidationError, match="terms are needed"):
        Material(id="a", terms={"en": ("a",)}, kind="material", role=Role.BODY, family="test")
    with pytest.raises(ValidationError, match="needs its source"):
        Material.model_validate({**_material("a").model_dump(), "aat": "300011443"})
