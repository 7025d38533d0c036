"""One contact as a whole: who they are, what they wrote about, what is held of them."""

from collections.abc import Sequence
from uuid import UUID

from ictdesk.desk.contacts.alike import alike
from ictdesk.desk.contacts.definitions import values_of
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.queries import contact_shown
from ictdesk.desk.conversations.holding import privacy_of
from ictdesk.desk.conversations.merges import merges_of
from ictdesk.desk.conversations.person_shapes import (
    PersonPage,
)
from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.reading import conversations_shown
from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor

EARLIER = 20
"""How many conversations are shown at once."""


def person_page(*, actor: Actor, contact: Contact) -> PersonPage:
    """Everything about one contact. The number of queries does not grow with what is held. Raises `NotAllowed`."""
    ids = _conversations(actor, contact)
    return {
        "contact": contact_shown(actor=actor, contact=contact),
        "attributes": values_of(actor, contact),
        "conversations": conversations_shown(ids[:EARLIER]),
        "more": len(ids) > EARLIER,
        "privacy": privacy_of(contact),
        "alike": alike(actor, contact),
        "merges": merges_of(contact),
    }


def _conversations(actor: Actor, contact: Contact) -> Sequence[UUID]:
    """Newest first; none for who may see contacts but not what they wrote."""
    if not may(actor, "conversation.read"):
        return []
    mine = conversations_for(actor).filter(contact=contact)
    return list(
        mine.order_by("-list_hour", "-last_message_at", "id").values_list("id", flat=True)[: EARLIER + 1]
    )
