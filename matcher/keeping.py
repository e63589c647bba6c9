"""What of a question is kept for some time only: its words, numbers and file names. They may name people.

An answer is stored without them, with only the hashes of its photographs. They lie beside it, with what it was chosen
from (`matcher.considered`), and go with that when the time set has passed, or are never stored if so asked. Until then
whoever reads the answer reads it whole.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from matcher.answer import EvidenceKind
from registry.store.matches import StoredMatch

NOT_KEPT = "not kept"
"""Stands in an answer for a value of the question that is not kept any more; null still means that none was given."""

_WORDS = "words"


def set_aside(
    answer: Mapping[str, Any], request: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """An answer and a request (JSON) without what is kept for some time only, and that part by itself."""
    words = {
        "text": answer["text"],
        "identifiers": answer["identifiers"],
        "filenames": [each["filename"] for each in answer["inputs"]],
        "values": [[item["query_value"] for item in each["evidence"]] for each in answer["candidates"]],
        "grounds": [[reason["said"] for reason in each["reasons"]] for each in answer["category_alerts"]],
    }
    without = _filled(
        answer,
        {
            "text": None,
            "identifiers": [],
            "filenames": [None] * len(answer["inputs"]),
            "values": [[_left(item) for item in each["evidence"]] for each in answer["candidates"]],
            "grounds": [[_gone(reason["said"]) for reason in each["reasons"]] for each in answer["category_alerts"]],
        },
    )
    # What was asked is also in the answer, but as the matcher understood it.
    asked = {name: request[name] for name in ("text", "identifiers", "filenames")}
    return without, {**request, "text": None, "identifiers": [], "filenames": []}, {"answer": words, "request": asked}


def beside(considered: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """What an answer was chosen from together with the words set aside: stored, and removed, as one."""
    return {**considered, _WORDS: words}


def recalled(stored: StoredMatch) -> StoredMatch:
    """A stored match with its words where they are still kept, else as it is."""
    words = (stored.considered or {}).get(_WORDS)
    if words is None:
        return stored
    return replace(
        stored,
        answer=_filled(stored.answer, words["answer"]),
        request={**stored.request, **words["request"]},
    )


def _filled(answer: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with these words in the places where words stand."""
    inputs = [{**each, "filename": name} for each, name in zip(answer["inputs"], words["filenames"], strict=True)]
    candidates = [
        {
            **each,
            "evidence": [{**item, "query_value": value} for item, value in zip(each["evidence"], values, strict=True)],
        }
        for each, values in zip(answer["candidates"], words["values"], strict=True)
    ]
    grounds = words.get("grounds", [])  # answers of before there were alerts have none
    alerts = [
        {**each, "reasons": [{**reason, "said": value} for reason, value in zip(each["reasons"], said, strict=True)]}
        for each, said in zip(answer.get("category_alerts", ()), grounds, strict=True)
    ]
    return {
        **answer,
        "category_alerts": alerts,
        "text": words["text"],
        "identifiers": words["identifiers"],
        "inputs": inputs,
        "candidates": candidates,
    }


def _left(item: Mapping[str, Any]) -> str | None:
    """What stays of an evidence item's value: the number of a photograph tells nothing, all else are words asked."""
    value = item["query_value"]
    return value if item["kind"] == EvidenceKind.PICTURE else _gone(value)


def _gone(value: str | None) -> str | None:
    return None if value is None else NOT_KEPT
