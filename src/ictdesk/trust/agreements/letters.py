"""The mail to whoever looks after people's rights in the workspace in scope: a version of the agreement lies ready."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from ictdesk.kernel import egress
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.agreements.models import AgreementDocument

DUTY = "essential.legal_obligation"
MOST = 20


def issued(row: AgreementDocument) -> EmailMessage | None:
    """What is other than before, and where to sign. None where nobody can be written to."""
    said = {"n": row.number, "name": one_line(settings.ICTDESK_SITE.name)}
    lines = [_("Version %(n)s of the data processing agreement is signed by us and lies ready:") % said]
    if row.changes:
        lines.append(_("What it says is other than in the version before:"))
        lines += [one["where"] for one in row.changes[:MOST]]
        lines.append(_("The version before stays as it is. Read the new one, and sign it if you agree."))
    return _mail(_("%(name)s: version %(n)s of the agreement") % said, lines)


def _mail(title: str, lines: list[str]) -> EmailMessage | None:
    where = home()
    leads = where.leads()
    for address in leads:
        egress.ask_mail(address, current_workspace(), DUTY)
    if not leads:
        return None
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    page = f"{settings.ICTDESK_BASE_URL}{reverse('privacy-agreement', kwargs={'slug': slug})}"
    return EmailMessage(
        subject=one_line(title),
        body="\n\n".join([*lines, page]) + "\n",
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[*leads],
        headers={"Auto-Submitted": "auto-generated"},
    )
