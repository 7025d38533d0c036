"""PostgreSQL NOTIFY as the bus.

The notice goes out after the commit, in a statement of its own: `pg_notify` inside the transaction
serialises all commits of the server and more than halves their rate.
"""

import logging
from functools import partial
from typing import Literal
from uuid import UUID

import msgspec
from django.db import DatabaseError, connections, transaction

from ictdesk.kernel.tenancy import current_scope

CHANNEL = "ictdesk"
SEND = "select pg_notify('ictdesk', %s)"

log = logging.getLogger(__name__)


class Wake(msgspec.Struct, omit_defaults=True):
    """What a notice says: which workspace has news, and which principal or key lost its right."""

    workspace: UUID
    origin: str = ""
    revoked: Literal["", "member", "session", "subject", "subjects", "sign_in"] = ""
    """`subjects`: many keys of the workspace. `sign_in`: some sign-in of a member ended, others may stand; or the member goes by another name."""
    id: UUID | None = None
    setup: bool = False
    """The workspace's own lists (people, states, tags, views) are not as they were: whoever shows them asks anew."""


def notice(wake: Wake) -> str:
    """The payload of a notice."""
    return msgspec.json.encode(wake).decode()


def wake_after_commit() -> None:
    """Tells all readers, once this transaction is committed, that the workspace has news. Once is enough."""
    scope = current_scope()
    _after_commit(scope.alias, Wake(scope.workspace))


def revoke_after_commit(
    kind: Literal["member", "session", "subject", "subjects", "sign_in"], principal: UUID
) -> None:
    """Tells all processes, once committed, to drop what they hold for a principal or a key."""
    scope = current_scope()
    _after_commit(scope.alias, Wake(scope.workspace, revoked=kind, id=principal))


def setup_after_commit() -> None:
    """Tells all open inboxes of the workspace, once committed, that its lists are not as they were."""
    scope = current_scope()
    _after_commit(scope.alias, Wake(scope.workspace, setup=True))


def _after_commit(alias: str, wake: Wake) -> None:
    connection = connections[alias]
    send = partial(_send, alias, notice(wake))
    waiting = [getattr(entry[1], "args", None) for entry in connection.run_on_commit]
    if send.args not in waiting:
        transaction.on_commit(send, using=alias)


def _send(alias: str, payload: str) -> None:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(SEND, [payload])
    except DatabaseError:
        # The event is committed; readers find it by their slow poll.
        log.warning("bus.notice_lost")
