"""Opening a conversation: what all ways in have in common."""

from uuid import UUID

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import numbering
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel import clock


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
