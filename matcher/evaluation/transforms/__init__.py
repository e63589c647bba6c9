"""The named, seeded suite of what happens to a picture between the registry and a query.

`suite` lists all transforms by name. Most are the simulator's own disguises (`registry.sample.phone`); `editing` (captions,
watermarks), `surface` (damage, restoration), `cutting`, `company` (other works beside it) and `combined` (what occurs
together) add to them.
"""

from matcher.evaluation.transforms.suite import SUITE, SUITE_VERSION, Transform

__all__ = ["SUITE", "SUITE_VERSION", "Transform"]
