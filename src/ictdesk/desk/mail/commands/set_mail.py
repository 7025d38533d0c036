"""Set up the mail of an inbox."""

from ictdesk.desk.mail import receipts, rules
from ictdesk.desk.mail.models import MailSetting
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.instructing import Alters

LONGEST = 600


@command(allow=rules.can_set_up, alters=Alters("mail", (MailSetting,)))
def set_mail(*, actor: Actor, inbox: Inbox, receipt: str) -> MailSetting:
    """Sets what a first mail is answered with at once; empty for nothing. Raises `Invalid`.

    The one placeholder is {{workspace.name}}: a stranger's words have no place in a mail that goes by itself.
    """
    receipt = receipt.strip()
    rest = receipt.replace(receipts.NAME, "")
    if len(receipt) > LONGEST:
        raise Invalid(f"A confirmation has at most {LONGEST} characters.")
    if "{{" in rest or "}}" in rest:
        raise Invalid(f"The one placeholder of a confirmation is {receipts.NAME}.")
    setting: MailSetting = MailSetting.objects.get_or_create(inbox=inbox)[0]
    setting.receipt = receipt
    setting.save(update_fields=["receipt"])
    record(actor, "mail.set", "inbox", inbox.id, receipt=bool(receipt))
    return setting
