"""Try anew what did not go out, also to an address that was left alone."""

from ictdesk.desk.mail import outbox, rules
from ictdesk.desk.mail.models import OutgoingMail, Suppression
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.instructing import Alters

FAILED = ("failed", "bounced", "queued")


@command(allow=rules.can_set_up)
def send_again(*, actor: Actor, mail: OutgoingMail) -> OutgoingMail:
    """Enqueues a mail that failed, came back or waits for its next attempt, under its old Message-ID. Raises `Conflict`
    for any other."""
    row: OutgoingMail = OutgoingMail.objects.select_for_update(no_key=True).find(id=mail.id)
    if row.state not in FAILED:
        raise Conflict("This mail has not failed.")
    row.state, row.reason, row.due_at = "queued", "", clock.now()
    row.save(update_fields=["state", "reason", "due_at"])
    outbox.send(row)
    record(actor, "mail.send_again", "outgoing_mail", row.id)
    return row


@command(allow=rules.can_set_up, alters=Alters("mail"))
def lift_suppression(*, actor: Actor, suppression: Suppression) -> None:
    """Mail goes to the address again."""
    record(actor, "mail.lift_suppression", "mail_suppression", suppression.id)
    suppression.delete()
