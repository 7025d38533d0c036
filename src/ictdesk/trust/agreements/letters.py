"""The mail to whoever looks after people's rights in the workspace in scope: a version of the agreement lies ready."""

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.kernel.letters import Mail, letter, page
from ictdesk.kernel.lines import one_line
from ictdesk.trust.agreements.models import AgreementDocument

DUTY = "essential.legal_obligation"
MOST = 20


def issued(row: AgreementDocument) -> Mail | None:
    """What is other than before, and where to sign. None where nobody can be written to."""
    said = {"n": row.number, "name": one_line(settings.ICTDESK_SITE.name)}
    lines = [_("Version %(n)s of the data processing agreement is signed by us and lies ready:") % said]
    if row.changes:
        lines.append(_("What it says is other than in the version before:"))
        lines += [one["where"] for one in row.changes[:MOST]]
        lines.append(_("The version before stays as it is. Read the new one, and sign it if you agree."))
    return letter(_("%(name)s: version %(n)s of the agreement") % said, [*lines, page("privacy-agreement")])
