"""The guard on queries: SQL that names a table of a cell needs a workspace in scope.

The ORM's managers raise already; this catches what goes round them (raw SQL, cursors, `save()` on a
row that was carried out of its scope). Row-level security stands underneath both.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from ictdesk.kernel.tenancy.planes import is_cell
from ictdesk.kernel.tenancy.router import lives_in_cell
from ictdesk.kernel.tenancy.scope import NoScope, WrongScope, scope_or_none


@cache
def cell_tables() -> frozenset[str]:
    """The tables that hold workspaces' rows, in all rooms."""
    return frozenset(model._meta.db_table for model in apps.get_models() if lives_in_cell(model))


@cache
def _names() -> re.Pattern[str]:
    # The setting `ictdesk.workspace` is not the table `workspace`.
    return re.compile(r"(?<!ictdesk\.)\b(" + "|".join(sorted(map(re.escape, cell_tables()))) + r")\b")


def guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's execute wrapper. Raises `NoScope` or `WrongScope` before the statement is sent."""
    alias = context["connection"].alias
    scope = scope_or_none()
    if scope is None:
        if _names().search(str(sql)):
            raise NoScope("a statement touches a workspace's table outside workspace_scope")
    elif is_cell(alias) and alias != scope.alias:
        raise WrongScope("a statement goes to another cell than the workspace's")
    return execute(sql, params, many, context)


def install(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Puts the guard on a new connection to a cell; the owner, who migrates, has row-level security alone."""
    if settings.AS_OWNER:
        return
    if is_cell(connection.alias) and guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)
