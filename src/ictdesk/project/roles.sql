-- Makes the two roles and the databases of ICTDesk on a PostgreSQL >= 16. Run it again at any time:
-- it changes what differs and leaves the rest. `ictdesk up` runs this very file on its own server.
--
--   ICTDESK_OWNER_PASSWORD=... ICTDESK_APP_PASSWORD=... psql -X -f roles.sql "host=... user=ADMIN dbname=postgres"
--
-- ADMIN is a superuser, or a role with CREATEROLE and CREATEDB. Other databases than the two of one
-- region: psql -v databases=ictdesk_cell_us,ictdesk_cell_uk

\set ON_ERROR_STOP on
\getenv owner_password ICTDESK_OWNER_PASSWORD
\getenv app_password ICTDESK_APP_PASSWORD
\if :{?databases}
\else
\set databases ictdesk_control,ictdesk_cell_eu
\endif
\if :{?template}
\else
\set template template1
\endif

-- A password in a statement that fails must not reach the server's log. Superusers only may say so.
select 'set log_min_error_statement = panic' from pg_roles where rolname = current_user and rolsuper \gexec
set password_encryption = 'scram-sha-256';

-- ictdesk_owner owns the tables and migrates; it is used by `ictdesk migrate` alone.
-- ictdesk_app serves: row-level security holds it because it owns nothing and bypasses nothing.
select format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole noreplication', name)
from unnest(array['ictdesk_owner', 'ictdesk_app']) as name
where not exists (select from pg_roles where rolname = name) \gexec

alter role ictdesk_owner password :'owner_password';
alter role ictdesk_app password :'app_password';

-- A request that waits longer than this has lost its reader. A migration waits for locks only
-- briefly, because everybody else queues behind it.
alter role ictdesk_app set statement_timeout = '30s';
alter role ictdesk_app set lock_timeout = '10s';
alter role ictdesk_app set idle_in_transaction_session_timeout = '30s';
alter role ictdesk_owner set lock_timeout = '10s';
alter role ictdesk_owner set idle_in_transaction_session_timeout = '5min';

do $$
begin
    if exists (
        select from pg_roles where rolname in ('ictdesk_owner', 'ictdesk_app')
        and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)
    ) then
        raise exception 'ictdesk_owner and ictdesk_app must have no special attribute: drop or alter them';
    end if;
    if exists (select from pg_auth_members where member = 'ictdesk_app'::regrole) then
        raise exception 'ictdesk_app must be a member of no other role';
    end if;
end $$;

-- An administrator who is no superuser must be a member of the owner to create its databases.
select format('grant ictdesk_owner to %I with inherit true, set true', current_user)
from pg_roles where rolname = current_user and not rolsuper \gexec

select format('create database %I owner ictdesk_owner template %I', name, :'template')
from unnest(string_to_array(:'databases', ',')) as name
where not exists (select from pg_database where datname = name) \gexec

-- Nobody else connects; the application may connect, and make neither temporary tables nor schemas.
select format('revoke all on database %I from public', name),
       format('grant connect on database %I to ictdesk_owner, ictdesk_app', name)
from unnest(string_to_array(:'databases', ',')) as name \gexec

select format('revoke ictdesk_owner from %I', current_user)
from pg_roles where rolname = current_user and not rolsuper \gexec
