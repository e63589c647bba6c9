"""Examples of requests and answers as they really look. A test validates every one against its model."""

from typing import Any

_OBJECT_ID = "RP-01KAV5W8E4H2QZ7M"
_MATCH_ID = "M-20261124-5f0c1d2e3a4b5c6d"
_REGISTERED = "5b6c1f0e2d3a49788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
_SENT = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"
_NOW = "2026-11-24T09:30:00Z"

_COVERAGE: dict[str, Any] = {
    "objects": 1177,
    "objects_with_pictures": 1000,
    "by_type": {"painting": 412, "coin": 96},
    "by_status": {"stolen": 701, "recovered": 88},
    "by_country": {"IT": 120, "FR": 98},
    "registry_generation": 1177,
    "searched_at": _NOW,
    "statement": "Searched 1,177 records, 1,000 of them with photographs. An object that is not registered here, or is "
    "registered without a photograph, cannot be found by a photograph: finding nothing does not mean that an object is "
    "not stolen.",
}
COVERAGES = {"counts": {"summary": "A registry with 1,177 records", "value": _COVERAGE}}

_HOMOGRAPHY = [[1.21, 0.04, -0.11], [-0.03, 1.18, -0.08], [0.02, 0.05, 1.0]]
_PICTURE_EVIDENCE: dict[str, Any] = {
    "kind": "picture",
    "standing": "supports",
    "support_bits": 17.4,
    "query_value": "photograph 1",
    "registry_value": "registered photograph 5b6c1f0e2d3a",
    "sentence": "211 points of the photograph lie in the same places on the registered picture.",
    "source": "weights 2026.11, fitted on 600 generated works",
    "query_photographs": [0],
    "picture": {
        "query": {
            "sha256": _SENT,
            "polygon": [[0.12, 0.1], [0.88, 0.08], [0.9, 0.93], [0.1, 0.95]],
            "view": "whole",
        },
        "registry": {
            "sha256": _REGISTERED,
            "polygon": [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]],
            "view": "whole",
        },
        "query_photograph": 0,
        "registry_view": "front",
        "orientation": "upright",
        "hash_distance": 58,
        "similarity": 0.81,
        "matches": 240,
        "inliers": 211,
        "agreement": 0.93,
        "disagreement": 0.01,
        "homography": _HOMOGRAPHY,
        "points": [{"query": [0.31, 0.42], "registry": [0.28, 0.4]}],
        "overlay_url": f"/v1/matches/{_MATCH_ID}/overlay/{_OBJECT_ID}/0/warped",
        "side_by_side_url": f"/v1/matches/{_MATCH_ID}/overlay/{_OBJECT_ID}/0/side-by-side",
    },
}
_SIZE_EVIDENCE: dict[str, Any] = {
    "kind": "size",
    "standing": "missing",
    "support_bits": 0.0,
    "query_value": None,
    "registry_value": "62 × 48 cm",
    "sentence": "No size was given to compare.",
    "source": "weights 2026.11, fitted on 600 generated works",
    "query_photographs": [],
    "picture": None,
}
_ALERT: dict[str, Any] = {
    "category": "mali_dogon_wood",
    "title": "Dogon and Tellem wood",
    "region": "Mali and the Bandiagara escarpment",
    "summary": "Carved wood of the escarpment: figures, headrests, doors and masks, taken from caves, shrines and granaries.",
    "sentence": "What the words say of the type, place, material fits objects that are known to be looted or are "
    "regulated. That says nothing about this object.",
    "certain_place": True,
    "reasons": [
        {
            "what": "type",
            "standing": "agrees",
            "said": "Statuette Dogon",
            "read_as": "dogon figure",
            "field": "title",
            "category": "Dogon and Tellem wood",
        },
        {
            "what": "place",
            "standing": "agrees",
            "said": "Mali",
            "read_as": None,
            "field": "title",
            "category": "Mali and the Bandiagara escarpment",
        },
        {
            "what": "material",
            "standing": "agrees",
            "said": "bois",
            "read_as": "wood",
            "field": "medium",
            "category": "wood",
        },
        {
            "what": "period",
            "standing": "not said",
            "said": None,
            "read_as": None,
            "field": None,
            "category": "1000 to 1960",
        },
    ],
    "instruments": [
        {
            "name": "Import restriction under the agreement with Mali, extended with manuscripts",
            "kind": "national import restriction",
            "issued_by": "United States, Customs and Border Protection",
            "citation": "82 FR 43692",
            "since": None,
            "begins": "2017-09-19",
            "ends": "2022-09-19",
            "in_force": False,
            "covers": "Archaeological material, and manuscripts on paper of the twelfth to twentieth centuries.",
            "source": "https://thefederalregister.org/82-FR/43692",
            "verified": True,
        }
    ],
    "look_alikes": [],
    "photograph": ["the whole from all sides", "the base and the patina"],
    "ask": ["a specialist of West African archaeology"],
}
_HINT: dict[str, Any] = {
    "part": "C",
    "measure": "importer statement",
    "reasons": ["Part C, other categories: (f) objects of ethnological interest."],
    "open_questions": [
        "How old is it? Part C begins above 200 years.",
        "What is its value? Part C begins at EUR 18,000.",
    ],
    "evidence": ["title deeds, invoices, contracts of sale, insurance and transport papers, expert appraisals"],
    "minimum_age": 200,
    "minimum_value_eur": 18000,
    "regulation": "Regulation (EU) 2019/880 on the introduction and the import of cultural goods",
    "disclaimer": "This helper sorts by the words of the annex. It is no ruling and does not replace the competent "
    "authority.",
    "source": "http://kunstverwaltung.bund.de/EN/CulturalProperty/EuImportRegulation/EuImportRegulation_node.html",
}
_ANSWER: dict[str, Any] = {
    "id": _MATCH_ID,
    "created_at": _NOW,
    "verdict": "strong_candidate",
    "candidates": [
        {
            "object_id": _OBJECT_ID,
            "external_ids": [{"scheme": "museum-x", "value": "A.12", "url": None}],
            "title": "Harbour at dusk",
            "object_type": "painting",
            "scope": "item",
            "status": "stolen",
            "status_note": "Reported stolen.",
            "verdict": "strong_candidate",
            "below_weak": False,
            "score_bits": 17.4,
            "probability": None,
            "evidence": [_PICTURE_EVIDENCE, _SIZE_EVIDENCE],
            "found_by": ["descriptor", "visual words"],
            "photographs": [
                {
                    "sha256": _REGISTERED,
                    "view": "front",
                    "thumbnail_url": f"/v1/objects/{_OBJECT_ID}/photographs/{_REGISTERED}/thumbnail",
                    "display_url": f"/v1/objects/{_OBJECT_ID}/photographs/{_REGISTERED}/display",
                }
            ],
            "look_alikes": 0,
        }
    ],
    "category_alerts": [],
    "categories_searched": True,
    "import_hint": None,
    "coverage": _COVERAGE,
    "degraded": [],
    "notices": [],
    "inputs": [
        {
            "sha256": _SENT,
            "filename": "IMG_0412.jpg",
            "media_type": "image/jpeg",
            "width": 3024,
            "height": 4032,
            "carries_information": True,
            "notes": [],
            "boxes": [],
        }
    ],
    "text": "oil on canvas, harbour",
    "understood": [
        {"kind": "medium", "value": "oil on canvas", "in_words": "oil paint on canvas", "span": [0, 13]},
        {"kind": "other", "value": "harbour", "in_words": "not understood, searched as words", "span": [15, 22]},
    ],
    "identifiers": [],
    "one_object": True,
    "schemes": {"hashes": "imagehash-4.3", "descriptor": "sscd_distilled", "local_features": "xfeat", "words": "w16k"},
    "scorer_version": "2026.11",
    "thresholds": {"strong_candidate": 12.0, "possible": 6.0, "weak": 2.0},
    "registry_generation": 1177,
    "disclaimer": "This answer reports a search of one registry. It is not evidence of ownership or theft, it is no "
    "legal ruling, and finding no candidate does not clear an object. A person has to look at the photographs before "
    "anything is done.",
    "next_steps": ["Compare the photographs side by side: damage, repairs, inscriptions and edges decide."],
    "pictures_kept_until": "2026-12-24T09:30:00Z",
    "timing": {"stages": {"decode": 41.0, "verification": 512.0}, "total_ms": 921.0},
}
_LISTING = "Jan van Goyen (1596-1656)\nFlusslandschaft\nÖl auf Holz, 37,5 x 54 cm"
LISTINGS = {
    "german": {
        "summary": "A lot of a German sale",
        "value": {"text": _LISTING},
    }
}
READ_LISTINGS = {
    "german": {
        "summary": "Its fields",
        "value": {
            "text": _LISTING,
            "fields": [
                {
                    "kind": "maker",
                    "value": "Jan van Goyen (1596-1656)",
                    "in_words": "Jan van Goyen, lived 1596 to 1656",
                    "span": [0, 25],
                },
                {"kind": "title", "value": "Flusslandschaft", "in_words": "“Flusslandschaft”", "span": [26, 41]},
                {"kind": "medium", "value": "Öl auf Holz", "in_words": "oil paint on panel", "span": [42, 53]},
                {"kind": "measurements", "value": "37,5 x 54 cm", "in_words": "37.5 × 54 cm", "span": [55, 67]},
            ],
        },
    }
}
MATCH_ANSWERS = {
    "strong": {"summary": "A strong candidate", "value": _ANSWER},
    "nothing": {
        "summary": "Nothing found, which clears nothing",
        "value": {
            **_ANSWER,
            "verdict": "no_candidate_found",
            "candidates": [],
            "next_steps": ["Photograph the back, the base, inscriptions and damage, and ask again with all of them."],
        },
    },
}
MATCH_ANSWERS["alert"] = {
    "summary": "Nothing found, but objects of this kind are at risk",
    "value": {
        **MATCH_ANSWERS["nothing"]["value"],  # type: ignore[dict-item]
        "text": "Statuette Dogon, Mali, bois",
        "understood": [],
        "category_alerts": [_ALERT],
        "import_hint": _HINT,
    },
}
MATCH_REQUESTS = {
    "words": {
        "summary": "Words and a number; photographs are added as `photos` parts",
        "value": {"text": "oil on canvas, harbour", "identifiers": ["A.12"], "limit": 5},
    },
}
OBJECT_CONTENTS = {
    "smallest": {"summary": "The smallest record", "value": {"object_type": "painting", "status": "stolen"}},
    "usual": {
        "summary": "A stolen painting",
        "value": {
            "external_ids": [{"scheme": "museum-x", "value": "A.12"}],
            "status": "stolen",
            "object_type": {"level1": "painting", "level2": "seascape"},
            "titles": [{"value": "Harbour at dusk", "language": "en"}],
            "makers": [{"name": "J. Verhagen", "qualifier": "attributed to"}],
            "date": {"display": "c. 1880", "earliest": 1875, "latest": 1885, "certainty": "circa"},
            "measurements": [
                {"kind": "height", "value": "62", "unit": "cm"},
                {"kind": "width", "value": "48", "unit": "cm"},
            ],
            "loss_event": {
                "kind": "burglary",
                "date": "2019-03-14",
                "place": "Ghent",
                "country": "BE",
                "authority": {"name": "Federal Judicial Police, Art unit", "country": "BE", "kind": "police"},
            },
        },
    },
}
PATCHES = {
    "status": {"summary": "It was recovered: a new step of its status", "value": {"status": "recovered"}},
    "remove": {"summary": "Remove a value", "value": {"culture": None}},
}
_OBJECT: dict[str, Any] = {
    **OBJECT_CONTENTS["usual"]["value"],  # type: ignore[dict-item]
    "id": _OBJECT_ID,
    "version": 2,
    "created_at": _NOW,
    "updated_at": _NOW,
    "status_history": [{"status": "stolen"}],
    "photographs": [
        {
            "sha256": _REGISTERED,
            "media_type": "image/jpeg",
            "width": 2400,
            "height": 3100,
            "size_bytes": 1843200,
            "view": "front",
            "kind": "colour",
            "thumbnail_url": f"/v1/objects/{_OBJECT_ID}/photographs/{_REGISTERED}/thumbnail",
            "display_url": f"/v1/objects/{_OBJECT_ID}/photographs/{_REGISTERED}/display",
        }
    ],
    "self_url": f"/v1/objects/{_OBJECT_ID}",
    "page_url": f"/objects/{_OBJECT_ID}",
}
OBJECTS = {"painting": {"summary": "A stolen painting", "value": _OBJECT}}
OBJECT_PAGES = {
    "found": {
        "summary": "One object found",
        "value": {
            "total": 1,
            "hits": [
                {
                    "id": _OBJECT_ID,
                    "title": "Harbour at dusk",
                    "title_language": "en",
                    "object_type": "painting",
                    "scope": "item",
                    "status": "stolen",
                    "makers": ["J. Verhagen"],
                    "date": "c. 1880",
                    "country": "BE",
                    "place": "Ghent",
                    "thumbnail_url": f"/v1/objects/{_OBJECT_ID}/photographs/{_REGISTERED}/thumbnail",
                    "url": f"/v1/objects/{_OBJECT_ID}",
                    "highlights": [
                        {
                            "field": "titles.0.value",
                            "excerpt": "Harbour at dusk",
                            "excerpt_start": 0,
                            "spans": [[0, 7]],
                            "language": "en",
                        }
                    ],
                }
            ],
            "facets": {"object_type": {"painting": 1}, "status": {"stolen": 1}, "country": {"BE": 1}},
            "next_cursor": None,
            "registry_generation": 1177,
        },
    }
}
PHOTOGRAPH_REQUESTS = {
    "front": {"summary": "A front view", "value": {"view": "front", "kind": "colour", "taken_on": "2018-05"}},
}
