"""While somebody waits for an answer about their data, nobody erases it: registered with the kernel's guards."""

from uuid import UUID

from django.utils.translation import gettext as _

from ictdesk.kernel import guards
from ictdesk.privacy.rights.models import RightsSubject
from ictdesk.privacy.rights.states import ANSWERED


def open_request(subject: UUID, purpose: str) -> str:
    """Why this person stays for now; empty when no case about them is open."""
    if purpose != guards.ERASURE:
        return ""
    waiting = RightsSubject.objects.filter(person_id=subject).exclude(request__state__in=ANSWERED)
    row = waiting.select_related("request").order_by("request__number").first()
    return _("The request %(number)s is open.") % {"number": row.request} if row else ""


def register() -> None:
    guards.register(open_request, "request")
