"""A key may be out of reach: the person is restricted (Art. 18 GDPR)."""

from django.db import migrations

from ictdesk.kernel.vault.doors import POLICY


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [
        migrations.RunSQL(statement, hints={"in_cell": True})
        for statement in ("alter table keys.subject_key add column restricted_at timestamptz", POLICY)
    ]
