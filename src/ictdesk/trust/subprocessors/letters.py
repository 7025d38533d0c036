"""Mails about sub-processors, to whoever looks after people's rights in the workspace in scope."""

from collections.abc import Sequence
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
from ictdesk.trust.subprocessors.models import SubProcessor, SubProcessorNotice

DUTY = "essential.legal_obligation"


def announced(row: SubProcessorNotice) -> EmailMessage | None:
    """What changes, from when at the earliest, and how to object. None where nobody can be written to."""
    found = row.provider.facts
    said = {
        "who": found["name"],
        "company": found["legal_name"],
        "what": found["services"],
        "where": ", ".join(found["storage"]) or "-",
        "days": row.days,
        "name": one_line(settings.ICTDESK_SITE.name),
    }
    lines = [
        _("%(name)s will use another company to process the data of your workspace:") % said,
        _("%(who)s (%(company)s): %(what)s. Data lies in: %(where)s.") % said,
        _("It receives nothing of yours in the next %(days)s days.") % said,
        _("If you object, it receives nothing afterwards either. You can object, and take it back, here:"),
    ]
    return _mail(_("%(name)s: a new sub-processor, %(who)s") % said, lines)


def review(rows: Sequence[SubProcessor]) -> EmailMessage | None:
    """Whose facts are to be looked at again. None where nobody can be written to."""
    names = ", ".join(row.facts["name"] for row in rows)
    lines = [_("The quarter is over: look at the facts of %(names)s again.") % {"names": names}]
    return _mail(_("Sub-processors to review: %(names)s") % {"names": names}, lines)


def _mail(title: str, lines: list[str]) -> EmailMessage | None:
    where = home()
    leads = where.leads()
    for address in leads:
        sent = frozenset({"user.contact.email"})
        host = address.rpartition("@")[2]
        egress.ask(egress.Call(egress.by_mail(), host, DUTY, sent, current_workspace()))
    if not leads:
        return None
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    page = f"{settings.ICTDESK_BASE_URL}{reverse('privacy-subprocessors', kwargs={'slug': slug})}"
    return EmailMessage(
        subject=one_line(title),
        body="\n\n".join([*lines, page]) + "\n",
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[*leads],
        headers={"Auto-Submitted": "auto-generated"},
    )
