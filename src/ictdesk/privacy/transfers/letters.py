"""The letter that somebody's data was sent where they wanted it, and the mail with a link to its receiver."""

from email.utils import formataddr

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.kernel import egress
from ictdesk.kernel.home import Home, home
from ictdesk.kernel.language import day, spoken
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.rights import letters
from ictdesk.privacy.rights.models import DUTY, RightsRequest
from ictdesk.privacy.transfers import tokens
from ictdesk.privacy.transfers.models import Transfer
from ictdesk.privacy.transfers.queries import place_of


def transferred(row: RightsRequest, where: Home) -> list[str]:
    """Of the newest that was taken."""
    sent = Transfer.objects.filter(request=row, state="sent").order_by("-sent_at").first()
    assert sent is not None  # whoever writes it has just noted one
    said = {
        "name": sent.name,
        "host": place_of(sent),
        "day": day(sent.sent_at.astimezone(where.zone).date()),
    }
    return [
        _(
            "On %(day)s we sent the data that you take along to %(name)s (%(host)s), sealed so that only they can read it."
        )
        % said,
        _("The SHA-256 of what we sent: %(hash)s") % {"hash": sent.sha256},
    ]


def link(row: Transfer) -> EmailMessage:
    """It names nobody whose data it is: whoever can open the file learns it there."""
    where = home()
    assert row.expires_at is not None  # it is offered
    sent = frozenset({"user.contact.email"})
    egress.ask(egress.Call(egress.by_mail(), place_of(row), DUTY, sent, current_workspace()))
    with spoken(row.request.language):
        name = one_line(where.name)
        said = {
            "name": name,
            "day": day(row.expires_at.astimezone(where.zone).date()),
            "link": tokens.url(row.id),
            "hash": row.sha256,
        }
        return EmailMessage(
            subject=_("Data for you from %(name)s") % said,
            body=_(
                "Somebody takes their data along from %(name)s to you (Art. 20(2) of the General Data Protection Regulation). "
                "Fetch it here until %(day)s:\n%(link)s\n\nThe file is sealed: it opens with age and your private key alone. Its "
                "SHA-256: %(hash)s\n\nIf you do not expect it, do nothing.\n"
            )
            % said,
            from_email=formataddr((name, where.sender)),
            to=[row.email],
            headers={
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Message-ID": f"<transfer.{row.id}@{where.sender.rpartition('@')[2]}>",
            },
        )


letters.BODIES["transferred"] = transferred
