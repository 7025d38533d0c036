"""Schema `keys` and its two tables, secured like every table of a cell."""

from django.db import migrations, models

from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.rls import policy
from ictdesk.kernel.tenancy.scope import current_workspace

TABLES = """
    create schema if not exists keys;
    create table keys.workspace_key (
        id uuid not null, workspace_id uuid not null, epoch integer not null,
        wrapped bytea not null, wrapped_index bytea not null,
        constraint workspace_key_pkey primary key (workspace_id, id),
        constraint workspace_key_one unique (workspace_id)
    );
    create table keys.subject_key (
        id uuid not null, workspace_id uuid not null, wrapped bytea,
        created_at timestamptz not null, destroyed_at timestamptz,
        constraint subject_key_pkey primary key (workspace_id, id),
        constraint subject_key_destroyed check ((wrapped is null) = (destroyed_at is not null))
    );
"""


def columns() -> list[tuple[str, models.Field]]:
    return [
        ("id", models.UUIDField(primary_key=True, default=new_id, editable=False)),
        ("workspace_id", models.UUIDField(default=current_workspace, editable=False)),
    ]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_initial")]
    operations = [
        migrations.RunSQL(TABLES, hints={"in_cell": True}),
        *(
            migrations.RunSQL(statement, hints={"in_cell": True})
            for table in ("workspace_key", "subject_key")
            for statement in policy(table)
        ),
        migrations.CreateModel(
            name="WorkspaceKey",
            fields=[
                *columns(),
                ("epoch", models.IntegerField()),
                ("wrapped", models.BinaryField()),
                ("wrapped_index", models.BinaryField()),
            ],
            options={"db_table": "workspace_key", "managed": False},
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                *columns(),
                ("wrapped", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("destroyed_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "subject_key", "managed": False},
        ),
    ]
