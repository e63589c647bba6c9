"""Search: words in any script, numbers, filters, facets, highlights, pages; nothing that the role may not find."""

import pytest
from fastapi.testclient import TestClient

from registry.records.object import ObjectContent
from tests.api.conftest import World


def search(client: TestClient, world: World, role: str = "officer", **parameters):
    return client.get("/v1/objects", params=parameters, headers=world.headers(role))


def test_highlights_are_offsets_into_the_original_text(client: TestClient, world: World) -> None:
    page = search(client, world, q="leather medallion").json()
    hit = next(each for each in page["hits"] if each["id"] == world.ids["arabic"])
    highlight = next(each for each in hit["highlights"] if each["field"] == "descriptions.0.text")
    text = "Ink on paper, <b>brown</b> leather binding with a stamped medallion."
    assert [text[start:end] for start, end in highlight["spans"]] == ["leather", "medallion"]
    assert highlight["excerpt"] == text[highlight["excerpt_start"] :][: len(highlight["excerpt"])]


@pytest.mark.parametrize("words", ["مصحف غزة", "MS14-3", "ms 14/3", "Quran Gaza"])
def test_found_in_any_script_and_spelling(client: TestClient, world: World, words: str) -> None:
    page = search(client, world, q=words).json()
    assert page["hits"][0]["id"] == world.ids["arabic"]
    assert page["hits"][0]["title_language"] == "ar"


def test_an_object_is_found_by_its_id(client: TestClient, world: World) -> None:
    typed = world.ids["painting"].lower().replace("-", " ")
    assert search(client, world, q=typed).json()["hits"][0]["id"] == world.ids["painting"]
    assert search(client, world, q=world.ids["secret"]).json()["hits"] == []


def test_the_id_of_a_hidden_object_is_answered_like_one_that_is_not_there(client: TestClient, world: World) -> None:
    hidden, unknown = (
        search(client, world, q=each).json() for each in (world.ids["secret"], "RP-ZZZZZZZZZZZZZZZ" + "Z")
    )
    assert hidden == unknown
    assert hidden["total"] == 0
    assert search(client, world, "registrar", q=world.ids["secret"]).json()["total"] == 1


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        ({"type": "manuscript", "status": "looted", "country": "PS", "has_picture": "false"}, True),
        ({"type": "painting"}, False),
        ({"status": "stolen"}, False),
        ({"country": "FR"}, False),
        ({"has_picture": "true"}, False),
        ({"from": 1000}, False),
        ({"to": 1900}, False),
    ],
)
def test_filters_hold_for_an_object_found_by_its_id(client: TestClient, world: World, filters, admitted: bool) -> None:
    page = search(client, world, q=world.ids["arabic"], **filters).json()
    assert page["total"] == admitted
    assert [hit["id"] for hit in page["hits"]] == [world.ids["arabic"]] * admitted


def test_pages_hold_every_object_once(client: TestClient, world: World) -> None:
    seen: list[str] = []
    parameters: dict[str, object] = {"limit": 4, "has_picture": "true"}
    page = search(client, world, **parameters).json()
    total = page["total"]
    while True:
        seen += [hit["id"] for hit in page["hits"]]
        if page["next_cursor"] is None:
            break
        page = search(client, world, **parameters, cursor=page["next_cursor"]).json()
    assert len(seen) == len(set(seen)) == total >= 16
    assert sum(page["facets"]["object_type"].values()) == total


@pytest.mark.parametrize("limit", [1, 2, 3, 20])
def test_a_page_is_never_longer_than_asked(client: TestClient, world: World, limit: int) -> None:
    """A number that several objects have brings them up before those that words find, also over several pages."""
    store = client.app.state.parts.repatria.store  # type: ignore[attr-defined]
    content = {"object_type": "tool", "status": "stolen", "inventory_numbers": [{"value": "ZQ 41-7"}]}
    if not any(each.inventory_numbers and each.inventory_numbers[0].value == "ZQ 41-7" for each in store.all_objects()):
        for title in ("adze", "awl", "chisel", "plane", "saw"):
            made = ObjectContent.model_validate({**content, "titles": [{"value": title}]})
            store.add(made, actor="tests")
        found = {**content, "inventory_numbers": [], "titles": [{"value": "a rasp kept beside ZQ 41-7"}]}
        store.add(ObjectContent.model_validate(found), actor="tests")
    titles: list[str] = []
    parameters: dict[str, object] = {"q": "ZQ41-7", "limit": limit}
    page = search(client, world, **parameters).json()
    while True:
        assert len(page["hits"]) <= limit
        titles += [hit["title"] for hit in page["hits"]]
        if page["next_cursor"] is None:
            break
        assert page["hits"]
        page = search(client, world, **parameters, cursor=page["next_cursor"]).json()
    assert sorted(titles[:5]) == ["adze", "awl", "chisel", "plane", "saw"]
    assert len(titles) == len(set(titles))


def test_filters_narrow(client: TestClient, world: World) -> None:
    page = search(client, world, type=["mask", "manuscript"], country="PS").json()
    assert [hit["id"] for hit in page["hits"]] == [world.ids["arabic"]]
    assert search(client, world, status="looted", country="FR").json()["total"] == 0
    everything = search(client, world).json()["total"]
    assert 0 < search(client, world, **{"from": -500, "to": 3000}).json()["total"] <= everything


@pytest.mark.parametrize(
    ("parameters", "slug"),
    [
        ({"colour": "red"}, "unknown-parameter"),
        ({"limit": 0}, "invalid-request"),
        ({"limit": 101}, "invalid-request"),
        ({"type": "sofa"}, "invalid-request"),
        ({"country": "Italy"}, "invalid-request"),
        ({"from": 10, "to": 5}, "invalid-request"),
        ({"q": "x" * 501}, "invalid-request"),
        ({"cursor": "nonsense"}, "invalid-cursor"),
        ({"cursor": "\u00e9"}, "invalid-cursor"),
        ({"has_picture": "perhaps"}, "invalid-request"),
    ],
)
def test_wrong_parameters(client: TestClient, world: World, parameters, slug: str) -> None:
    response = search(client, world, **parameters)
    assert response.json()["type"] == f"/problems/{slug}"
    assert response.json()["errors"]


def test_a_cursor_belongs_to_its_search(client: TestClient, world: World) -> None:
    cursor = search(client, world, limit=2).json()["next_cursor"]
    assert search(client, world, limit=3, cursor=cursor).status_code == 200
    assert search(client, world, q="other", cursor=cursor).json()["type"] == "/problems/invalid-cursor"


@pytest.mark.parametrize("words", ["Zorvath", "stater"])
def test_what_is_above_the_role_is_neither_found_nor_counted(client: TestClient, world: World, words: str) -> None:
    assert search(client, world, "officer", q=words).json()["total"] == 0
    assert search(client, world, "registrar", q=words).json()["total"] == 1


def test_words_above_the_role_do_not_find(client: TestClient, world: World) -> None:
    assert search(client, world, "officer", q="P-7781").json()["total"] >= 0
    page = search(client, world, "trade", q="Privée").json()
    assert all(hit["id"] != world.ids["blind"] for hit in page["hits"])


def test_a_blind_hit_shows_no_name(client: TestClient, world: World) -> None:
    page = search(client, world, "trade", q="Quillon")
    assert [hit["id"] for hit in page.json()["hits"]] == [world.ids["blind"]]
    assert "river" not in page.text
    assert page.json()["hits"][0]["highlights"] == []
    assert search(client, world, "public", q="Quillon").json()["total"] == 0
