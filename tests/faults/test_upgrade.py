"""The server is replaced by a newer one on the same data."""

import pytest

from tests.faults.installing import strong
from tests.faults.own import BEFORE, PRINTS, OwnServer
from tests.prefixes import elasticsearch_client

BITS = 1e-6


def test_after_an_upgrade_of_the_server_answers_are_the_same_and_writing_goes_on(own_server: OwnServer) -> None:
    with elasticsearch_client(own_server.server) as client:
        assert client.info()["version"]["number"] != BEFORE
    first, second = PRINTS
    before, after = own_server.before, own_server.after
    assert strong(before) == {own_server.ids[first]}
    assert [each.object_id for each in after.candidates] == [each.object_id for each in before.candidates]
    assert [each.score_bits for each in after.candidates] == pytest.approx(
        [each.score_bits for each in before.candidates], abs=BITS
    )
    assert (after.verdict, after.degraded) == (before.verdict, before.degraded)
    with own_server.installation() as installation:
        assert installation.in_step()
        added = installation.register(3)
        assert installation.found(3) == {added}
        assert installation.found(second) == {own_server.ids[second]}
