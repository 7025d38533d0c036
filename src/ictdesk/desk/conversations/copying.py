"""Saying again in one conversation what was said in another: same words, author and time, a message of its own.

It goes through the one statement that appends, with a proof of the right to write for each author: the copying member
for members, a session that lives for this transaction for the contact. So places are counted and events told as ever.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ictdesk.desk.conversations import append, copied_files, reading
from ictdesk.desk.conversations.commands.session import open_session
from ictdesk.desk.conversations.models import (
    Attachment,
    Conversation,
    Message,
    MessageCorrection,
    VisitorSession,
)
from ictdesk.desk.conversations.posting import refuse
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import keyring


@dataclass(slots=True)
class Copier:
    """Copies messages of one conversation into another that is sealed for the same person."""

    actor: Actor
    into: Conversation
    session: VisitorSession

    @classmethod
    def of(cls, actor: Actor, into: Conversation) -> "Copier":
        session, _ = open_session(inbox=into.inbox)
        session.contact, session.conversation = into.contact, into
        session.subject_id, session.expires_at = into.subject_id, clock.now() + timedelta(minutes=1)
        session.save()
        return cls(actor, into, session)

    def end(self) -> None:
        """The right to write for the contact ends."""
        self.session.revoked_at = clock.now()
        self.session.save(update_fields=["revoked_at"])

    def copy(self, message: Message) -> UUID:
        """One message with its files and corrections; returns the copy's id. Its time is the message's own."""
        kind, author, sender = self._by(message)
        workspace = current_workspace()
        draft = append.draft(
            workspace=workspace,
            key=keyring.subject_key(self.into.subject_id),
            conversation_id=self.into.id,
            subject_id=self.into.subject_id,
            client_id=message.id,
            text=message.body,
            note=message.note,
            author_kind=kind,
            author_id=author,
            sender_id=sender,
        )
        rows = reading.fetch(append.APPEND, append.parameters(workspace, [draft], message.created_at))
        (done,) = append.results(rows)
        refuse(done)
        bus.wake_after_commit()
        Message.objects.filter(id=done.id).update(copy_of=message.id)
        for file in Attachment.objects.filter(message=message).order_by("created_at", "id"):
            copied_files.copy(file, self.into, done.id)
        for one in MessageCorrection.objects.filter(message=message).order_by("made_at", "id"):
            MessageCorrection.objects.create(
                message_id=done.id,
                subject_id=self.into.subject_id,
                text=one.text,
                author_kind=one.author_kind,
                author_id=one.author_id,
                made_at=one.made_at,
            )
        return done.id

    def _by(self, message: Message) -> tuple[str, UUID, UUID]:
        """Kind and id of the author, and what proves the right to write."""
        workspace = current_workspace()
        if message.author_kind == "contact":
            return "contact", self.into.contact_id, self.session.id
        if message.author_kind == "member" and self.actor.kind == "member":
            return "member", message.author_id or workspace, self.actor.id or workspace
        # A key that wrote may be withdrawn by now, and a program's right is no proof for a member: the words stay, the desk says them.
        return "system", workspace, workspace
