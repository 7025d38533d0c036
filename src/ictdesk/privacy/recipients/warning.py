"""What the leads are told by mail of recipients: that a program was not reached."""

from collections.abc import Sequence
from email.utils import formataddr

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.kernel import egress, recipients
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.recipients.words import PROGRAM_DAYS
from ictdesk.privacy.rights.models import DUTY


def not_reached(programs: Sequence[str]) -> EmailMessage | None:
    """For the leads, by the programs' names; None where nobody leads."""
    where = home()
    leads = where.leads()
    if not leads:
        return None
    found = (recipients.known("program", key) for key in programs)
    names = ", ".join(known.name for known in found if known) or _("A program that is gone")
    for address in leads:
        egress.ask_mail(address, current_workspace(), DUTY)
    return EmailMessage(
        subject=_("%(name)s: a program was not told") % {"name": one_line(where.name)},
        body=_(
            "%(programs)s has not asked for its notices for %(days)s days. It got data of people that was erased, corrected or "
            "restricted since, and does not know. The certificates say that it was not reached. Tell whoever runs it, and note it "
            "under Privacy, Recipients.\n"
        )
        % {"programs": names, "days": PROGRAM_DAYS},
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[*leads],
        headers={"Auto-Submitted": "auto-generated"},
    )
