"""What the privacy notice says of the vendor's own workspace: read from the data map, as an archive is."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.business.billing.setting import stripe
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything, of_workspace
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import information

CARRIERS = {
    "smtp": "Our mail server",
    "file": "Our mail server",
    "postmark": "Postmark (ActiveCampaign)",
    "ses": "Amazon Simple Email Service",
}
TEAM = frozenset({"support_agent", "employee"})
"""Of them alone the notice says nothing: members are told by their own employer."""
PAYERS = frozenset({"billing_contact"})
"""Of them it says something only where something can be paid."""


def of(entry: WorkspaceEntry) -> dict[str, Any]:
    """Purposes with their bases, kinds of data with their time, and who gets any of it."""
    with workspace_scope(entry.id):
        outside = [
            row.entry
            for row in of_workspace()
            if isinstance(row.entry, Personal) and not TEAM.issuperset(row.entry.subjects)
        ]
    accounts = [
        row.entry
        for row in everything()
        if row.plane == "control"
        and isinstance(row.entry, Personal)
        and (stripe() or not PAYERS.issuperset(row.entry.subjects))
    ]
    return {
        "purposes": information.purposes([*outside, *accounts]),
        "kinds": information.kinds(outside),
        "of_accounts": information.kinds(accounts),
        "recipients": _recipients(),
    }


def _recipients() -> list[dict[str, str]]:
    """Categories of recipients (Art. 13(1)(e) GDPR). Whom an archive names in person is read from what was sent."""
    carriers = sorted(CARRIERS.get(name, name) for name in settings.MAILERS if name != "default")
    team = {"name": _("Our team"), "what": _("What you wrote and sent"), "why": _("Answering you")}
    mail = {"what": _("Your address and the mails to you"), "why": _("Carrying mail to you")}
    return [team, *({"name": name} | mail for name in carriers), *_payments()]


def _payments() -> list[dict[str, str]]:
    """Stripe is our processor and, against fraud and by its own duties, a controller of its own: it never sees a workspace's people."""
    if stripe() is None:
        return []
    what = _("If you pay: your address, and what you type on its pages, such as your card")
    return [
        {"name": "Stripe Payments Europe, Limited; Stripe, Inc.", "what": what, "why": _("Taking payments")}
    ]
