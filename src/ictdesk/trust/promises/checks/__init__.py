"""Claims and their checks, by subject. A room above adds checks of its own beside its code (`proving.py`)."""

from ictdesk.trust.promises.checks import (
    abroad,
    consents,
    duties,
    ourselves,
    people,
    processing,
    requests,
    safety,
    vouched,
)

__all__ = [
    "abroad",
    "consents",
    "duties",
    "ourselves",
    "people",
    "processing",
    "requests",
    "safety",
    "vouched",
]
