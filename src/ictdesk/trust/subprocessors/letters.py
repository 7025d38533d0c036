"""Mails about sub-processors, to whoever looks after people's rights in the workspace in scope."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.kernel.letters import Mail, letter, page
from ictdesk.kernel.lines import one_line
from ictdesk.trust.subprocessors.models import SubProcessor, SubProcessorNotice

DUTY = "essential.legal_obligation"


def announced(row: SubProcessorNotice) -> Mail | None:
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
    return letter(_("%(name)s: a new sub-processor, %(who)s") % said, [*lines, page("privacy-subprocessors")])


def review(rows: Sequence[SubProcessor]) -> Mail | None:
    """Whose facts are to be looked at again. None where nobody can be written to."""
    names = ", ".join(row.facts["name"] for row in rows)
    lines = [_("The quarter is over: look at the facts of %(names)s again.") % {"names": names}]
    title = _("Sub-processors to review: %(names)s") % {"names": names}
    return letter(title, [*lines, page("privacy-subprocessors")])
