"""Which transaction of which database something was written in, and whether it was committed."""

from django.db import DatabaseError, connections, transaction

from ictdesk.kernel.tenancy.scope import current_scope

HERE = """
    select (select system_identifier from pg_control_system())::text || '/' ||
           (select timeline_id from pg_control_checkpoint())::text || '/' || pg_current_xact_id()::text
"""
WHERE = """
    select (select system_identifier from pg_control_system())::text || '/' ||
           (select timeline_id from pg_control_checkpoint())::text
"""

NOTHING = """
    select coalesce(pg_xact_status(%s::xid8) = 'aborted' or pg_current_xact_id_if_assigned() = %s::xid8, false)
"""


def mark() -> str:
    """Of the present transaction: system identifier/timeline/transaction."""
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute(HERE)
        return str(cursor.fetchone()[0])


def came_to_nothing(mark: str) -> bool:
    """Whether what was written in that transaction, and is not there, was rolled back in this very database.

    By an error or a crash, or to a savepoint of the present transaction, which itself goes on. False for one of another database, or of a future that a restore has taken away.
    """
    place, _, number = mark.rpartition("/")
    alias = current_scope().alias
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(WHERE)
            if cursor.fetchone()[0] != place:
                return False
            cursor.execute(NOTHING, [number, number])
            return bool(cursor.fetchone()[0])
    except DatabaseError:  # a number that this database has not reached
        return False
