"""Stores what came, before anybody is told that it was taken."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses, commands
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
            for inbox, (conversation, bad) in _inboxes(locals_).items():
                commands.receive(
                    actor=US,
                    inbox=inbox,
                    raw=raw,
                    envelope_from=envelope_from,
                    conversation=conversation,
                    bad_address=bad,
                )


def _inboxes(locals_: Iterable[str]) -> dict[Inbox, tuple[Conversation | None, bool]]:
    """The inboxes that are meant, each with what a right answering address names, or that one was wrong."""
    found: dict[Inbox, tuple[Conversation | None, bool]] = {}
    for local in locals_:
        if not local.lower().startswith(addresses.REPLY):
            found.setdefault(workspaces.inbox_by_mail(local), (None, False))
            continue
        conversation = addresses.conversation_of(local)
        inbox = conversation.inbox if conversation else workspaces.first_mail_inbox()
        if found.get(inbox, (None, False))[0] is None:
            found[inbox] = (conversation, conversation is None)
    return found
