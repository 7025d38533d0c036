"""Takes the rows of a whole workspace out of its cell, a batch at a time."""

from typing import Any

from django.db import connections
from django.db.models import ForeignKey, Model
from psycopg import sql

from ictdesk.kernel.datamap.tables import models_in_order
from ictdesk.kernel.tenancy import current_scope

BATCH = 20_000
"""Rows in one transaction: bounds how much is done again after a crash, and how long readers of events wait."""
STAYS = {
    "ledger_entry": "proof of what was done to people's data, and that the workspace ended (Art. 5(2) GDPR); ids alone"
}
LAST = "workspace"
"""While it is there, commands know that nothing new is written."""
DELETE = """
    delete from {table} where workspace_id = %s and ctid = any (array (
      select t.ctid from {table} t where t.workspace_id = %s {free} limit %s))
"""
FREE = "and not exists (select from {table} c where c.workspace_id = t.workspace_id and c.{column} = t.id)"
"""No row of the same table points at it: those that do go first, and none has to be changed, which logs do not allow."""


def tables() -> list[type[Model]]:
    """Those whose rows go, children first."""
    going = [model for model in models_in_order() if model._meta.db_table not in STAYS]
    return sorted(going, key=lambda model: model._meta.db_table == LAST)


def remove(model: type[Model], most: int = BATCH) -> int:
    """Removes up to `most` rows; returns how many. Fewer than `most` means that none is left."""
    scope, table, own, gone = current_scope(), sql.Identifier(model._meta.db_table), _own(model), 0
    free = [sql.SQL(FREE).format(table=table, column=sql.Identifier(one.column)) for one in own]
    statement = sql.SQL(DELETE).format(table=table, free=sql.SQL(" ").join(free))
    with connections[scope.alias].cursor() as cursor:
        while gone < most:
            cursor.execute(statement, [scope.workspace, scope.workspace, most - gone])
            gone += cursor.rowcount
            if not own or not cursor.rowcount:
                break
    return gone


def left() -> list[str]:
    """Tables in which the workspace in scope has rows yet."""
    return [model._meta.db_table for model in tables() if _all(model).exists()]


def _own(model: type[Model]) -> list[Any]:
    """Columns that may point at a row of the same table."""
    return [f for f in model._meta.local_fields if isinstance(f, ForeignKey) and f.related_model is model]


def _all(model: Any) -> Any:
    return model.objects.all()
