"""When it has had its time who of the vendor was let in: it goes as who did what in the workspace does.

The database itself keeps each grant for a year after its end, whatever is asked of it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from ictdesk.kernel import retention
from ictdesk.kernel.audit.retaining import TRAIL
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.trust.access.machine import OPEN
from ictdesk.trust.access.models import AccessGrant


def over(before: datetime) -> QuerySet[Any]:
    """Grants into the workspace in scope that ended since then, or were never begun."""
    grants = AccessGrant.objects.filter(workspace_id=current_workspace()).exclude(state__in=OPEN)
    return grants.annotate(end=Coalesce("ended_at", "asked_at")).filter(end__lt=before)


def forget(ids: Sequence[UUID]) -> dict[str, int]:
    """With their steps."""
    with connection.cursor() as cursor:
        cursor.execute("select access_forget(%s)", [list(ids)])
        return {"access_grant": int(cursor.fetchone()[0])}


def register() -> None:
    retention.declare(TRAIL.companion("access", over, forget))
