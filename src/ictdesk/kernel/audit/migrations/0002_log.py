"""The log over the records: entries, subtrees, checkpoints; and who and what of a record can be forgotten."""

from django.db import migrations, models

import ictdesk.kernel.audit.models
import ictdesk.kernel.ids
import ictdesk.kernel.tenancy.scope
from ictdesk.kernel.tenancy.rls import SecureCellTable

SALT = """
    create function ictdesk_salt() returns bytea language sql volatile
        return uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
"""
FORGET = """
    create function audit_forget_only() returns trigger language plpgsql as $$
    begin
      if (old.id, old.workspace_id, old.at, old.actor_kind, old.action, old.object_kind)
           is not distinct from (new.id, new.workspace_id, new.at, new.actor_kind, new.action, new.object_kind)
         and new.actor_id is null and new.object_id is null and new.salt is null and new.facts = '{}'
         and exists (select from audit_entry e where e.workspace_id = old.workspace_id and e.id = old.id)
      then return new; end if;
      raise exception 'audit records are never changed' using errcode = 'insufficient_privilege';
    end $$;
"""
NEVER = """
    create trigger {0}_append_only before update on {0} for each row execute function audit_refuse();
    create trigger {0}_no_truncate before truncate on {0} for each statement execute function audit_refuse();
"""
LOG = ("audit_entry", "audit_node", "audit_checkpoint")


def row(*fields):
    """A table's columns: those of every cell table before its own."""
    return [
        (
            "id",
            models.UUIDField(
                default=ictdesk.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
            ),
        ),
        (
            "workspace_id",
            models.UUIDField(default=ictdesk.kernel.tenancy.scope.current_workspace, editable=False),
        ),
        *fields,
    ]


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(SALT, hints={"in_cell": True}),
        migrations.AddField("AuditRecord", "salt", ictdesk.kernel.audit.models.Salt()),
        migrations.CreateModel(
            name="AuditEntry",
            fields=row(
                ("place", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor_kind", models.CharField(max_length=8)),
                ("action", models.CharField(max_length=60)),
                ("object_kind", models.CharField(max_length=40)),
                ("commitment", models.BinaryField(max_length=32)),
                ("leaf", models.BinaryField(max_length=32)),
            ),
            options={
                "db_table": "audit_entry",
                "constraints": [
                    models.UniqueConstraint(fields=["workspace_id", "place"], name="audit_entry_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditNode",
            fields=row(
                ("level", models.SmallIntegerField()),
                ("place", models.BigIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
            ),
            options={
                "db_table": "audit_node",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["workspace_id", "level", "place"], name="audit_node_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=row(
                ("at", models.DateTimeField()),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
            ),
            options={
                "db_table": "audit_checkpoint",
                "constraints": [
                    models.UniqueConstraint(fields=["workspace_id", "size"], name="audit_checkpoint_size")
                ],
            },
        ),
        *(SecureCellTable(name) for name in ("AuditEntry", "AuditNode", "AuditCheckpoint")),
        *(migrations.RunSQL(NEVER.format(table), hints={"in_cell": True}) for table in LOG),
        migrations.RunSQL(FORGET, hints={"in_cell": True}),
    ]
