"""Category alerts: whether objects of the kind described are at risk or regulated. A second answer beside the candidates.

`model` is what an answer holds, `subject` draws what is known of the object from the words of a query, `alerting` sets
that against the categories and the tables of the EU. Nothing here looks at candidates or changes a verdict.
"""

from matcher.risk.alerting import category_alerts, import_hint
from matcher.risk.model import AlertInstrument, AlertReason, CategoryAlert, ImportHint
from matcher.risk.subject import listing_subject

__all__ = [
    "AlertInstrument",
    "AlertReason",
    "CategoryAlert",
    "ImportHint",
    "category_alerts",
    "import_hint",
    "listing_subject",
]
