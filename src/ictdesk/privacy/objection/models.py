"""Addresses whose owners object: digests, and against what."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.privacy.rights.models import CODE, DUTY, TIME

WHY = "so that nothing is sent against an objection, also after an erasure or an import (Art. 21 GDPR)"


def _kept(field: Any, category: str, **more: Any) -> Any:
    return personal(
        field,
        category,
        purposes=(DUTY,),
        retention="removed",
        erasure="keep",
        keep_reason=WHY,
        **more,
    )


class Objection(CellModel):
    """One address and what its owner objects to. It names nobody: who asks has the address already."""

    person = paths.digest("digest")

    digest = _kept(
        models.BinaryField(max_length=16), "user.unique_id.pseudonymous", source="derived", access="withhold"
    )
    scope = _kept(models.CharField(max_length=10), "user.privacy_preferences")
    case_id = impersonal(models.UUIDField(null=True), "which case")
    channel = impersonal(models.CharField(max_length=8), CODE)
    made_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "objection"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "digest", "scope"], name="objection_one"),
        )

    def __str__(self) -> str:
        return str(self.scope)
