"""Records of cultural objects as Pydantic models.

`object` holds the record, `description`, `loss` and `photograph` its parts, `visibility` who may see what.
"""

from registry.records.object import CulturalObject, ImportPhotograph, ImportRecord, ObjectContent
from registry.records.photograph import Photograph, PhotographFacts

__all__ = [
    "CulturalObject",
    "ImportPhotograph",
    "ImportRecord",
    "ObjectContent",
    "Photograph",
    "PhotographFacts",
]
