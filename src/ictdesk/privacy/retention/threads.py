"""Deletes whole threads, with everything the data map knows to hang on them; their people stay."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Model

from ictdesk.kernel.datamap.fates import fate_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.privacy.erasure import removing
from ictdesk.privacy.erasure.keeping import ROOTS, hanging


def remove(threads: Collection[UUID]) -> dict[str, int]:
    """In the transaction at hand; returns rows by table. What is found through others is looked for before any goes."""
    found: list[tuple[type[Model], list[UUID]]] = []
    for model in models_about_people():
        if model._meta.db_table in ROOTS or fate_of(model).kind != "delete":
            continue
        rows: Any = hanging(model, threads)
        ids = list(rows.order_by().values_list("id", flat=True)) if rows is not None else []
        if ids:
            found.append((model, ids))
    for model, ids in found:
        removing.remove_rows(model, ids)
    return {model._meta.db_table: len(ids) for model, ids in found}
