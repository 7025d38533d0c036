"""Begin a request by the form, and answer in one's own."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import get_language, gettext

from ictdesk.desk.conversations import asking, following, identified
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import Conversation, Message, VisitorSession
from ictdesk.desk.conversations.opening import open_conversation
from ictdesk.desk.conversations.texts import clean_subject
from ictdesk.desk.requesters import queries, rules
from ictdesk.desk.requesters.models import RequesterSession
from ictdesk.desk.workspaces.models import Inbox, TicketType
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.blobs.store import Readable
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid, NotFound

MOST_FILES = 10


class Sent(NamedTuple):
    """A file that came with a form."""

    name: str
    stream: Readable


@command(allow=rules.may_begin, door="own")
def begin(
    *,
    inbox: Inbox,
    client_id: UUID,
    name: str,
    email: str,
    subject: str,
    text: str,
    files: Sequence[Sent] = (),
    values: Mapping[str, object] | None = None,
    ticket_type: TicketType | None = None,
) -> Conversation:
    """Makes a ticket of what a form says. The address is a claim: it opens nobody's history.

    `values` are of the fields that the form asks for, by key. The same `client_id` again is the first one. Raises `Invalid` and what `reply` and `upload` raise; then nothing was made.
    """
    known = _made_by(client_id)
    if known is not None:
        return known
    if not email.strip():
        raise Invalid("Give an address to which the answer can be sent.")
    session, _ = conversations.open_session(inbox=inbox, locale=get_language() or "")
    session.contact = identified.contact_of(session, name=name, email=email)
    session.conversation = open_conversation(
        session.contact, inbox, channel="form", subject=clean_subject(subject), ticket=True
    )
    if ticket_type is not None:
        session.conversation.type = ticket_type
        session.conversation.save(update_fields=["type"])
    session.subject_id = session.contact.subject_id
    asking.write_public(session.conversation, values or {})
    _once(session)
    _write(session, client_id, text, files)
    made: Conversation = session.conversation
    return made


def _made_by(client_id: UUID) -> Conversation | None:
    message: Message | None = Message.objects.filter(
        client_id=client_id, conversation__channel="form"
    ).first()
    return message.conversation if message else None


@command(allow=rules.own)
def answer(
    *,
    actor: Actor,
    session: RequesterSession,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    files: Sequence[Sent] = (),
) -> Appended:
    """Writes in a request of one's own; a solved one is open again, one that was merged goes on where it leads.

    Raises `NotFound`, and as `reply`.
    """
    own = queries.requests_of(session)
    if not own.filter(id=conversation.id).exists():
        raise NotFound
    end = following.end_of(conversation)
    conversation = end if own.filter(id=end.id).exists() else conversation
    proof, _ = conversations.open_session(inbox=conversation.inbox)
    proof.contact, proof.conversation = conversation.contact, conversation
    proof.subject_id = conversation.subject_id
    _once(proof)
    return _write(proof, client_id, text, files)


def _once(proof: VisitorSession) -> None:
    """The right to write in this conversation, for this transaction only: its token was told to nobody."""
    proof.expires_at = clock.now() + timedelta(minutes=1)
    proof.save()


def _write(proof: VisitorSession, client_id: UUID, text: str, files: Sequence[Sent]) -> Appended:
    if len(files) > MOST_FILES:
        raise Invalid(gettext("At most %(count)s files go with one message.") % {"count": MOST_FILES})
    conversation = proof.conversation
    assert conversation is not None
    actor = Visitor(proof.id, conversation.contact_id, conversation.id)
    ids = [
        conversations.upload(actor=actor, home=conversation, stream=file.stream, name=file.name).id
        for file in files
    ]
    done = conversations.reply(
        actor=actor, conversation=conversation, client_id=client_id, text=text, attachments=ids
    )
    proof.revoked_at = clock.now()
    proof.save(update_fields=["revoked_at"])
    return done
