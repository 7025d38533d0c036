"""The table of the personal stream, partitioned by day, and the two functions that make and drop its days."""

from django.db import migrations, models

import ictdesk.kernel.ids

TABLE = """
    create schema if not exists logs;
    create table log_line (
        id uuid not null,
        at timestamptz not null,
        source varchar(8) not null,
        event varchar(64) not null,
        workspace_id uuid,
        user_id uuid,
        contact_id uuid,
        ip inet,
        method varchar(8) not null,
        path varchar(300) not null,
        status smallint,
        error varchar(64) not null,
        primary key (at, id)
    ) partition by range (at);
    create index log_line_workspace on log_line (workspace_id, at);
"""
DAYS = """
    create function log_day(wanted date) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
    begin
        if wanted not between current_date - 31 and current_date + 1 then
            raise exception 'no log is kept of this day' using errcode = 'check_violation';
        end if;
        perform pg_advisory_xact_lock(hashtext('ictdesk.log_day'));
        execute format('create table if not exists logs.%I partition of public.log_line for values from (%L) to (%L)',
            to_char(wanted, '"d"YYYYMMDD'), wanted::timestamptz, (wanted + 1)::timestamptz);
    end $$;

    create function log_drop(before date) returns setof date
    language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
    declare
        part name;
        oldest date := least(before, current_date - 30);
    begin
        for part in
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'public.log_line'::regclass and c.relname < to_char(oldest, '"d"YYYYMMDD')
            order by c.relname
        loop
            execute format('drop table logs.%I', part);
            return next to_date(part, '"d"YYYYMMDD');
        end loop;
    end $$;

    create function log_days() returns setof date
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select to_date(c.relname, '"d"YYYYMMDD') from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'public.log_line'::regclass order by 1
    $$;

    revoke all on function log_day(date), log_drop(date), log_days() from public;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(TABLE, hints={"in_cell": False}),
                migrations.RunSQL(DAYS, hints={"in_cell": False}),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="LogLine",
                    fields=[
                        ("id", models.UUIDField(default=ictdesk.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("source", models.CharField(max_length=8)),
                        ("event", models.CharField(max_length=64)),
                        ("workspace_id", models.UUIDField(null=True)),
                        ("user_id", models.UUIDField(null=True)),
                        ("contact_id", models.UUIDField(null=True)),
                        ("ip", models.GenericIPAddressField(null=True)),
                        ("method", models.CharField(blank=True, max_length=8)),
                        ("path", models.CharField(blank=True, max_length=300)),
                        ("status", models.SmallIntegerField(null=True)),
                        ("error", models.CharField(blank=True, max_length=64)),
                    ],
                    options={"db_table": "log_line"},
                ),
            ],
        ),
    ]
