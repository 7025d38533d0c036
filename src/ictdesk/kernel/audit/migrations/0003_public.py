"""The installation's log of checkpoints, in the control plane: added to, never changed."""

from django.db import migrations, models

REFUSE = """
    create function audit_promise_refuse() returns trigger language plpgsql as $$
    begin raise exception 'what was promised is never changed' using errcode = 'insufficient_privilege'; end $$;
    create trigger audit_promise_append_only before update or delete on audit_promise
        for each row execute function audit_promise_refuse();
    create trigger audit_promise_no_truncate before truncate on audit_promise
        for each statement execute function audit_promise_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_log")]
    operations = [
        migrations.CreateModel(
            name="PublicPromise",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("leaf", models.BinaryField(max_length=32, unique=True)),
                ("peaks", models.BinaryField()),
                ("note", models.TextField()),
            ],
            options={"db_table": "audit_promise"},
        ),
        migrations.RunSQL(REFUSE, hints={"in_cell": False}),
    ]
