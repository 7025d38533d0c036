"""The mail itself: words, a way to end it, and nothing that tells whether it was read."""

from email.utils import formataddr

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.business.newsletter.models import MAIL, Campaign, Delivery
from ictdesk.desk.mail import addresses
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import egress
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import tokens


def letter(campaign: Campaign, row: Delivery, address: str) -> EmailMessage:
    """The same message id each time, so that a repeat is known as one."""
    where, slug = home(), WorkspaceEntry.find(id=current_workspace()).slug
    sent = frozenset({"user.contact.email"})
    egress.ask(egress.Call(egress.by_mail(), address.rpartition("@")[2], MAIL, sent, current_workspace()))
    choices = tokens.choices_url(slug, bytes(row.digest))
    host = where.sender.rpartition("@")[2]
    back = _comes_back_to(row)
    shown = formataddr((one_line(where.name), where.sender))
    foot = _("You get this because you agreed to it. To end it, or to choose what you get:")
    return EmailMessage(
        subject=campaign.subject,
        body=f"{campaign.text}\n\n-- \n{foot}\n{choices}\n",
        from_email=back or shown,
        to=[address],
        headers={
            "Message-ID": f"<campaign.{campaign.id}.{row.id}@{host}>",
            "List-ID": f"<{campaign.purpose.key}.{host}>",
            "List-Unsubscribe": f"<{choices}/stop/{campaign.purpose_id}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        }
        | ({"From": shown} if back else {}),
    )


def _comes_back_to(row: Delivery) -> str:
    """Where its failure is told to, days later too; empty where the workspace takes no mail."""
    try:
        workspaces.first_mail_inbox()
    except NotFound:
        return ""
    return addresses.beyond_bounce(row.id, workspaces.workspace())
