"""While somebody wants their data kept, no deadline deletes it: registered with the kernel's guards.

One that they ask for themselves waits until the restriction is lifted, which they can agree to at once.
"""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from ictdesk.kernel import guards
from ictdesk.privacy.restriction.models import RestrictedSubject
from ictdesk.privacy.restriction.words import FROZEN


def wanted(subject: UUID, purpose: str) -> str:
    """Why this person stays for now; empty when no restriction says so."""
    held = wanting([subject], purpose)
    return _("The person wants the data kept: it is restricted.") if held else ""


def wanting(subjects: Collection[UUID], purpose: str) -> set[UUID]:
    """Those of them who want it."""
    if purpose != guards.ERASURE:
        return set()
    rows = RestrictedSubject.objects.filter(person_id__in=subjects, restriction__lifted_at=None)
    return set(rows.filter(restriction__ground__in=sorted(FROZEN)).values_list("person_id", flat=True))


guards.register(wanted, "restriction", wanting)
