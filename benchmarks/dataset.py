"""A folder of pictures to measure on: registered pictures, second photographs of the same objects, and negatives.

`manifest.json` holds the lists `registry`, `second_photos` and `negatives`; each entry names a `file`, entries of the first
have an `object_id` and `domain`, those of the second a `registry_id`, `view` and `surface` (same, partial or none).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLAT_DOMAINS = ("painting", "print", "manuscript", "mosaic", "drawing")
_TYPES = {
    "painting": "painting",
    "manuscript": "manuscript",
    "vase": "vessel",
    "amber": "jewellery",
    "mosaic": "mosaic",
    "sculpture": "sculpture",
    "relief": "relief",
    "ceramic": "ceramic",
}


@dataclass(frozen=True)
class Registered:
    """A picture of the registry."""

    id: str
    path: Path
    domain: str
    source: str
    text: dict[str, Any]

    @property
    def flat(self) -> bool:
        """Whether the object is a flat work."""
        return any(name in self.domain for name in FLAT_DOMAINS)

    def record(self) -> dict[str, Any]:
        """The record in the import form."""
        kind = next((value for name, value in _TYPES.items() if name in self.domain), "other")
        title = self.text.get("title") or self.id
        return {
            "external_ids": [{"scheme": "dataset", "value": self.id}],
            "status": "stolen",
            "object_type": kind,
            "titles": [{"value": str(title)[:900]}],
            "photographs": [{"path": str(self.path.resolve())}],
        }


@dataclass(frozen=True)
class SecondPhotograph:
    """Another photograph of a registered object. `right` holds every registry id that is a right answer."""

    id: str
    path: Path
    right: frozenset[str]
    source: str
    view: str
    surface: str


@dataclass(frozen=True)
class Negative:
    """A picture of an object that is not registered."""

    id: str
    path: Path
    domain: str
    reason: str


@dataclass(frozen=True)
class Dataset:
    """A whole dataset."""

    name: str
    registry: tuple[Registered, ...]
    second: tuple[SecondPhotograph, ...]
    negatives: tuple[Negative, ...]


def read(folder: Path) -> Dataset:
    """Read a dataset's manifest. Raises SystemExit with a sentence where it is none."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemExit(f"{folder} is no dataset: it needs a manifest.json ({error})") from error
    registry = tuple(
        Registered(each["id"], folder / each["file"], each["domain"], each["source"], each.get("text") or {})
        for each in manifest["registry"]
    )
    # Pictures that the dataset's notes name as showing each other's object: either answer is right.
    also = {"r00119": "r00113", "r00136": "r00120", "r00113": "r00119", "r00120": "r00136"}
    same_object: dict[str, set[str]] = {}
    for each in manifest["registry"]:
        same_object.setdefault(each["object_id"], set()).add(each["id"])
    second = tuple(
        SecondPhotograph(
            each["id"],
            folder / each["file"],
            frozenset({each["registry_id"], also.get(each["registry_id"], each["registry_id"])})
            | frozenset(same_object.get(each["object_id"], set())),
            each["source"],
            each["view"],
            each["surface"],
        )
        for each in manifest["second_photos"]
    )
    negatives = tuple(
        Negative(each["id"], folder / each["file"], each.get("domain", "other"), each.get("reason", ""))
        for each in manifest["negatives"]
    )
    return Dataset(str(manifest.get("name", folder.name)), registry, second, negatives)
