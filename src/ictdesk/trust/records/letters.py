"""Mails to whoever looks after people's rights in the workspace in scope: an assessment ends, an instruction is doubted."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ictdesk.kernel.home import home
from ictdesk.kernel.letters import Mail, letter
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.records.models import Instruction, InterestAssessment


def ends(row: InterestAssessment, days: int) -> Mail | None:
    """None where nobody can be written to."""
    said = {"key": row.key, "days": days, "day": row.expires_on, "name": one_line(home().name)}
    title = ngettext(
        "%(name)s: an assessment of interests ends in %(days)s day",
        "%(name)s: an assessment of interests ends in %(days)s days",
        days,
    )
    lines = [
        _("The assessment of the purpose %(key)s holds until %(day)s.") % said,
        _(
            "After that it is shown as expired, and what can be switched off stops until a new one is approved."
        ),
        _page("privacy-purpose", key=row.key),
    ]
    return letter(title % said, lines)


def doubted(row: Instruction, number: int) -> Mail | None:
    """None where nobody can be written to."""
    said = {"number": number, "name": one_line(home().name)}
    lines = [
        _("We think that this instruction breaks a law that protects data (Art. 28(3) GDPR):"),
        row.words,
        _("It stands until you change it. The record of instructions:"),
        _page("privacy-instructions"),
    ]
    return letter(_("%(name)s: instruction %(number)s is doubted") % said, lines)


def _page(name: str, **where: str) -> str:
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    return f"{settings.ICTDESK_BASE_URL}{reverse(name, kwargs={'slug': slug, **where})}"
