"""What a provider says became of a mail."""

from ictdesk.desk.mail import returns, rules
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.only_the_software, door="storage")
def note_report(*, actor: Actor, mail: OutgoingMail, what: str, for_good: bool) -> OutgoingMail:
    """`what` is delivered, bounced or complained. A report that comes twice, or too late, changes nothing."""
    row: OutgoingMail = OutgoingMail.objects.select_for_update(no_key=True, of=("self",)).find(id=mail.id)
    if what == "delivered":
        if row.state == "accepted":
            row.state = "delivered"
            row.save(update_fields=["state"])
    else:
        returns.mark(row, what, for_good=for_good)
    return row
