"""One picture of a workspace, however long reading it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections, transaction

from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.kernel.tenancy.scope import Scope, WrongScope, scope_or_none, workspace_scope


@contextmanager
def workspace_snapshot(workspace_id: UUID) -> Iterator[Scope]:
    """A scope in which everything is as it was at its first read, and nothing can be written.

    It holds up no reader of events: a transaction that writes nothing has no number. Raises `WrongScope` inside a
    scope, since that one has begun to read.
    """
    if scope_or_none() is not None:
        raise WrongScope("a snapshot begins outside any scope")
    alias = home_of(workspace_id)
    with transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        with workspace_scope(workspace_id) as scope:
            yield scope
