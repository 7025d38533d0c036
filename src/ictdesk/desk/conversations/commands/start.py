"""Start a conversation: by a visitor's first message, or by an agent on behalf of a contact."""

from collections.abc import Sequence
from uuid import UUID

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.queries import has_address
from ictdesk.desk.conversations import identified, opening, rules
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.commands.reply import write
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.desk.conversations.texts import clean_subject
from ictdesk.desk.workspaces import calendar
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox, TicketType
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid


def _own(actor: Actor, session: VisitorSession) -> bool:
    return isinstance(actor, Visitor) and actor.id == session.id


@command(allow=_own)
def start(
    *,
    actor: Actor,
    session: VisitorSession,
    client_id: UUID,
    text: str,
    attachments: Sequence[UUID] = (),
    name: str = "",
    email: str = "",
) -> tuple[Conversation, Appended]:
    """Makes contact, key and conversation, and appends the first message, all in one transaction.

    A session that has its conversation already appends to that: so two first messages at once, or one
    repeated, end in one conversation. While the desk is closed it is a ticket, if an answer can reach them.
    Raises as `reply`.
    """
    held: VisitorSession = VisitorSession.objects.select_for_update(no_key=True).find(id=session.id)
    if held.conversation is None:
        contact = identified.contact_of(held, name=name, email=email)
        held.identity = None
        away = not calendar.is_open(workspaces.workspace(), clock.now())
        held.contact = contact
        held.conversation = opening.open_conversation(
            contact, held.inbox, ticket=away and has_address(contact)
        )
        held.subject_id = contact.subject_id
        held.save(update_fields=["contact", "conversation", "subject_id", "identity"])
    visitor = Visitor(held.id, held.contact_id, held.conversation.id)
    done = write(visitor, held.conversation, client_id, text, attachments, note=False)
    return held.conversation, done


@command(allow=rules.can_start)
def start_for(
    *,
    actor: Actor,
    contact: Contact,
    inbox: Inbox,
    client_id: UUID,
    text: str,
    subject: str = "",
    ticket: bool = False,
    ticket_type: TicketType | None = None,
    note: bool = False,
) -> tuple[Conversation, Appended]:
    """An agent or a program begins a conversation with a contact, or a ticket. Raises as `reply`.

    A ticket with somebody who has an address goes by mail where the inbox takes mail. `note`: the first word is one, and
    nobody is written to. Raises `Invalid` for the type of what is no ticket.
    """
    if ticket_type is not None and not ticket:
        raise Invalid("Only a ticket has a type.")
    return opening.start(
        actor,
        contact,
        inbox,
        client_id=client_id,
        text=text,
        title=clean_subject(subject),
        ticket=ticket,
        ticket_type=ticket_type,
        note=note,
    )
