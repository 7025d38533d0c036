"""The letter to the vendor's lead: what is open, and what to tell customers."""

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
from ictdesk.trust.transfers import words
from ictdesk.trust.transfers.register import Transfer

DUTY = "essential.legal_obligation"


def to_do(found: Sequence[Transfer]) -> EmailMessage | None:
    """One line for each transfer that waits for somebody. None where nobody can be written to."""
    lines = [_("These transfers to other countries wait for you:"), *(_line(one) for one in found)]
    lines += [
        _("What rested on something that ended moved to the clauses that were signed, or stopped."),
        _("If customers are to hear of it, tell them which companies, since when, and what carries it now."),
    ]
    return _mail(_("Transfers to assess: %(names)s") % {"names": ", ".join(one.name for one in found)}, lines)


def _line(one: Transfer) -> str:
    said = f"{one.name}, {one.country}: {words.STANDINGS[one.state]}"
    changed = [str(words.CITED[name]) for name in one.assessment.changed] if one.assessment else []
    return (
        f"{said} ({', '.join(changed)}). {one.stopped}".strip()
        if changed
        else f"{said}. {one.stopped}".strip()
    )


def _mail(title: str, lines: list[str]) -> EmailMessage | None:
    where = home()
    leads = where.leads()
    for address in leads:
        egress.ask_mail(address, current_workspace(), DUTY)
    if not leads:
        return None
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    page = f"{settings.ICTDESK_BASE_URL}{reverse('privacy-abroad', kwargs={'slug': slug})}"
    return EmailMessage(
        subject=one_line(title)[:200],
        body="\n\n".join([*lines, page]) + "\n",
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[*leads],
        headers={"Auto-Submitted": "auto-generated"},
    )
