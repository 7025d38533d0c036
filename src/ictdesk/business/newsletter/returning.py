"""What becomes of a newsletter after it was taken: days later it comes back, or its reader reports it."""

from uuid import UUID

from ictdesk.business.newsletter.models import Delivery
from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail import beyond, returns

STATES = {"bounced": "bounced", "complained": "reported"}


def register() -> None:
    beyond.heard_by(came_back)


def came_back(id_: UUID, what: str, for_good: bool) -> UUID | None:
    """Counts it in the report, once, and leaves the address alone if it is for good. The contact, where one is known.

    A reader who was erased meanwhile has no delivery any more: then nothing is noted.
    """
    row: Delivery | None = Delivery.objects.select_for_update().filter(id=id_).first()
    if row is None:
        return None
    if row.state == "sent" or (row.state, what) == ("bounced", "complained"):
        row.state = STATES[what]
        row.save(update_fields=["state"])
    known = (
        Identity.objects.filter(kind="email", digest=bytes(row.digest), current=True).order_by("id").first()
    )
    contact: UUID | None = known.contact_id if known else None
    if for_good:
        returns.suppress(bytes(row.digest), contact, what)
    return contact
