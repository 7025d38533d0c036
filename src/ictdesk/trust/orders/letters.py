"""The mail that tells a customer of an order, with its workspace in scope."""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.kernel.letters import Mail, letter
from ictdesk.kernel.lines import one_line
from ictdesk.trust.orders.models import LawfulOrder

DUTY = "third_party_sharing.legal_obligation"


def told(row: LawfulOrder) -> Mail | None:
    """None where nobody can be written to."""
    known = {
        "who": row.authority,
        "country": row.country,
        "law": row.law,
        "asks": row.asks,
        "scope": row.scope or "-",
    }
    lines = [
        _("%(who)s (%(country)s) orders us to hand over data of your workspace, on the basis of: %(law)s.")
        % known,
        _("It asks for: %(asks)s") % known,
        _("The narrowest answer, as we see it: %(scope)s") % known,
        _("You may go against it where the law lets you. Answer this mail if you want us to know."),
    ]
    vendor = settings.ICTDESK_SITE.name
    title = _("%(name)s: an order of an authority, %(row)s") % {"name": one_line(vendor), "row": row}
    return letter(title, lines, purpose=DUTY, sender=(vendor, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
