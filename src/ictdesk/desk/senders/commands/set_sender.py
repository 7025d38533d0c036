"""Choose the address that an inbox answers from."""

import re

from ictdesk.desk.senders import rules
from ictdesk.desk.senders.models import SenderAddress, SenderDomain
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.instructing import Alters

LOCAL = re.compile(r"[a-z0-9]([a-z0-9._+-]{0,38}[a-z0-9])?")


@command(allow=rules.can_set_up, alters=Alters("senders", (SenderAddress,)))
def set_sender(*, actor: Actor, inbox: Inbox, domain: SenderDomain | None, local: str) -> None:
    """Without a domain the desk's own address of the inbox. Raises `Invalid`, `Conflict` for one that does not agree."""
    SenderAddress.objects.filter(inbox=inbox).delete()
    if domain is not None:
        said = local.strip().lower()
        if not LOCAL.fullmatch(said) or ".." in said:
            raise Invalid("Before the @ stand letters, digits, dots and hyphens, such as support.")
        if domain.verified_at is None:
            raise Conflict("The DNS of this domain does not name the key of this desk yet.")
        SenderAddress(inbox=inbox, domain=domain, local=said).save()
    record(actor, "sender.set", "inbox", inbox.id, own=domain is not None)
