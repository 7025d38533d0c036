"""Take in a mail of a mailbox."""

from ictdesk.desk.mail import addresses, meanings
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.mailboxes import rules
from ictdesk.desk.mailboxes.commands.progress import locked
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.only_the_software)
def take_from_mailbox(
    *, actor: Actor, mailbox: Mailbox, uid: int, raw: bytes, recipients: list[str], envelope_from: str
) -> None:
    """Stores the mail and moves the checkpoint past it, at once. Without content it moves on alone.

    A mail for several of our addresses is taken once for each inbox that they name by a MAC, else for the mailbox's own.
    """
    row = locked(mailbox)
    if uid <= row.last_uid:
        return  # another worker was faster
    if raw:
        meant = meanings.of(_ours(recipients)) or {row.inbox: meanings.PLAIN}
        for inbox, said in meant.items():
            mails.receive(actor=actor, inbox=inbox, raw=raw, envelope_from=envelope_from, **said)
    row.last_uid = uid
    row.save(update_fields=["last_uid"])


def _ours(recipients: list[str]) -> list[str]:
    """What stands before the @ of the answering addresses of this workspace. An inbox's plain address says nothing here."""
    host = addresses.host_of(workspaces.workspace().slug)
    pairs = (one.rpartition("@") for one in recipients)
    return [
        local
        for local, _, of in pairs
        if of.lower() == host and len(local) <= 64 and local.lower().startswith(addresses.MADE)
    ]
