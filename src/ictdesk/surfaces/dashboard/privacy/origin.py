"""Where a case that a member writes down comes from: a message, a contact, or neither."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import reading
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.rights import queries
from ictdesk.privacy.rights.commands import Asked
from ictdesk.surfaces.dashboard.desk_view import DeskRequest

CHANNELS = {"chat": "chat", "mail": "mail", "form": "form"}


def known(request: DeskRequest) -> dict[str, object]:
    """What the form begins with. Raises `NotFound` for a message or a contact of somebody else."""
    start: dict[str, object] = {"channel": "agent", "received_on": queries.today()}
    if given := request.GET.get("message", ""):
        message = _asking(parse_id(given))
        (shown,) = reading.messages_shown([message.id])
        start |= {
            "message": message.id,
            "channel": CHANNELS.get(message.conversation.channel, "agent"),
            "received_on": message.created_at.astimezone(home().zone).date(),
            "words": shown["body"],
        }
        return start | _person(request.actor, message.conversation.contact_id)
    if given := request.GET.get("contact", ""):
        return start | _person(request.actor, parse_id(given))
    return start


def from_form(actor: Actor, said: Mapping[str, Any]) -> tuple[Asked, list[UUID]]:
    """What is asked, and about which subjects. A message's own time counts, whatever day the form says."""
    fields = dict(said)
    contact_id, message_id = fields.pop("contact"), fields.pop("message")
    at = datetime.combine(fields.pop("received_on"), time(), home().zone)
    if message_id:
        at = _asking(message_id).created_at
    asked = Asked(**fields, received_at=at, message_id=message_id)
    about = set(contacts.subjects_addressed_as(asked.email))
    if contact_id:
        about |= contacts.subjects_of(contacts.contact_for(actor, contact_id))
    return asked, sorted(about)


def _asking(message_id: UUID) -> Message:
    """A message that a person wrote. Raises `NotFound`."""
    found: Message = Message.objects.select_related("conversation").find(id=message_id)
    if found.author_kind != "contact" or found.deleted_at is not None:
        raise NotFound
    return found


def _person(actor: Actor, contact_id: UUID) -> dict[str, object]:
    contact: Contact = contacts.contact_for(actor, contact_id)
    address = contact.identities.filter(kind="email", current=True).order_by("created_at").first()
    if keyring.restricted({contact.subject_id}):
        return {"contact": contact.id}
    return {"contact": contact.id, "name": contact.name, "email": address.value if address else ""}
