"""Begin a ticket with somebody who is not known yet."""

from uuid import UUID

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.commands.start import start_for
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces.models import Inbox, TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.can_start)
def start_for_new(
    *,
    actor: Actor,
    name: str,
    email: str,
    inbox: Inbox,
    client_id: UUID,
    text: str,
    subject: str = "",
    ticket_type: TicketType | None = None,
    note: bool = False,
) -> tuple[Conversation, Appended]:
    """Makes a contact, whose address is a claim, and a ticket with them. Raises as `start_for`.

    A known address opens nobody's history: whoever has it already stays another contact until they are merged.
    """
    contact = contacts.make_contact(actor=actor, name=name or email.partition("@")[0][:80])
    if email:
        contacts.claim_email(actor=actor, contact=contact, address=email)
    return start_for(
        actor=actor,
        contact=contact,
        inbox=inbox,
        client_id=client_id,
        text=text,
        subject=subject,
        ticket=True,
        ticket_type=ticket_type,
        note=note,
    )
