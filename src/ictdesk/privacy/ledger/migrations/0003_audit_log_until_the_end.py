"""The log of the audit trail goes with its workspace, like the trail itself; and who and what of a record can be forgotten."""

from django.db import migrations

TRIGGER = "create trigger until_the_end before delete on {} for each row execute function ictdesk_until_the_end()"


FORGET = """
    drop trigger audit_append_only on audit_record;
    create trigger audit_append_only before update on audit_record for each row execute function audit_forget_only()
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_until_the_end"), ("audit", "0002_log")]
    operations = [
        migrations.RunSQL(statement, hints={"in_cell": True})
        for statement in (FORGET, *map(TRIGGER.format, ("audit_entry", "audit_node", "audit_checkpoint")))
    ]
