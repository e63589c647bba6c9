"""Dates from text: what records and catalogues write, as years, in many languages and calendars. Pure functions.

`parse_date` reads a date field, `find_dates` finds dates in running text, `compare` sets two dates against each other,
`from_edtf` and `to_edtf` speak EDTF, `in_words` says how a date was read. Years are astronomical, as in
`registry.records`: 1 BC is 0.

How it works, file by file: `tokens` cuts the text, folded by `folding`, into pieces; `phrases` names what each can mean by
the `vocabulary` (data files in `registry/vocabulary`); `guards` bars sizes, prices and numbers. `ranges` reads `terms` one by one
(`cores` with `years`, `eras`, `days` and `named`; `parts` of a century; what stands `behind`), has them completed from
one another by `completing` and turned into years by `resolve`, with `spans` and `calendars`. `fields` reads a whole
field and `merging` makes one reading of it; `finding` searches running text. `value` holds the results.

Nothing here raises for any text: what is not understood comes back as `NotUnderstood` with a reason.
"""

from registry.normalise.dates.comparing import Comparison, Level, compare
from registry.normalise.dates.edtf import from_edtf, to_edtf
from registry.normalise.dates.fields import parse_date
from registry.normalise.dates.finding import FoundDate, find_dates
from registry.normalise.dates.value import Calendar, DateReading, Note, NotUnderstood, Point, Precision, Reason, Role
from registry.normalise.dates.wording import in_words

__all__ = [
    "Calendar",
    "Comparison",
    "DateReading",
    "FoundDate",
    "Level",
    "NotUnderstood",
    "Note",
    "Point",
    "Precision",
    "Reason",
    "Role",
    "compare",
    "find_dates",
    "from_edtf",
    "in_words",
    "parse_date",
    "to_edtf",
]
