"""Mails of this room, with the workspace in scope whose people they are for."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ictdesk.kernel.home import home
from ictdesk.kernel.letters import Mail, letter
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.breaches import tokens
from ictdesk.trust.breaches.models import BreachDelivery, BreachIncident, BreachNotice, SecurityContact
from ictdesk.trust.breaches.wording import moment

DUTY = "essential.legal_obligation"


def notice(delivery: BreachDelivery, to: Sequence[str]) -> Mail | None:
    """The frozen text, and the link that acknowledges it. It goes by the installation's own way, not by the workspace's mail."""
    found = delivery.notice
    lines = [
        found.text.rstrip("\n"),
        f"SHA-256 of this notice: {bytes(found.digest).hex()}",
        f"Acknowledge it by {moment(found.answer_by)}: {tokens.url('notice', delivery.id)}",
    ]
    return _mail(_title(found, "Notice of a personal data breach"), lines, to)


def overdue(found: BreachNotice, to: Sequence[str]) -> Mail | None:
    """To whoever looks after people's rights: nobody acknowledged a notice."""
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    page = f"{settings.ICTDESK_BASE_URL}{reverse('privacy-breaches', kwargs={'slug': slug})}"
    lines = [
        f"A notice of a personal data breach was sent on {moment(found.made_at)}, and nobody has acknowledged it.",
        page,
        found.text.rstrip("\n"),
    ]
    return _mail(_title(found, "Not acknowledged: notice of a personal data breach"), lines, to)


def hurry(row: BreachIncident, outer: datetime, to: Sequence[str]) -> Mail | None:
    """To the vendor's own leads: a day has passed, and nobody was told."""
    start = "REHEARSAL: " if row.rehearsal else ""
    lines = [
        f"We have been aware of {row} since {moment(row.aware_at)}, and nobody was told.",
        f"The outer bound is {moment(outer)}; weekends count.",
    ]
    return _mail(f"{start}{row}: nobody was told yet", lines, to)


def verify(contact: SecurityContact) -> Mail | None:
    """Asks whoever reads a mailbox whether it is a security contact."""
    name = one_line(home().name)
    lines = [
        _("%(name)s names this address as a contact for incidents of security.") % {"name": name},
        _("If you want to be told of them here, confirm it within seven days:"),
        tokens.url("contact", contact.id),
    ]
    return _mail(_("%(name)s: confirm a security contact") % {"name": name}, lines, [contact.address])


def _title(found: BreachNotice, words: str) -> str:
    start = "REHEARSAL: " if found.incident.rehearsal else ""
    return f"{start}{words}, {found.incident} v{found.version}"


def _mail(title: str, lines: Sequence[str], to: Sequence[str]) -> Mail | None:
    """Not from an address of the workspace: its mail may be what is lost."""
    return letter(
        title, lines, to, sender=(settings.ICTDESK_SITE.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    )
