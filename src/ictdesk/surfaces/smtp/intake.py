"""Stores what came, before anybody is told that it was taken."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses, commands
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.smtp import recipients

US = System("smtp")


def store(to: Iterable[str], raw: bytes, envelope_from: str) -> None:
    """Once for each inbox, each workspace in a transaction of its own.

    Raises `NotFound` for an address that is nobody's any more, and what the database or the disk raises. The sender then comes again with the same mail, and what
    was stored before is not stored twice.
    """
    by_workspace: dict[UUID, list[str]] = defaultdict(list)
    for recipient in map(recipients.find, to):
        by_workspace[recipient.workspace].append(recipient.local)
    for workspace, locals_ in by_workspace.items():
        with workspace_scope(workspace):
            for inbox, meant in _inboxes(locals_).items():
                commands.receive(actor=US, inbox=inbox, raw=raw, envelope_from=envelope_from, **meant)


class Meant(TypedDict):
    """What an address of ours says besides the inbox."""

    conversation: Conversation | None
    returns: OutgoingMail | None
    bad_address: bool


PLAIN: Meant = {"conversation": None, "returns": None, "bad_address": False}


def _inboxes(locals_: Iterable[str]) -> dict[Inbox, Meant]:
    """The inboxes that are meant, each with what a right address of ours names, or that one was wrong."""
    found: dict[Inbox, Meant] = {}
    for local in locals_:
        inbox, meant = _one(local)
        known = found.get(inbox, PLAIN)
        if inbox not in found or not (known["conversation"] or known["returns"]):
            found[inbox] = meant if meant != PLAIN else known
    return found


def _one(local: str) -> tuple[Inbox, Meant]:
    if local.lower().startswith(addresses.BOUNCE):
        mail = addresses.mail_of(local)
        if mail:
            return mail.conversation.inbox, PLAIN | {"conversation": mail.conversation, "returns": mail}
    elif local.lower().startswith(addresses.REPLY):
        conversation = addresses.conversation_of(local)
        if conversation:
            return conversation.inbox, PLAIN | {"conversation": conversation}
    else:
        return workspaces.inbox_by_mail(local), PLAIN
    return workspaces.first_mail_inbox(), PLAIN | {"bad_address": True}
