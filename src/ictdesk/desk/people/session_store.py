"""Django's sessions in the database. When one ends, the member's open sockets look whether it was theirs."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import transaction

from ictdesk.desk.people.models import Member, Seat
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import workspace_scope


class SessionStore(db.SessionStore):
    """Every way to end a session comes by here: signing out, the list of sessions, a new key after sign-in."""

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        user: Any = SessionStore(key).get(SESSION_KEY) if key else None
        super().delete(session_key)
        if user:
            look_again_after_commit(UUID(user))


def look_again_after_commit(user: UUID) -> None:
    """Has every open socket of a user's memberships check its sign-in, once this is committed."""
    transaction.on_commit(partial(_look_again, user))


def _look_again(user: UUID) -> None:
    for workspace in Seat.objects.filter(user_id=user).values_list("workspace_id", flat=True):
        with workspace_scope(workspace):
            member = Member.objects.filter(user_id=user).values_list("id", flat=True).first()
            if member:
                bus.revoke_after_commit("sign_in", member)
