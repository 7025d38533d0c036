"""What this room does when a person is erased: what they agreed to counts no more, and what they refused stays refused."""

from ictdesk.kernel import erasing
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.privacy.consent import events
from ictdesk.privacy.consent.models import ConsentState
from ictdesk.privacy.consent.words import ALLOWS


def register() -> None:
    erasing.before("identity", invalidate)


def invalidate(person: Person) -> None:
    """Before their addresses go, by which alone they are known here."""
    held = rows_of(ConsentState, person).filter(state__in=[*ALLOWS, "requested", "unknown"])
    for row in held.select_related("purpose").order_by("digest"):
        events.add(bytes(row.digest), row.purpose, "invalidated", version=row.version, how="erasure")
