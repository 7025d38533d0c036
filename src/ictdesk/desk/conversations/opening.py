"""Opening a conversation: what all ways in have in common."""

from uuid import UUID

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import numbering, posting, reading, starting
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.starting import Started
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox, TicketType
from ictdesk.kernel import clock, guards
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import current_scope, current_workspace
from ictdesk.kernel.vault import keyring


def open_conversation(
    contact: Contact,
    inbox: Inbox,
    *,
    channel: str = "",
    subject: str = "",
    ticket: bool = False,
    subject_id: UUID | None = None,
) -> Conversation:
    """An empty conversation with a contact; `channel` is the inbox's own unless it says another.

    `ticket`: it gets the next number, and whoever wants one after it waits for the end of the transaction.
    `subject_id`: under whose key it is sealed, where that is another than the contact's newest.
    """
    moment = clock.now()
    conversation = Conversation(
        contact=contact,
        subject_id=subject_id or contact.subject_id,
        inbox=inbox,
        channel=channel or inbox.channel,
        subject=subject,
        number=numbering.next_number() if ticket else None,
        status=workspaces.default_status("open"),
        category_at=moment,
        last_message_at=moment,
        list_hour=moment.replace(minute=0, second=0, microsecond=0),
        created_at=moment,
    )
    conversation.save()
    return conversation


def start(
    actor: Actor,
    contact: Contact,
    inbox: Inbox,
    *,
    client_id: UUID,
    text: str,
    title: str,
    ticket: bool,
    ticket_type: TicketType | None,
    note: bool,
) -> tuple[Conversation, Appended]:
    """A conversation with its first message, in one statement. Raises as `posting.post`."""
    guards.ask(contact.subject_id, SUPPORT)
    workspace = current_workspace()
    ready = starting.start(
        workspace=workspace,
        key=keyring.subject_key(contact.subject_id),
        contact_id=contact.id,
        subject_id=contact.subject_id,
        inbox_id=inbox.id,
        client_id=client_id,
        text=clean_text(text),
        title=title,
        ticket=ticket,
        type_id=ticket_type.id if ticket_type else None,
        note=note,
        author=(actor.kind, posting.author_of(actor), actor.id or workspace),
    )
    (row,) = reading.fetch(starting.START, starting.parameters(workspace, [ready], clock.now()))
    (done,) = starting.results([row])
    posting.refuse(done.appended)
    bus.wake_after_commit()
    made = _as_stored(ready.message.conversation_id, done, contact, inbox, title)
    made.type = ticket_type
    return made, done.appended


def _as_stored(id_: UUID, done: Started, contact: Contact, inbox: Inbox, title: str) -> Conversation:
    """The row that the statement wrote, for callers that go on with it."""
    first = done.appended
    made = Conversation(
        id=id_,
        contact=contact,
        subject_id=contact.subject_id,
        inbox=inbox,
        channel=done.channel,
        subject=title,
        number=done.number,
        status_id=done.status_id,
        category_at=first.at,
        last_message_at=first.at,
        list_hour=first.at.replace(minute=0, second=0, microsecond=0),
        last_message_id=first.id,
        last_seq=first.seq,
        last_public_seq=first.public_seq or 0,
        version=first.version,
        visitor_version=first.visitor_version,
        created_at=first.at,
    )
    made._state.adding, made._state.db = False, current_scope().alias
    return made
