"""The migration operation that makes a table safe for several workspaces."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

from ictdesk.kernel.tenancy.fields import CellForeignKey

POLICY = "workspace_id = nullif(current_setting('ictdesk.workspace', true), '')::uuid"
"""`nullif` is needed: after a transaction the setting reads as an empty string, not NULL."""


class SecureCellTable(Operation):
    """Primary key (workspace_id, id), forced row-level security with one policy, composite foreign keys.

    Run it after the table is made, and again after a `CellForeignKey` was added: it does what is missing.
    Not reversible: nothing may take the policy off.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's picture of the table does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        for statement in secure_statements(model):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Force row-level security on {self.model_name}"


def secure_statements(model: type[Model]) -> list[str]:
    """The SQL that secures the table of a cell model."""
    table = model._meta.db_table
    statements = [*primary_key(table), *policy(table)]
    keys = [field for field in model._meta.local_fields if isinstance(field, CellForeignKey)]
    return [*statements, *(composite_key(table, field) for field in keys)]


def primary_key(table: str) -> list[str]:
    """Puts the workspace first in the primary key: a global one would tell of other workspaces' rows."""
    swap = f'drop constraint "{table}_pkey", add constraint "{table}_pkey" primary key (workspace_id, id)'
    columns = f"(select cardinality(conkey) from pg_constraint where conname = $q${table}_pkey$q$)"  # noqa: S608
    return [f'do $$ begin if {columns} = 1 then alter table "{table}" {swap}; end if; end $$']


def policy(table: str) -> list[str]:
    """Row-level security for everybody, the owner included, with exactly one permissive policy."""
    return [
        f'alter table "{table}" enable row level security',
        f'alter table "{table}" force row level security',
        f'drop policy if exists workspace on "{table}"',
        f'create policy workspace on "{table}" using ({POLICY}) with check ({POLICY})',
    ]


def composite_key(table: str, field: Any) -> str:
    """A foreign key on (workspace_id, column): the row it names is of the same workspace."""
    column, target = field.column, field.related_model._meta.db_table
    name = f"{table}_{column}_cell_fk"
    return (
        f"do $$ begin if not exists (select from pg_constraint where conname = $q${name}$q$) then "
        f'alter table "{table}" add constraint "{name}" foreign key (workspace_id, "{column}") '
        f'references "{target}" (workspace_id, id); end if; end $$'
    )
