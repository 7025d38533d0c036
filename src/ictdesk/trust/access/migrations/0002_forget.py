"""A grant that ended long ago goes with its steps: one function of the owner's, since steps are never deleted otherwise."""

from django.db import migrations

FORGET = """
    create function access_forget(wanted uuid[]) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
        over uuid[];
    begin
        select coalesce(array_agg(g.id), '{}') into over from public.access_grant g
        where g.id = any(wanted) and g.state not in ('asked', 'approved', 'running')
          and coalesce(g.ended_at, g.asked_at) < now() - interval '1 year';
        delete from public.access_step where grant_id = any(over);
        delete from public.access_grant where id = any(over);
        return cardinality(over);
    end $$;

    revoke all on function access_forget(uuid[]) from public;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_begin")]
    operations = [
        migrations.RunSQL(FORGET, "drop function access_forget(uuid[])", hints={"in_cell": False})
    ]
