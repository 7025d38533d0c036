"""What this room does when a person is erased: their chats close, open inboxes forget them, others' threads keep their places."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from ictdesk.desk.contacts.nobody import nobody
from ictdesk.desk.conversations import attaching
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationErased, MessageDeleted
from ictdesk.desk.conversations.models import (
    Conversation,
    Mention,
    Message,
    MessageCorrection,
    SearchToken,
    VisitorSession,
)
from ictdesk.kernel import clock, erasing
from ictdesk.kernel.actor import System
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.events import bus
from ictdesk.kernel.events.record import record_all
from ictdesk.kernel.vault.sealed import Sealed

US = System("erasure")


def register() -> None:
    erasing.at_start(close_sessions)
    erasing.before("message", strike_elsewhere)
    erasing.with_rows("conversation", tell)
    erasing.for_statistics("conversation", empty)
    erasing.for_statistics("ticket_clock", None)


def close_sessions(person: Person) -> None:
    """Withdraws the right of their browsers to write; open chats end."""
    open_ones = rows_of(VisitorSession, person).filter(revoked_at__isnull=True, expires_at__gt=clock.now())
    ids = list(open_ones.values_list("id", flat=True))
    VisitorSession.objects.filter(id__in=ids).update(revoked_at=clock.now())
    for session in ids:
        bus.revoke_after_commit("session", session)


def strike_elsewhere(person: Person) -> None:
    """Empties what they wrote in threads of others: its place in the count stays, as with a deleted message."""
    mine = rows_of(Conversation, person).values("id")
    written = Message.objects.filter(author_kind="contact", author_id__in=person.contacts)
    for message in written.exclude(conversation__in=mine).order_by("conversation_id", "seq").iterator():
        conversation = lock(message.conversation_id)
        attaching.drop_files_of(message)
        SearchToken.objects.filter(message_id=message.id).delete()
        Mention.objects.filter(message=message).delete()
        MessageCorrection.objects.filter(message=message).delete()
        Message.objects.filter(id=message.id).update(
            body=Sealed(b""), fingerprint=b"", author_id=None, deleted_at=clock.now()
        )
        changed(conversation, US, MessageDeleted, visible=not message.note, message_id=message.id)


def tell(conversations: Sequence[UUID]) -> None:
    """Has open inboxes forget them."""
    record_all([ConversationErased(conversation_id=id_) for id_ in conversations], US)


def empty(conversations: Sequence[UUID]) -> None:
    """Keeps a thread's times and states, and neither a word nor whose it was."""
    none = nobody()
    Conversation.objects.filter(id__in=conversations).update(
        contact=none,
        subject_id=none.subject_id,
        subject=Sealed(b""),
        contact_read_seq=0,
        last_message_id=None,
        version=F("version") + 1,
    )
    tell(conversations)
