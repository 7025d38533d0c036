"""Addresses and message ids that only this desk can have made.

    support@acme.DOMAIN                    an inbox
    r.CONVERSATION.MAC@acme.DOMAIN         where one contact answers in one conversation
    b.MAIL.MAC@acme.DOMAIN                 where a mail of ours comes back to
    t.TRANSCRIPT.MAC@acme.DOMAIN           the same for a transcript
    n.ID.MAC@acme.DOMAIN                   the same for a mail of a higher room, such as a newsletter
    <m.MAIL.MAC@acme.DOMAIN>               the id of a mail that was sent

A MAC is HMAC-SHA-256 under the workspace's index key, cut to 128 bits, in base32. It is compared whole
and in constant time: another length is another text.
"""

import base64
import hmac
import re
from uuid import UUID

from django.conf import settings

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail.models import OutgoingMail, Transcript
from ictdesk.desk.workspaces.models import Inbox, Workspace
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import keyring

REPLY = "r."
BOUNCE = "b."
TRANSCRIPT = "t."
BEYOND = "n."
MADE = (REPLY, BOUNCE, TRANSCRIPT, BEYOND)
"""How addresses begin that this desk makes: no inbox is named so."""
BACK = (BOUNCE, TRANSCRIPT, BEYOND)
"""Those at which only reports of mails of ours come back."""
_ID = r"[a-z2-7]{26}"
_REPLY = re.compile(rf"r\.({_ID})\.([a-z2-7]*)")
_BOUNCE = re.compile(rf"b\.({_ID})\.([a-z2-7]*)")
_TRANSCRIPT = re.compile(rf"t\.({_ID})\.([a-z2-7]*)")
_BEYOND = re.compile(rf"n\.({_ID})\.([a-z2-7]*)")
_OURS = re.compile(rf"<m\.({_ID})\.([a-z2-7]*)@([^<>@\s]+)>")


def host_of(slug: str) -> str:
    """The host of a workspace's addresses."""
    return f"{slug}.{settings.ICTDESK_MAIL_DOMAIN}".lower()


def slug_of(host: str) -> str:
    """The workspace that a host belongs to; empty when it is none of ours."""
    slug, dot, rest = host.lower().partition(".")
    return slug if dot and rest == settings.ICTDESK_MAIL_DOMAIN.lower() else ""


def address_of(inbox: Inbox, workspace: Workspace) -> str:
    """Where people write to an inbox; empty when it takes no mail."""
    return f"{inbox.mail_local}@{host_of(workspace.slug)}" if inbox.mail_local else ""


def reply_address(conversation: Conversation, workspace: Workspace) -> str:
    """Where this conversation's contact answers, and nobody else."""
    local = f"{REPLY}{_text(conversation.id.bytes)}.{_reply_mac(conversation)}"
    return f"{local}@{host_of(workspace.slug)}"


def conversation_of(local: str) -> Conversation | None:
    """The conversation that a reply address was made for, or None when we never made it."""
    found = _REPLY.fullmatch(local.lower())
    conversation = Conversation.objects.filter(id=_id(found[1])).first() if found else None
    if found is None or conversation is None:
        return None
    return conversation if hmac.compare_digest(_reply_mac(conversation), found[2]) else None


def bounce_address(mail: OutgoingMail, workspace: Workspace) -> str:
    """What a mail goes out from on the line: where it comes back to."""
    return f"{BOUNCE}{_text(mail.id.bytes)}.{_mac(b'bounce', mail.id)}@{host_of(workspace.slug)}"


def mail_of(local: str) -> OutgoingMail | None:
    """The mail that such an address was made for, or None when we never made it."""
    rows = OutgoingMail.objects.filter(id=_named(_BOUNCE, b"bounce", local))
    mail: OutgoingMail | None = rows.select_related("conversation__inbox").first()
    return mail


def transcript_bounce(transcript: Transcript, workspace: Workspace) -> str:
    """Where a transcript comes back to."""
    mac = _mac(b"transcript", transcript.id)
    return f"{TRANSCRIPT}{_text(transcript.id.bytes)}.{mac}@{host_of(workspace.slug)}"


def transcript_of(local: str) -> Transcript | None:
    """The transcript that such an address was made for, or None when we never made it."""
    rows = Transcript.objects.filter(id=_named(_TRANSCRIPT, b"transcript", local))
    row: Transcript | None = rows.select_related("conversation__inbox").first()
    return row


def beyond_bounce(id_: UUID, workspace: Workspace) -> str:
    """Where a mail of a higher room comes back to."""
    return f"{BEYOND}{_text(id_.bytes)}.{_mac(b'beyond', id_)}@{host_of(workspace.slug)}"


def beyond_of(local: str) -> UUID | None:
    """The id that such an address was made for, or None when we never made it."""
    return _named(_BEYOND, b"beyond", local)


def message_id(mail: OutgoingMail, workspace: Workspace) -> str:
    """The id under which a mail goes out: the same at every attempt and to everybody, so that two count as one."""
    id_ = mail.copy_of_id or mail.id
    return f"<m.{_text(id_.bytes)}.{_mac(b'message', id_)}@{host_of(workspace.slug)}>"


def transcript_id(id_: UUID, workspace: Workspace) -> str:
    """The id of a transcript's mail: the same at every attempt, and none that an answer could refer to as one of ours."""
    return f"<t.{_text(id_.bytes)}@{host_of(workspace.slug)}>"


def digest_id(id_: UUID, workspace: Workspace) -> str:
    """The same for a mail to a member."""
    return f"<d.{_text(id_.bytes)}@{host_of(workspace.slug)}>"


def looks_like_ours(message_ids: list[str], slug: str) -> list[tuple[UUID, bool]]:
    """The mails of this workspace that ids claim to name, each with whether its MAC is right."""
    found = (_OURS.fullmatch(one.lower()) for one in message_ids)
    named = [(_id(one[1]), one[2]) for one in found if one and one[3] == host_of(slug)]
    return [(id_, hmac.compare_digest(_mac(b"message", id_), mac)) for id_, mac in named]


def request_url(workspace: Workspace, conversation: UUID | None = None) -> str:
    """Where a requester sees their requests, or one of them. The address alone opens nothing: a code to the mailbox does."""
    path = f"{settings.ICTDESK_BASE_URL}/w/{workspace.slug}/requests"
    return f"{path}/{conversation}" if conversation else path


def _named(form: re.Pattern[str], what: bytes, local: str) -> UUID | None:
    """The id in an address that a mail of ours went out from; None when the address is not ours."""
    found = form.fullmatch(local.lower())
    id_ = _id(found[1]) if found else None
    return id_ if found and id_ and hmac.compare_digest(_mac(what, id_), found[2]) else None


def _reply_mac(conversation: Conversation) -> str:
    """Bound to the person by the key under which the thread is sealed: it stays when contacts are merged."""
    return _mac(b"reply", conversation.id, conversation.subject_id)


def _mac(what: bytes, *ids: UUID) -> str:
    said = b"mail|" + what + b"|" + current_workspace().bytes + b"".join(id_.bytes for id_ in ids)
    return _text(hmac.digest(keyring.index_key(), said, "sha256")[:16])


def _text(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()


def _id(text: str) -> UUID:
    return UUID(bytes=base64.b32decode(text.upper() + "======")[:16])
