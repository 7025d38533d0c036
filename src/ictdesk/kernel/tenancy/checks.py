"""System checks: no table of a cell without its policy, no key that reaches out of its workspace."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, Model, UniqueConstraint

from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.rls import SecureCellTable
from ictdesk.kernel.tenancy.router import lives_in_cell


def secured_models() -> set[tuple[str, str]]:
    """(app label, model name) of every table that a migration secures."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        (app_label, operation.model_name.lower())
        for (app_label, _), migration in loader.disk_migrations.items()
        for operation in migration.operations
        if isinstance(operation, SecureCellTable)
    }


@register
def cell_tables_are_secured(**_: Any) -> list[CheckMessage]:
    """tenancy.E001: a cell model whose migrations never run `SecureCellTable`."""
    secured = secured_models()
    return [
        Error(f"{model._meta.label} has no SecureCellTable in its migrations", obj=model, id="tenancy.E001")
        for model in apps.get_models()
        if lives_in_cell(model) and model._meta.managed
        if (model._meta.app_label, model._meta.model_name) not in secured
    ]


@register
def keys_stay_in_their_workspace(**_: Any) -> list[CheckMessage]:
    """tenancy.E002 and E003: plain foreign keys and unique constraints that forget the workspace."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if lives_in_cell(model):
            found += [*_loose_foreign_keys(model), *_loose_unique_constraints(model)]
    return found


def _loose_foreign_keys(model: type[Model]) -> list[CheckMessage]:
    return [
        Error(f"{field} must be a CellForeignKey", obj=model, id="tenancy.E002")
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and not isinstance(field, CellForeignKey)
    ]


def _loose_unique_constraints(model: type[Model]) -> list[CheckMessage]:
    loose = [
        c.name for c in model._meta.constraints if isinstance(c, UniqueConstraint) and not _starts_right(c)
    ]
    loose += [f.name for f in model._meta.local_fields if f.unique and not f.primary_key]
    return [
        Error(f"unique constraint {name} must start with workspace_id", obj=model, id="tenancy.E003")
        for name in loose
    ]


def _starts_right(constraint: UniqueConstraint) -> bool:
    return bool(constraint.fields) and constraint.fields[0] == "workspace_id"
