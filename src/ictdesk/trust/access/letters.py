"""Mails about visits: to the customer whom one concerns, and to those of the vendor who may approve."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel.datamap.fields import SECURITY
from ictdesk.kernel.home import home
from ictdesk.kernel.letters import Mail, letter, page
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.access import words
from ictdesk.trust.access.models import AccessGrant


def begun(grant: AccessGrant) -> Mail | None:
    """To whoever looks after people's rights: who is inside, why, and until when. None where nobody can be written to."""
    where = home()
    until = timezone.localtime(grant.ends_at, where.zone)
    lines = [
        _("%(who)s of our team came into your workspace just now.") % {"who": _who(grant)},
        _why(grant),
        _("It ends by itself at %(time)s. You may end it at once, and see what is opened:")
        % {"time": date_format(until, "j M Y, H:i e")},
        page("privacy-access"),
    ]
    title = _("%(name)s: somebody of our team is in your workspace") % {"name": one_line(where.name)}
    return letter(title, lines, purpose=SECURITY)


def asked(grant: AccessGrant) -> Mail | None:
    """To whoever agrees for the customer."""
    where = home()
    lines = [
        _("%(who)s of our team asks to come into your workspace for %(n)s minutes.")
        % {"who": _who(grant), "n": grant.minutes},
        _why(grant),
        _("Nobody comes in before one of you agrees:"),
        page("privacy-access"),
    ]
    title = _("%(name)s: our team asks to come into your workspace") % {"name": one_line(where.name)}
    return letter(title, lines, purpose=SECURITY)


def to_approve(grant: AccessGrant, approvers: Iterable[str]) -> Mail | None:
    """To those of the vendor who may approve, with the vendor's workspace in scope."""
    lines = [
        _("%(who)s asks for access to %(slug)s for %(n)s minutes.")
        % {
            "who": _who(grant),
            "slug": WorkspaceEntry.find(id=grant.workspace_id).slug,
            "n": grant.minutes,
        },
        _why(grant),
        page("on-call"),
    ]
    title = _("Access is asked for: %(reference)s") % {"reference": grant.reference}
    return letter(title, lines, approvers, purpose=SECURITY)


def _who(grant: AccessGrant) -> str:
    return addresses_of([grant.user_id]).get(grant.user_id, "")


def _why(grant: AccessGrant) -> str:
    said = {
        "purpose": words.PURPOSES[grant.purpose],
        "reference": grant.reference,
        "words": grant.words,
        "kind": _("to look and to mend") if grant.writes else _("to look"),
    }
    return _("Why: %(purpose)s (%(reference)s), %(kind)s. %(words)s") % said
