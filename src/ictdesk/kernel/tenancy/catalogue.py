"""The rules of isolation as questions to the live catalogue of a cell.

Each returns the offenders by name; an empty list is the good answer. `boot` refuses to serve while
any of the first two has one; the tests ask them all, and show each one failing on a seeded fault.
"""

from django.db import connections

from ictdesk.kernel.tenancy.guard import cell_tables

NOT_OF_A_WORKSPACE = frozenset({"django_migrations", "jobs_heartbeat"})
"""Tables of a cell that hold no workspace's rows (besides procrastinate's, whose rows hold ids only)."""

STRONG_ROLE = """
    select r.rolname from pg_roles r
    where (r.rolname = current_user or pg_has_role(current_user, r.oid, 'member'))
      and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolname = 'ictdesk_owner')
"""
OWNED_TABLES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname !~ '^pg_' and pg_get_userbyid(c.relowner) = current_user
"""
NOT_FORCED = """
    select c.relname from pg_class c
    where c.relkind in ('r', 'p') and c.relname = any(%s)
      and not (c.relrowsecurity and c.relforcerowsecurity
               and exists (select from pg_policy p where p.polrelid = c.oid))
"""
UNKNOWN_TABLES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'f') and n.nspname in ('public', 'keys')
      and c.relname <> all(%s) and c.relname !~ '^procrastinate_'
"""
SEVERAL_PERMISSIVE = """
    select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polpermissive group by c.relname having count(*) > 1
"""
UNIQUE_WITHOUT_WORKSPACE = """
    select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
    where x.indisunique and c.relname = any(%s) and a.attname <> 'workspace_id'
"""
LOOSE_FOREIGN_KEYS = """
    select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and c.relname = any(%s) and f.relname = any(%s)
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey)
                      and a.attname = 'workspace_id')
"""
LEAKY_VIEWS = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname in ('public', 'keys')
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)
"""
DEFINER_FUNCTIONS = """
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ('public', 'keys')
"""
LOOSE_GRANTS = """
    select c.relname || ':' || g.privilege_type from pg_class c
    join pg_namespace n on n.oid = c.relnamespace,
    lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g
    where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p')
      and g.grantee in (0, 'ictdesk_app'::regrole) and g.privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')
"""
OPEN_SCHEMAS = """
    select n.nspname || ':create' from pg_namespace n
    where n.nspname in ('public', 'keys') and has_schema_privilege('ictdesk_app', n.oid, 'create')
    union all select 'database:temporary' where has_database_privilege('ictdesk_app', current_database(), 'temporary')
"""


def ask(alias: str, question: str) -> list[str]:
    """The offenders that one of the questions above finds in a cell, sorted."""
    tables = sorted(cell_tables())
    known = [*tables, *NOT_OF_A_WORKSPACE] if question is UNKNOWN_TABLES else tables
    connection = connections[alias]
    connection.ensure_connection()
    # Straight to the driver: these ask the catalogue, not a workspace's rows.
    with connection.connection.cursor() as cursor:
        cursor.execute(question, [known] * question.count("%s") or None)
        return sorted(row[0] for row in cursor.fetchall())


QUESTIONS: dict[str, str] = {
    "roles that could bypass row-level security": STRONG_ROLE,
    "tables owned by the application's role": OWNED_TABLES,
    "tables without forced row-level security": NOT_FORCED,
    "tables that no model declares": UNKNOWN_TABLES,
    "tables with several permissive policies": SEVERAL_PERMISSIVE,
    "unique indexes that do not start with the workspace": UNIQUE_WITHOUT_WORKSPACE,
    "foreign keys that can leave the workspace": LOOSE_FOREIGN_KEYS,
    "views that are not security_invoker": LEAKY_VIEWS,
    "security definer functions": DEFINER_FUNCTIONS,
    "grants that ignore row-level security": LOOSE_GRANTS,
    "things the application could create": OPEN_SCHEMAS,
}
