"""What an operator should know of the server although it answers: missing copies, a full disk, no master.

Only our own indices are looked at: what else lies on the server is not ours to judge. A red index is no concern of this
kind, since searches of it fail, and say why.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.index.elasticsearch.connection import Connection
from registry.index.elasticsearch.names import Names

_WRITE_BLOCKS = ("index.blocks.read_only_allow_delete", "index.blocks.read_only", "index.blocks.write")


def concerns(connection: Connection, names: Names) -> tuple[str, ...]:
    """One sentence for each concern, with what to do. Three short requests, none of which waits for a master."""
    return tuple(_concerns(connection, [names.objects, names.views]))


def _concerns(connection: Connection, indices: list[str]) -> Iterator[str]:
    master = connection.ask(lambda client: client.cluster.state(metric="master_node"))
    if not master.get("master_node"):
        yield (
            "Elasticsearch has no master at the moment: searches go on, changes wait in the store. It chooses one by itself "
            "while more than half of its master-eligible nodes run; start those that do not."
        )
    # From what the node itself knows: without a master it would wait for one.
    health = connection.ask(lambda client: client.cluster.health(index=indices, local=True))
    if health["status"] == "yellow":
        yield (
            f"Elasticsearch is yellow: {health['unassigned_shards'] + health['initializing_shards']} copies of parts of the "
            "index are missing. Answers are whole; should another node fail before the copies are made again, they may not "
            "be. Look at its nodes and their disks."
        )
    blocks = connection.ask(
        lambda client: client.indices.get_settings(index=indices, name="index.blocks.*", flat_settings=True)
    )
    if any(_blocked(about) for about in blocks.values()):
        yield (
            "Elasticsearch has made the index read-only, as it does when a disk is nearly full: answers go on without the "
            "newest changes, which wait in the store. Free space on its disks, and they are taken in."
        )


def _blocked(about: Mapping[str, Any]) -> bool:
    settings = about.get("settings", {})
    return any(str(settings.get(block)) == "true" for block in _WRITE_BLOCKS)
