"""Rows of logs go with their workspace, and not before: when its ledger's last word here is that it has ended."""

from django.db import migrations

LOGS = ("audit_record", "consent_event", "consent_wording", "event")
FUNCTION = """
    create function ictdesk_until_the_end() returns trigger language plpgsql as $$
    begin
      if (select l.kind from ledger_entry l where l.workspace_id = old.workspace_id and not l.void and l.kind <> 'void'
          order by l.sequence desc limit 1) = 'workspace.end' then return old; end if;
      raise exception 'permission denied: rows of a log are never changed, and go with their workspace alone' using errcode = 'insufficient_privilege';
    end $$
"""
AUDIT = """
    drop trigger audit_append_only on audit_record;
    create trigger audit_append_only before update on audit_record for each row execute function audit_refuse()
"""
TRIGGER = "create trigger until_the_end before delete on {} for each row execute function ictdesk_until_the_end()"


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("audit", "0001_initial"),
        ("events", "0001_initial"),
        ("consent", "0001_consents"),
    ]
    operations = [
        migrations.RunSQL(statement, hints={"in_cell": True})
        for statement in (FUNCTION, AUDIT, *(TRIGGER.format(table) for table in LOGS))
    ]
