"""Records of demonstration works in the import form: what the painter knows, and an invented history."""

from typing import Any

import numpy as np

from registry.sample.works.model import Facts, Mark
from registry.sample.works.names import USER_COUNTRY, holder, town

SCHEME = "repatria-demo"
_QUALIFIERS = ("by", "by", "signed", "attributed to", "workshop of", "circle of", "follower of", "after")
_LOSSES = ("theft", "burglary", "looting of museum", "disappearance", "insider theft", "war looting")
_STATUSES = ("stolen", "stolen", "stolen", "looted", "missing", "recovered")


def make_record(facts: Facts, key: str, family: str | None, rng: np.random.Generator) -> dict[str, Any]:
    """The record of one work, in the JSON of an import line without `photographs`."""
    place = town(rng)
    institution = holder(rng, place)
    lost_on = f"{int(rng.integers(1985, 2025))}-{int(rng.integers(1, 13)):02d}-{int(rng.integers(1, 29)):02d}"
    status = _STATUSES[int(rng.integers(len(_STATUSES)))]
    record: dict[str, Any] = {
        "external_ids": [{"scheme": SCHEME, "value": key}],
        "object_type": {"level1": facts.object_type, "level2": facts.type_words},
        "titles": _titles(facts, rng),
        "date": _date(*facts.years),
        "materials": list(facts.materials),
        "techniques": list(facts.techniques),
        "measurements": [_measurement(*measured) for measured in facts.measurements],
        "features": [_feature(mark) for mark in facts.marks],
        "subject": facts.subject,
        "descriptions": [{"text": _description(facts), "language": "en"}],
        "inventory_numbers": [{"value": _number(rng), "institution": institution}],
        "loss_event": {
            "kind": _LOSSES[int(rng.integers(len(_LOSSES)))],
            "date": lost_on,
            "place": place,
            "country": USER_COUNTRY,
            "holder": institution,
        },
        **_status(status, lost_on, rng),
    }
    if facts.maker:
        qualifier = _QUALIFIERS[int(rng.integers(len(_QUALIFIERS)))]
        record["makers"] = [{"name": facts.maker, "qualifier": qualifier}]
    if facts.inscriptions:
        record["inscriptions"] = [
            {"text": text, "kind": kind, "position": position} for text, kind, position in facts.inscriptions
        ]
    if facts.edition:
        number, of = facts.edition
        record["edition"] = {"number": str(number), "of": of, "kind": "numbered"}
    if family:
        record["relations"] = [{"kind": facts.relation, "text": f"one of the look-alikes {family}"}]
    return record


def _titles(facts: Facts, rng: np.random.Generator) -> list[dict[str, str]]:
    english, french, arabic = facts.titles
    titles = [{"value": english, "language": "en"}]
    if rng.random() < 0.35:
        titles.append({"value": french, "language": "fr"})
    if rng.random() < 0.35:
        titles.append({"value": arabic, "language": "ar"})
    return titles


def _date(earliest: int, latest: int) -> dict[str, Any]:
    """Years are astronomical: 0 is 1 BC."""
    if earliest <= 0:
        display = f"about {1 - earliest} BC"
    elif latest - earliest > 12:
        display = f"about {earliest}"
    else:
        display = f"{earliest}-{latest}" if latest > earliest else str(earliest)
    certainty = "circa" if display.startswith("about") else "certain"
    return {"display": display, "earliest": earliest, "latest": latest, "certainty": certainty}


def _measurement(kind: str, value: float, part: str) -> dict[str, Any]:
    return {"kind": kind, "value": round(max(value, 0.1), 2), "unit": "g" if kind == "weight" else "cm", "part": part}


def _feature(mark: Mark) -> dict[str, Any]:
    feature: dict[str, Any] = {"text": mark.text, "kind": mark.kind, "position": mark.position}
    if mark.region is not None:
        left, top, right, bottom = (round(float(np.clip(edge, 0, 1)), 4) for edge in mark.region)
        feature["region"] = {"left": left, "top": top, "right": right, "bottom": bottom}
    return feature


def _description(facts: Facts) -> str:
    seen = "; ".join(mark.text for mark in facts.marks[:3])
    words = f"{facts.type_words[0].upper()}{facts.type_words[1:]}: {facts.subject}."
    condition = f" Condition: {seen}." if seen else ""
    return f"{words}{condition} An invented object, drawn by a program for demonstrations."


def _number(rng: np.random.Generator) -> str:
    styles = ("{0}.{1}.{2}", "Inv. {2}", "{0}{2}/{1}", "DM-{1}-{2}")
    letter = "ABCDEFGHK"[int(rng.integers(9))]
    style = styles[int(rng.integers(len(styles)))]
    return style.format(letter, int(rng.integers(1890, 1985)), int(rng.integers(1, 9999)))


def _status(status: str, lost_on: str, rng: np.random.Generator) -> dict[str, Any]:
    if status != "recovered":
        return {"status": status, "status_history": [{"status": status, "since": lost_on}]}
    found = str(min(2026, int(lost_on[:4]) + int(rng.integers(1, 12))))
    history = [{"status": "stolen", "since": lost_on}, {"status": "recovered", "since": found}]
    return {"status": "recovered", "status_history": history}
