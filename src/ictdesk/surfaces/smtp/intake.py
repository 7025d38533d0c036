"""Stores what came, before anybody is told that it was taken."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from ictdesk.desk.mail import commands, meanings
from ictdesk.desk.mail.verdicts import Checks
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.smtp import recipients

US = System("smtp")


def store(to: Iterable[str], raw: bytes, envelope_from: str, checks: Checks | None = None) -> None:
    """Once for each inbox, each workspace in a transaction of its own.

    Raises `NotFound` for an address that is nobody's any more, and what the database or the disk raises. The sender then comes again with the same mail, and what
    was stored before is not stored twice.
    """
    by_workspace: dict[UUID, list[str]] = defaultdict(list)
    for recipient in map(recipients.find, to):
        by_workspace[recipient.workspace].append(recipient.local)
    for workspace, locals_ in by_workspace.items():
        with workspace_scope(workspace):
            for inbox, meant in meanings.of(locals_).items():
                commands.receive(
                    actor=US, inbox=inbox, raw=raw, envelope_from=envelope_from, checks=checks, **meant
                )
