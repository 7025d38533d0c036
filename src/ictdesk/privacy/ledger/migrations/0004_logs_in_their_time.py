"""Agreements that ended have a time as other data has: their events may go before the workspace does, but not young ones."""

from django.db import migrations

FUNCTION = """
    create or replace function ictdesk_until_the_end() returns trigger language plpgsql as $$
    begin
      if tg_nargs = 2 and (to_jsonb(old) ->> tg_argv[0])::timestamptz < now() - tg_argv[1]::interval then return old; end if;
      if (select l.kind from ledger_entry l where l.workspace_id = old.workspace_id and not l.void and l.kind <> 'void'
          order by l.sequence desc limit 1) = 'workspace.end' then return old; end if;
      raise exception 'permission denied: rows of a log are never changed, and go with their workspace alone' using errcode = 'insufficient_privilege';
    end $$
"""
TRIGGER = """
    drop trigger until_the_end on consent_event;
    create trigger until_the_end before delete on consent_event
      for each row execute function ictdesk_until_the_end('at', '364 days')
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_audit_log_until_the_end"), ("consent", "0001_consents")]
    operations = [
        migrations.RunSQL(statement, hints={"in_cell": True}) for statement in (FUNCTION, TRIGGER)
    ]
