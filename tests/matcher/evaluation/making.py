"""A tiny dataset in the documented format: a few painted works, one of them not registered."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from registry.sample.phone import phone_photo, to_jpeg
from registry.sample.works import paint_work

KINDS = ("slab", "textile", "drawing")


def write_dataset(folder: Path) -> dict[str, Any]:
    """Write manifest and pictures; returns the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, Any] = {"format": "repatria-dataset-1", "name": "tiny", "measuring_only": ["borrowed"]}
    objects, second = [], []
    for number, kind in enumerate(KINDS):
        work = paint_work(kind, 3)
        rgb = work.pictures[0].rgb
        (folder / f"{kind}.jpg").write_bytes(to_jpeg(rgb, 85))
        photo = phone_photo(rgb, np.random.default_rng(number), "light")
        (folder / f"{kind}-phone.jpg").write_bytes(to_jpeg(photo, 85))
        source = "borrowed" if kind == "drawing" else "own"
        objects.append(
            {
                "id": kind,
                "domain": kind,
                "source": source,
                "flat": True,
                "family": "woven" if kind == "textile" else None,
                "pictures": [{"id": kind, "file": f"{kind}.jpg"}],
                "record": work.record,
            }
        )
        second.append(
            {
                "id": f"{kind}-phone",
                "file": f"{kind}-phone.jpg",
                "object": kind,
                "source": source,
                "view": "front",
                "surface": "same",
            }
        )
    (folder / "other.jpg").write_bytes(to_jpeg(paint_work("textile", 8).pictures[0].rgb, 85))
    manifest["objects"], manifest["second_photographs"] = objects, second
    manifest["negatives"] = [
        {
            "id": "other",
            "file": "other.jpg",
            "domain": "textile",
            "source": "own",
            "reason": "another",
            "family": "woven",
        }
    ]
    manifest["texts"] = [{"id": "said", "text": objects[0]["record"]["titles"][0]["value"], "object": "slab"}]
    write_manifest(folder, manifest)
    return manifest


def write_manifest(folder: Path, manifest: Any) -> None:
    """Write a manifest, whatever it holds."""
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
