"""Switch a mailbox on and off, and take it away."""

from ictdesk.desk.mailboxes import rules
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.vault import keyring


@command(allow=rules.can_set_up, alters=Alters("mailboxes", (Mailbox,)))
def switch_mailbox(*, actor: Actor, mailbox: Mailbox, shown: bool) -> None:
    """Reads it, or leaves it alone until it is switched on again; it goes on where it stopped."""
    mailbox.active = shown
    mailbox.save(update_fields=["active"])
    record(actor, "mailbox.switch", "mailbox", mailbox.id, on=shown)


@command(allow=rules.can_set_up, alters=Alters("mailboxes", (Mailbox,)))
def remove_mailbox(*, actor: Actor, mailbox: Mailbox) -> None:
    """It is read no more; its secret is destroyed. What came stays."""
    record(actor, "mailbox.remove", "mailbox", mailbox.id)
    keyring.destroy(mailbox.subject_id)
    mailbox.delete()
