"""What points at a person's row is found by an index: else each row that goes has PostgreSQL read a whole table."""

from ictdesk.privacy.erasure import removing
from tests.isolation.databases import Cursor, with_fault

SLOW = """
    select c.conname from pg_constraint c
    where c.contype = 'f' and c.confrelid::regclass::text = any(%s) and not exists (
      select from pg_index i where i.indrelid = c.conrelid
        and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
        and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
    ) order by 1
"""


def slow(cursor: Cursor) -> list[str]:
    cursor.execute(SLOW, [[model._meta.db_table for model in removing.tables("erase")]])
    return [name for (name,) in cursor.fetchall()]


def test_every_reference_to_a_row_of_a_person_has_an_index() -> None:
    with with_fault("select") as cursor:
        assert slow(cursor) == []
    with with_fault("drop index transcript_contact") as cursor:
        assert len(slow(cursor)) == 1, "the control"
