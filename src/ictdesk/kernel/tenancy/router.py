"""Sends each model to its plane, and tenant models to the cell of the workspace in scope."""

from typing import Any

from django.apps import apps
from django.db import models

from ictdesk.kernel.tenancy.planes import CONTROL, is_cell
from ictdesk.kernel.tenancy.scope import current_scope

EVERYWHERE = frozenset({"procrastinate", "tenancy_setup"})
"""Apps whose tables exist in every database: a job is enqueued in the transaction of its cause."""


def lives_in_cell(model: type[models.Model]) -> bool:
    return bool(getattr(model, "in_cell", False))


class PlaneRouter:
    """Django's database router for the two planes."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        return current_scope().alias if lives_in_cell(model) else CONTROL

    db_for_write = db_for_read

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return lives_in_cell(type(one)) == lives_in_cell(type(other))

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        if app_label in EVERYWHERE:
            return True
        if "in_cell" in hints:
            return is_cell(db) == bool(hints["in_cell"])
        try:
            model = apps.get_model(app_label, model_name or "")
        except LookupError:
            return not is_cell(db)
        return is_cell(db) == lives_in_cell(model)
