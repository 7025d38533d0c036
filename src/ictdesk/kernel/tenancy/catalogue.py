"""The rules of isolation as questions to the live catalogue of a cell.

Each returns the offenders by name; no offender is the good answer. `boot` asks them all and refuses to
serve while there is one; the tests show each question answered otherwise on a seeded fault.
"""

from typing import Any, Protocol

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
OTHER_POLICIES = """
    select c.relname || ':' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relname = any(%s) and p.polpermissive
      and (p.polcmd, p.polroles, pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) is distinct from
        ('*'::"char", array[0::oid], rule(), rule())
""".replace(
    "rule()",
    "$$(workspace_id = (NULLIF(current_setting('ictdesk.workspace'::text, true), ''::text))::uuid)$$",
)
UNKNOWN_TABLES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'f') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      and c.relname <> all(%s) and c.relname !~ '^procrastinate_'
"""
SEVERAL_PERMISSIVE = """
    select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polpermissive group by c.relname having count(*) > 1
"""
UNIQUE_WITHOUT_WORKSPACE = """
    select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
    where (x.indisunique or x.indisexclusion) and c.relname = any(%s)
      and a.attname is distinct from 'workspace_id'
"""
LOOSE_FOREIGN_KEYS = """
    select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and c.relname = any(%s) and f.relname = any(%s)
      and not exists (
        select from unnest(k.conkey, k.confkey) as pair (mine, theirs)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = pair.mine
        join pg_attribute b on b.attrelid = f.oid and b.attnum = pair.theirs
        where a.attname = 'workspace_id' and b.attname = 'workspace_id')
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


OPEN_KEYS = """
    select c.relname from pg_class c where c.oid = 'keys.subject_key'::regclass and not exists (
      select from pg_policy p where p.polrelid = c.oid and p.polname = 'restricted' and not p.polpermissive
        and p.polcmd = 'r' and p.polroles = array[0::oid] and pg_get_expr(p.polqual, c.oid) =
        $$((restricted_at IS NULL) OR (COALESCE(current_setting('ictdesk.door'::text, true), ''::text) <> ''::text))$$)
"""


SHORT_LOGS = """
    select log.name from unnest(array['audit_checkpoint', 'audit_entry', 'audit_node', 'audit_record',
        'consent_event', 'consent_wording', 'event']) as log (name)
    where not exists (
      select from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid
      where c.relname = log.name and g.tgname = 'until_the_end' and g.tgenabled in ('O', 'A')
        and p.proname = 'ictdesk_until_the_end' and strpos(p.prosrc, 'workspace.end') > 0
        and (g.tgnargs = 0 or log.name = 'consent_event'))
"""
"""Ended agreements alone have a time of their own, of a year at least."""


FIXED_SCOPES = """
    select coalesce(r.rolname, 'everybody') || ':' || setting
    from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) as setting
    where setting ~ '^ictdesk[.]'
"""


QUESTIONS: dict[str, str] = {
    "roles that could bypass row-level security": STRONG_ROLE,
    "tables owned by the application's role": OWNED_TABLES,
    "tables without forced row-level security": NOT_FORCED,
    "policies that say something else": OTHER_POLICIES,
    "tables that no model declares": UNKNOWN_TABLES,
    "tables with several permissive policies": SEVERAL_PERMISSIVE,
    "unique indexes that do not start with the workspace": UNIQUE_WITHOUT_WORKSPACE,
    "foreign keys that can leave the workspace": LOOSE_FOREIGN_KEYS,
    "views that are not security_invoker": LEAKY_VIEWS,
    "security definer functions": DEFINER_FUNCTIONS,
    "grants that ignore row-level security": LOOSE_GRANTS,
    "things the application could create": OPEN_SCHEMAS,
    "settings that put a workspace in scope for everybody": FIXED_SCOPES,
    "keys of restricted people in reach": OPEN_KEYS,
    "logs that could be shortened before a workspace ends": SHORT_LOGS,
}


class Cursor(Protocol):
    """A cursor of the driver itself: the questions are about the catalogue, not about a workspace's rows."""

    def execute(self, query: Any, params: Any = None) -> Any: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


def ask(cursor: Cursor, question: str) -> list[str]:
    """The offenders that one of the questions above finds in a cell, sorted."""
    tables = sorted(cell_tables())
    known = [*tables, *NOT_OF_A_WORKSPACE] if question is UNKNOWN_TABLES else tables
    cursor.execute(question, [known] * question.count("%s") or None)
    return sorted(row[0] for row in cursor.fetchall())


def faults(cursor: Cursor) -> list[str]:
    """Everything that is wrong with a cell, in sentences."""
    asked = ((what, ask(cursor, question)) for what, question in QUESTIONS.items())
    return [f"{what}: {', '.join(names)}" for what, names in asked if names]
