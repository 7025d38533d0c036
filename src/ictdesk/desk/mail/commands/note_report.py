"""What a provider says became of a mail."""

from ictdesk.desk.mail import returns, rules
from ictdesk.desk.mail.models import OutgoingMail, Transcript
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.only_the_software, door="storage", while_ending=True)
def note_report(*, actor: Actor, sent: OutgoingMail | Transcript, what: str, for_good: bool) -> None:
    """`what` is delivered, bounced or complained. A report that comes twice, or too late, changes nothing."""
    if isinstance(sent, Transcript):
        if what != "delivered":
            rows = Transcript.objects.select_related("conversation")
            row = rows.select_for_update(no_key=True, of=("self",)).find(id=sent.id)
            returns.mark_transcript(row, what, for_good=for_good)
        return
    mail: OutgoingMail = OutgoingMail.objects.select_for_update(no_key=True, of=("self",)).find(id=sent.id)
    if what != "delivered":
        returns.mark(mail, what, for_good=for_good)
    elif mail.state == "accepted":
        mail.state = "delivered"
        mail.save(update_fields=["state"])
