"""What an address of ours says besides the inbox, whichever way a mail came."""

from collections.abc import Iterable
from typing import TypedDict
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses
from ictdesk.desk.mail.models import OutgoingMail, Transcript
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox


class Meant(TypedDict):
    """What a right address names, or that one was wrong."""

    conversation: Conversation | None
    returns: OutgoingMail | None
    transcript: Transcript | None
    beyond: UUID | None
    bad_address: bool


PLAIN: Meant = {
    "conversation": None,
    "returns": None,
    "transcript": None,
    "beyond": None,
    "bad_address": False,
}


def of(locals_: Iterable[str]) -> dict[Inbox, Meant]:
    """The inboxes that are meant, each with what a right address of ours names, or that one was wrong.

    Raises `NotFound` for what is nobody's.
    """
    found: dict[Inbox, Meant] = {}
    for local in locals_:
        inbox, meant = _one(local)
        known = found.get(inbox, PLAIN)
        if inbox not in found or not known["conversation"]:
            found[inbox] = meant if meant != PLAIN else known
    return found


def _one(local: str) -> tuple[Inbox, Meant]:
    if local.lower().startswith(addresses.BOUNCE):
        mail = addresses.mail_of(local)
        if mail:
            return mail.conversation.inbox, PLAIN | {"conversation": mail.conversation, "returns": mail}
    elif local.lower().startswith(addresses.TRANSCRIPT):
        row = addresses.transcript_of(local)
        if row:
            return row.conversation.inbox, PLAIN | {"conversation": row.conversation, "transcript": row}
    elif local.lower().startswith(addresses.BEYOND):
        id_ = addresses.beyond_of(local)
        if id_:
            return workspaces.first_mail_inbox(), PLAIN | {"beyond": id_}
    elif local.lower().startswith(addresses.REPLY):
        conversation = addresses.conversation_of(local)
        if conversation:
            return conversation.inbox, PLAIN | {"conversation": conversation}
    else:
        return workspaces.inbox_by_mail(local), PLAIN
    return workspaces.first_mail_inbox(), PLAIN | {"bad_address": True}
