"""Who else takes part in a conversation by mail: only those whom the team has named.

Somebody who stands in a mail's Cc is shown and gets nothing, and what they answer lands apart.
"""

from uuid import UUID

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail.models import Participant
from ictdesk.desk.mail.shapes import ParticipantShape


def of(conversation: Conversation) -> list[tuple[Participant, Identity]]:
    """The participants with the address that each is reached at, in the order in which they were named."""
    rows = Participant.objects.filter(conversation=conversation).select_related("contact__merged_into")
    held = {(row.contact.merged_into_id or row.contact_id): row for row in rows.order_by("created_at", "id")}
    known = Identity.objects.filter(contact__in=list(held), kind="email", current=True)
    newest = {one.contact_id: one for one in known.order_by("created_at", "id")}
    return [(row, newest[id_]) for id_, row in held.items() if id_ in newest]


def who(conversation: Conversation, digest: bytes | None) -> UUID | None:
    """The contact of this conversation, customer or participant, who has the address with this digest."""
    if digest is None:
        return None
    rows = Participant.objects.filter(conversation=conversation).select_related("contact")
    others = [row.contact.merged_into_id or row.contact_id for row in rows]
    wanted: list[UUID] = [conversation.contact_id, *others]
    known = Identity.objects.filter(contact__in=wanted, kind="email", digest=digest)
    found = set(known.values_list("contact", flat=True))
    return next((id_ for id_ in wanted if id_ in found), None)


def shown(conversation: Conversation) -> list[ParticipantShape]:
    """As the team sees them."""
    return [
        {"id": str(row.id), "name": address.contact.name, "address": address.value}
        for row, address in of(conversation)
    ]
