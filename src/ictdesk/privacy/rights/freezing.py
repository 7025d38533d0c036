"""While somebody waits for an answer about their data, nobody erases it: registered with the kernel's guards."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ictdesk.kernel import guards
from ictdesk.privacy.rights.models import RightsSubject
from ictdesk.privacy.rights.states import ANSWERED


def open_request(subject: UUID, purpose: str) -> str:
    """Why this person stays for now; empty when no case about them is open."""
    if purpose != guards.ERASURE:
        return ""
    row = _waiting([subject]).select_related("request").order_by("request__number").first()
    return _("The request %(number)s is open.") % {"number": row.request} if row else ""


def asking(subjects: Collection[UUID], purpose: str) -> set[UUID]:
    """Those of them whom an open case is about."""
    if purpose != guards.ERASURE:
        return set()
    return set(_waiting(subjects).values_list("person_id", flat=True))


def _waiting(subjects: Collection[UUID]) -> QuerySet[Any]:
    rows = RightsSubject.objects.filter(person_id__in=subjects)
    return rows.exclude(request__state__in=ANSWERED)  # type: ignore[no-any-return]


def register() -> None:
    guards.register(open_request, "request", asking)
