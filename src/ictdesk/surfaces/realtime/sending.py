"""A message from a socket or a visitor's POST to the committed row."""

from contextlib import nullcontext
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.desk.conversations import append, commands, posting
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.desk.people.queries import named
from ictdesk.kernel import actor as actors
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.kernel.vault import doors, keyring
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.threads import in_scope
from ictdesk.surfaces.realtime.visitors import Session


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What somebody wants to say."""

    client_id: str
    body: str
    attachments: list[str]
    note: bool = False
    name: str = ""
    email: str = ""
    mentions: list[str] = field(default_factory=list)


async def from_visitor(gateway: Gateway, session: Session, message: Outgoing) -> Appended:
    """Appends a visitor's message; the first one makes contact and conversation.

    Raises what `reply` raises, and `Unavailable`.
    """
    if session.conversation_id is None or session.contact_id is None or message.attachments:
        return await in_scope(session.workspace, _start, session, message)
    return await hot(
        gateway,
        workspace=session.workspace,
        conversation_id=session.conversation_id,
        subject_id=session.subject_id or session.contact_id,
        message=message,
        author=("contact", session.contact_id, session.id),
    )


async def hot(
    gateway: Gateway,
    *,
    workspace: UUID,
    conversation_id: UUID,
    subject_id: UUID,
    message: Outgoing,
    author: tuple[str, UUID, UUID],
) -> Appended:
    """The hot path: clean, seal, queue, and wait for the commit."""
    kind, author_id, sender_id = author
    key = keyring.held(workspace, subject_id)
    if key is None:
        key = await in_scope(workspace, _key, subject_id, own=kind == "contact")
    draft: Draft = append.draft(
        workspace=workspace,
        key=key,
        conversation_id=conversation_id,
        subject_id=subject_id,
        client_id=parse_id(message.client_id),
        text=clean_text(message.body),
        note=message.note,
        author_kind=kind,
        author_id=author_id,
        sender_id=sender_id,
    )
    done = await gateway.committers[home_of(workspace)].append(workspace, draft)
    posting.refuse(done)
    return done


def _key(subject_id: UUID, *, own: bool) -> AESGCM:
    """What a restricted person writes is sealed like anything; others do not get the key."""
    with doors.opened("own") if own else nullcontext():
        return keyring.subject_key(subject_id)


async def from_member(
    gateway: Gateway, workspace: UUID, member: actors.Member, conversation: UUID, message: Outgoing
) -> Appended:
    """Appends a member's answer or note. Raises as `reply`; `NotFound` for a conversation that is not there."""
    if message.attachments or message.mentions:
        return await in_scope(workspace, _write, member, conversation, message)
    subject = await gateway.subject_of(workspace, conversation)
    return await hot(
        gateway,
        workspace=workspace,
        conversation_id=conversation,
        subject_id=subject,
        message=message,
        author=("member", member.id, member.id),
    )


def _start(session: Session, message: Outgoing) -> Appended:
    row = VisitorSession.objects.find(id=session.id)
    conversation, done = commands.start(
        actor=session.actor,
        session=row,
        client_id=parse_id(message.client_id),
        text=message.body,
        attachments=[parse_id(file) for file in message.attachments],
        name=message.name,
        email=message.email,
    )
    session.conversation_id, session.contact_id = conversation.id, conversation.contact_id
    session.subject_id = conversation.subject_id
    return done


def _write(member: actors.Member, conversation: UUID, message: Outgoing) -> Appended:
    found: Conversation = Conversation.objects.find(id=conversation)
    client_id, files = parse_id(message.client_id), [parse_id(file) for file in message.attachments]
    if not message.note:
        return commands.reply(
            actor=member, conversation=found, client_id=client_id, text=message.body, attachments=files
        )
    return commands.note(
        actor=member,
        conversation=found,
        client_id=client_id,
        text=message.body,
        attachments=files,
        mentions=named(member, [parse_id(one) for one in message.mentions]),
    )
