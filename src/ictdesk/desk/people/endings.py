"""When a sign-in ends (signed out, ended from the list, another password), the member's open sockets look again.

Django and allauth tell of it in the control plane; the sockets hear of it over each workspace's bus.
"""

from functools import partial
from typing import Any
from uuid import UUID

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import post_delete

from ictdesk.desk.people.models import Member, Seat, User
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import workspace_scope


def connect() -> None:
    """Listens to everything that ends a sign-in."""
    post_delete.connect(_session_ended, sender=Session, dispatch_uid="people.session_ended")
    for signal in (password_changed, password_reset, password_set):
        signal.connect(_password_changed, dispatch_uid="people.password_changed")


def _session_ended(instance: Session, **_: Any) -> None:
    user = instance.get_decoded().get(SESSION_KEY)
    if user:
        transaction.on_commit(partial(look_again, UUID(user)))


def _password_changed(user: User, **_: Any) -> None:
    transaction.on_commit(partial(look_again, user.pk))


def look_again(user: UUID) -> None:
    """Has every open socket of a user's memberships check its sign-in now."""
    for workspace in Seat.objects.filter(user_id=user).values_list("workspace_id", flat=True):
        with workspace_scope(workspace):
            member = Member.objects.filter(user_id=user).values_list("id", flat=True).first()
            if member:
                bus.revoke_after_commit("sign_in", member)
