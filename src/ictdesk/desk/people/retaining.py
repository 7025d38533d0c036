"""When those who left have had their time: name, account and settings go; what they did leads to nobody from then on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ictdesk.desk.people.models import Member, TeamMember
from ictdesk.kernel import clock, jobs, retention
from ictdesk.kernel.retention import DataClass
from ictdesk.kernel.vault import keyring


def left(before: datetime) -> QuerySet[Any]:
    """Whose membership ended since then, and who are still known by name."""
    return Member.objects.filter(  # type: ignore[no-any-return]
        active=False, ended_at__lt=before, forgotten_at=None
    )


def forget(ids: Sequence[UUID]) -> dict[str, int]:
    """Destroys their keys, and empties the rest. The row stays as the id under which they wrote."""
    rows = Member.objects.filter(id__in=ids)
    keyring.destroy_all(list(rows.values_list("subject_id", flat=True)))
    count = rows.update(signature=None, notify={}, lead="", forgotten_at=clock.now())
    teams, _ = TeamMember.objects.filter(member_id__in=ids).delete()
    for id_ in ids:
        jobs.defer("people.forget", member=id_)
    return {"member": count, "team_member": teams}


def register() -> None:
    retention.declare(
        DataClass(
            key="members",
            trigger="membership.ended",
            period="P1Y",
            least="P1D",
            most="P3Y",
            action="forget",
            rows=left,
            act=forget,
        )
    )
