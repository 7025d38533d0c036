"""What the application's role may do, given anew after every migration."""

from django.db import connections
from django.db.backends.utils import CursorWrapper

from ictdesk.kernel.tenancy.planes import CONTROL, cell_aliases

APPEND_ONLY = (
    *("audit_checkpoint", "audit_entry", "audit_node", "audit_promise", "audit_record"),
    *("access_step", "breach_notice", "breach_step", "on_call_event"),
    *("consent_event", "consent_wording", "event", "instruction", "ledger_entry", "processing_record"),
    *("log_line", "check_result", "attestation", "claim_turn", "record_snapshot"),
)
OF_NO_WORKSPACE = (
    *("access_step", "attestation", "audit_promise", "breach_notice", "breach_step", "check_result"),
    *("claim_turn", "ledger_entry", "log_line", "on_call_event"),
)
UNTIL_THE_END = tuple(table for table in APPEND_ONLY if table not in OF_NO_WORKSPACE)
"""Of these a row may be deleted, but a trigger lets it go only in a workspace whose ledger says that it has ended."""
FORGOTTEN = {"audit_record": ("actor_id", "object_id", "facts", "salt")}
"""Columns that may be emptied all the same, all at once: a trigger sees to that."""
READ_ONLY = ("django_migrations",)

EVERYTHING = """
    revoke all on all tables in schema public from public, ictdesk_app;
    grant usage on schema public to ictdesk_app;
    grant select, insert, update, delete on all tables in schema public to ictdesk_app;
    grant usage, select on all sequences in schema public to ictdesk_app;
    grant execute on all functions in schema public to ictdesk_app;
"""
KEYS = """
    grant usage on schema keys to ictdesk_app;
    revoke all on all tables in schema keys from public, ictdesk_app;
    grant select, insert, update, delete on all tables in schema keys to ictdesk_app;
"""


def apply() -> None:
    """Grants on every plane. Must run as the owner of the tables; running it again changes nothing."""
    for alias in [CONTROL, *cell_aliases()]:
        with connections[alias].cursor() as cursor:
            cursor.execute(EVERYTHING)
            if alias != CONTROL:
                cursor.execute(KEYS)
            for table in _existing(cursor, READ_ONLY):
                cursor.execute(f'revoke insert, update, delete on "{table}" from ictdesk_app')
            for table in _existing(cursor, APPEND_ONLY):
                kept = "update" if table in UNTIL_THE_END else "update, delete"
                cursor.execute(f'revoke {kept} on "{table}" from ictdesk_app')
                if columns := FORGOTTEN.get(table):
                    cursor.execute(f'grant update ({", ".join(columns)}) on "{table}" to ictdesk_app')


def _existing(cursor: CursorWrapper, tables: tuple[str, ...]) -> list[str]:
    cursor.execute(
        "select tablename from pg_tables where schemaname = 'public' and tablename = any(%s)", [[*tables]]
    )
    return [row[0] for row in cursor.fetchall()]
