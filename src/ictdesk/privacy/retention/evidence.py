"""Deletes what is kept of an act on somebody's data: with whatever points at it, then the keys under which it was sealed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from ictdesk.kernel.datamap.tables import pointing_at
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure import removing


def remove(model: type[Model], ids: Sequence[UUID]) -> dict[str, int]:
    """In the transaction at hand; rows by table. `subject_id` of these tables is a key of their own."""
    rows: Any = model
    sealed = any(field.name == "subject_id" for field in model._meta.local_fields)
    keys = list(rows.objects.filter(id__in=ids).values_list("subject_id", flat=True)) if sealed else []
    counts = {}
    for field in pointing_at(model):
        below: Any = field.model
        if below is model or field.null:
            continue
        found = list(below.objects.filter(**{f"{field.name}__in": ids}).values_list("id", flat=True))
        if found:
            removing.remove_rows(below, found)
            counts[below._meta.db_table] = len(found)
    removing.remove_rows(model, list(ids))
    keyring.destroy_all(keys)
    return counts | {model._meta.db_table: len(ids)}
