"""What all records share: they are frozen, know every field, and keep text as it was given."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Record(BaseModel):
    """A value of the registry: immutable, no unknown fields, outer white space stripped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, validate_default=True)


Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Free text that says something."""
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
"""A name, a title, a number: one line."""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag, lower-case primary tag: `en`, `ar`, `zh-Hant`."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166-1 alpha-2 code."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hexadecimal."""
Edtf = Annotated[str, StringConstraints(min_length=1, max_length=100)]
"""A date in EDTF (ISO 8601-2), kept as given; `registry.normalise.dates.from_edtf` reads it."""
