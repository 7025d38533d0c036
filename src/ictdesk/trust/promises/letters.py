"""The mail about claims that turned, to whoever looks after people's rights at the vendor."""

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
from ictdesk.trust.promises.standing import Standing

DUTY = "essential.legal_obligation"


def turned(found: Sequence[Standing]) -> EmailMessage | None:
    """What is broken or out of date, with the vendor's workspace in scope. None where nobody can be written to."""
    where = home()
    leads = where.leads()
    for address in leads:
        sent = frozenset({"user.contact.email"})
        host = address.rpartition("@")[2]
        egress.ask(egress.Call(egress.by_mail(), host, DUTY, sent, current_workspace()))
    if not leads:
        return None
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    lines = [
        f"{one.claim.key} ({one.claim.article}): {_word(one)}\n{one.claim.words}\n{one.why}" for one in found
    ]
    page = f"{settings.ICTDESK_BASE_URL}{reverse('privacy-proofs', kwargs={'slug': slug})}"
    names = ", ".join(one.claim.key for one in found)
    return EmailMessage(
        subject=one_line(_("Promises that do not hold now: %(names)s") % {"names": names})[:200],
        body="\n\n".join([_("This does not hold now, or was not shown in time:"), *lines, page]) + "\n",
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[*leads],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _word(one: Standing) -> str:
    return _("broken") if one.state == "failed" else _("not shown in time")
